package dev.signalbox.ui.explore;

import dev.signalbox.picture.ThumbnailResult;
import dev.signalbox.picture.Thumbnails;
import dev.signalbox.task.Job;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.OpenDataset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/** What the grid’s cells show of a query beyond its columns: question and picture, read beside the UI thread. */
final class Cards {
    private static final int REMEMBERED = 4000;
    private static final int SAMPLE = 200;
    private static final int WIDTH = 288;
    private static final int HEIGHT = 208;

    /** A picture, or why there is none. */
    record Picture(@Nullable Image image, String reason) {}

    private final Jobs jobs;
    private final Thumbnails thumbnails;
    private final Map<Integer, String> questions = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
            return size() > REMEMBERED;
        }
    };
    private @Nullable OpenDataset open;
    private Boilerplate boilerplate = Boilerplate.NONE;
    private Runnable onShorter = () -> {};

    Cards(Jobs jobs, Thumbnails thumbnails) {
        this.jobs = jobs;
        this.thumbnails = thumbnails;
    }

    /** Forgets what was read of another dataset. */
    void use(@Nullable OpenDataset other) {
        open = other;
        questions.clear();
        boilerplate = Boilerplate.NONE;
        if (other != null && other.table().size() > 0) {
            jobs.submitQuiet(Lane.IO, "boilerplate", progress -> Boilerplate.of(sample(other)))
                    .onDone(found -> {
                        if (open == other) {
                            boilerplate = found;
                            onShorter.run();
                        }
                    });
        }
    }

    /** Hears that questions now read otherwise. */
    void setOnShorter(Runnable handler) {
        onShorter = handler;
    }

    private static List<String> sample(OpenDataset from) {
        int size = from.table().size();
        int count = Math.min(size, SAMPLE);
        return IntStream.range(0, count)
                .mapToObj(i -> line(from, (int) ((long) i * size / count)))
                .toList();
    }

    private static String line(OpenDataset from, int query) {
        String text = from.workspace().datasets().question(from.dataset().id(), query);
        return text.strip().replaceAll("\\s+", " ");
    }

    /**
     * Gives a question on one line: at once when it is at hand.
     *
     * @return stops it, when the cell shows something else before
     */
    Runnable question(int query, Consumer<String> then, Consumer<Throwable> failed) {
        OpenDataset from = open;
        String known = questions.get(query);
        if (known != null || from == null) {
            then.accept(known == null ? "" : boilerplate.shorten(known));
            return () -> {};
        }
        Job<String> job = jobs.submitQuiet(Lane.IO, "question", progress -> {
            progress.checkCancelled();
            return line(from, query);
        });
        // A read that has begun ends in spite of a cancel, perhaps after the one for what the cell shows by then.
        AtomicBoolean wanted = new AtomicBoolean(true);
        job.onDone(text -> {
            if (open == from) {
                questions.put(query, text);
                if (wanted.get()) {
                    then.accept(boilerplate.shorten(text));
                }
            }
        });
        job.onFailed(problem -> {
            if (wanted.get()) {
                failed.accept(problem);
            }
        });
        return () -> {
            wanted.set(false);
            job.cancel();
        };
    }

    /**
     * Gives a picture at the size of a cell: at once when it is at hand.
     *
     * @return stops it, when the cell shows something else before
     */
    Runnable picture(int query, Consumer<Picture> then) {
        OpenDataset from = open;
        if (from == null || from.pictures().count(query) == 0) {
            then.accept(new Picture(null, from == null ? "" : Messages.text("explore.cell.text")));
            return () -> {};
        }
        Path file = from.pictures().first(query);
        if (file == null) {
            then.accept(new Picture(null, Messages.text("explore.cell.missing")));
            return () -> {};
        }
        Thumbnails.Ticket ticket = thumbnails.request(
                file,
                WIDTH,
                HEIGHT,
                result -> then.accept(
                        switch (result) {
                            case ThumbnailResult.Ready(Image image) -> new Picture(image, "");
                            case ThumbnailResult.Failed failed ->
                                new Picture(null, Messages.text("explore.cell.broken"));
                        }));
        return ticket::cancel;
    }
}
