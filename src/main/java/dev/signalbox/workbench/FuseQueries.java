package dev.signalbox.workbench;

import dev.signalbox.model.Raster;
import dev.signalbox.router.QueryInput;
import dev.signalbox.router.QueryVectors;
import dev.signalbox.router.Router;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads queries of a dataset with their pictures and fuses them. */
final class FuseQueries {
    /** Queries that are fused at once, wherever vectors are kept: the neighbours in a batch decide over the last bits. */
    static final int CHUNK = 64;

    private static final Logger LOG = LoggerFactory.getLogger(FuseQueries.class);

    private final OpenDataset open;
    private final Router router;
    private int unreadable;

    FuseQueries(OpenDataset open, Router router) {
        this.open = open;
        this.router = router;
    }

    /** Fuses queries {@code first .. first + count - 1}. */
    QueryVectors run(int first, int count) {
        List<QueryInput> batch = new ArrayList<>(count);
        for (int query = first; query < first + count; query++) {
            Picture picture = picture(query);
            unreadable += picture.missing() ? 1 : 0;
            batch.add(new QueryInput(
                    open.workspace().datasets().question(open.dataset().id(), query), picture.raster()));
        }
        return router.fuse(batch);
    }

    /** Queries so far whose picture could not be read: fused with a blank one. */
    int unreadable() {
        return unreadable;
    }

    /** @param missing true when the query names a picture that cannot be had */
    private record Picture(@Nullable Raster raster, boolean missing) {}

    private Picture picture(int query) {
        try {
            Raster raster = open.pictures().raster(query);
            return new Picture(raster, raster == null && open.pictures().count(query) > 0);
        } catch (UserFacingException e) {
            // One bad picture must not stop half a million queries; the report counts it.
            LOG.warn("Query {}: {}", open.table().keys().get(query), e.getMessage());
            return new Picture(null, true);
        }
    }

    static float[] flat(float[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        float[] flat = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return flat;
    }
}
