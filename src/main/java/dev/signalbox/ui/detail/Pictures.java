package dev.signalbox.ui.detail;

import dev.signalbox.picture.PictureDecoder;
import dev.signalbox.picture.PictureRoots.Reason;
import dev.signalbox.picture.PictureRoots.Resolution;
import dev.signalbox.picture.RasterImage;
import dev.signalbox.task.Job;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.control.PictureView.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.scene.image.Image;

/** Decodes the pictures of the query in view beside the UI thread, and those of its neighbours before they are asked for. */
final class Pictures implements AutoCloseable {
    private static final long PIXELS = 12_000_000;
    /** Pixels kept for going back and forth: about 160 MB at most. */
    private static final long BUDGET = 40_000_000;

    private final Jobs jobs;
    private final List<Job<?>> running = new ArrayList<>();
    private final Map<Path, Image> kept = new LinkedHashMap<>(16, 0.75f, true);

    Pictures(Jobs jobs) {
        this.jobs = jobs;
    }

    /** What can be said of every picture at once; what has to be decoded arrives later by place in the sequence. */
    List<Page> load(List<Resolution> places, BiConsumer<Integer, Page> later) {
        stop();
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            switch (places.get(i)) {
                case Resolution.Refused refused -> pages.add(missing(refused.reason()));
                case Resolution.Found found -> {
                    Image image = kept.get(found.file());
                    int at = i;
                    if (image != null) {
                        pages.add(new Page.Shown(image, found.relative()));
                    } else {
                        pages.add(new Page.Loading());
                        decode(found, page -> later.accept(at, page));
                    }
                }
            }
        }
        return pages;
    }

    /** Decodes a picture that will probably be asked for next. */
    void prefetch(List<Resolution> places) {
        if (!places.isEmpty()
                && places.getFirst() instanceof Resolution.Found found
                && !kept.containsKey(found.file())) {
            decode(found, page -> {});
        }
    }

    private void decode(Resolution.Found found, java.util.function.Consumer<Page> then) {
        Job<Image> job = jobs.submitQuiet(Lane.CPU, "picture", progress -> {
            progress.checkCancelled();
            return RasterImage.of(PictureDecoder.decode(found.file(), PIXELS));
        });
        running.add(job);
        job.onDone(image -> {
            keep(found.file(), image);
            then.accept(new Page.Shown(image, found.relative()));
        });
        job.onFailed(problem -> then.accept(
                problem instanceof UserFacingException known
                        ? new Page.Missing(String.valueOf(known.getMessage()), known.next())
                        : new Page.Missing(
                                Messages.text("detail.picture.broken", found.relative()), problem.toString())));
    }

    private void keep(Path file, Image image) {
        kept.put(file, image);
        long pixels = 0;
        for (Image one : kept.values()) {
            pixels += (long) (one.getWidth() * one.getHeight());
        }
        var eldest = kept.values().iterator();
        while (pixels > BUDGET && eldest.hasNext() && kept.size() > 1) {
            Image one = eldest.next();
            pixels -= (long) (one.getWidth() * one.getHeight());
            eldest.remove();
        }
    }

    private static Page missing(Reason reason) {
        return reason.hostile()
                ? new Page.Missing(
                        Messages.text("detail.picture.refused"), Messages.text("detail.picture.refused.next"))
                : reason == Reason.REMOTE
                        ? new Page.Missing(
                                Messages.text("detail.picture.remote"), Messages.text("detail.picture.remote.next"))
                        : new Page.Missing(
                                Messages.text("detail.picture.missing"), Messages.text("detail.picture.missing.next"));
    }

    private void stop() {
        running.forEach(Job::cancel);
        running.clear();
    }

    @Override
    public void close() {
        stop();
        kept.clear();
    }
}
