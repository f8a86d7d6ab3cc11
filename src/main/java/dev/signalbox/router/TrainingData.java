package dev.signalbox.router;

import dev.signalbox.model.Raster;
import dev.signalbox.model.Vlm;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a router learns from: n queries, K VLMs, labels. Read from one thread at a time. */
public interface TrainingData {
    /** The dataset's name, kept in the checkpoint. */
    String name();

    /** The dataset's hash, kept in the checkpoint. */
    String hash();

    /** True when no real model gave these answers. */
    boolean simulated();

    /** Number of queries n. */
    int size();

    String question(int query);

    /** The first picture, or null for a text-only query or a picture that cannot be read. */
    @Nullable
    Raster picture(int query);

    /** Names of a query's pictures: queries with one in common are not torn apart when some are held out. */
    default List<String> pictureNames(int query) {
        return List.of();
    }

    /** 1 right, 0 wrong, -1 unknown. */
    int label(int query, int vlm);

    /** True for the training split; validation is taken from it. Everything else is held back for the test. */
    boolean isTrain(int query);

    /** A folder for vectors of encoders that do not learn, so that the next run need not ask them again; null for none. */
    default @Nullable Path keep() {
        return null;
    }

    /** The VLMs in column order; each enters by its profile sentence. */
    List<Vlm> vlms();
}
