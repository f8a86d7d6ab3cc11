package dev.signalbox.ui.explore;

import dev.signalbox.picture.PictureDecoder;
import dev.signalbox.picture.RasterImage;
import dev.signalbox.task.Job;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.workbench.OpenDataset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/** What the grid’s cells show of a query beyond its columns: question and picture, read beside the UI thread. */
final class Cards implements AutoCloseable {
    private static final int REMEMBERED = 600;
    private static final long PIXELS = 120_000;

    /**
     * A query in brief.
     *
     * @param reason why there is no picture; empty when there is one
     */
    record Card(String question, @Nullable Image picture, String reason) {}

    private final Jobs jobs;
    private final Map<Integer, Card> remembered = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Card> eldest) {
            return size() > REMEMBERED;
        }
    };
    private @Nullable OpenDataset open;

    Cards(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Forgets what was read of another dataset. */
    void use(@Nullable OpenDataset other) {
        open = other;
        remembered.clear();
    }

    @Nullable
    Card known(int query) {
        return remembered.get(query);
    }

    /**
     * Reads a card.
     *
     * @return stops it, when the cell shows something else before
     */
    Runnable read(int query, Consumer<Card> then, Consumer<Throwable> failed) {
        OpenDataset from = open;
        if (from == null) {
            return () -> {};
        }
        Job<Card> job = jobs.submitQuiet(Lane.CPU, "card", progress -> {
            progress.checkCancelled();
            return card(from, query);
        });
        job.onDone(card -> {
            if (open == from) {
                remembered.put(query, card);
                then.accept(card);
            }
        });
        job.onFailed(failed);
        return job::cancel;
    }

    private static Card card(OpenDataset from, int query) {
        String question = from.workspace().datasets().question(from.dataset().id(), query);
        if (from.pictures().count(query) == 0) {
            return new Card(question, null, Messages.text("explore.cell.text"));
        }
        Path file = from.pictures().first(query);
        if (file == null) {
            return new Card(question, null, Messages.text("explore.cell.missing"));
        }
        try {
            return new Card(question, RasterImage.of(PictureDecoder.decode(file, PIXELS)), "");
        } catch (UserFacingException e) {
            return new Card(question, null, Messages.text("explore.cell.broken"));
        }
    }

    @Override
    public void close() {
        use(null);
    }
}
