package dev.signalbox.workbench;

import dev.signalbox.model.Raster;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The picture of another query.
 *
 * @param key of that query
 */
public record OtherPicture(String key, Raster picture) {
    private static final Logger LOG = LoggerFactory.getLogger(OtherPicture.class);
    /** Pictures that are read in vain before it is given up: a dataset may hold one picture alone. */
    private static final int MOST = 20;

    /**
     * Draws a query of the dataset whose first picture can be read and has other pixels.
     *
     * @param shown the picture that it must differ from
     * @param seed  equal seeds draw the same query
     * @return empty when the dataset has none
     */
    public static Optional<OtherPicture> find(OpenDataset open, Raster shown, long seed, Progress progress) {
        int size = open.table().size();
        int start = size == 0 ? 0 : new Random(seed).nextInt(size);
        int read = 0;
        for (int i = 0; i < size && read < MOST; i++) {
            progress.checkCancelled();
            int query = (start + i) % size;
            try {
                Raster found = open.pictures().raster(query);
                if (found == null) {
                    continue;
                }
                read++;
                if (!same(found, shown)) {
                    return Optional.of(new OtherPicture(open.table().keys().get(query), found));
                }
            } catch (UserFacingException e) {
                read++;
                LOG.debug("Not a picture to swap with: query {}", query, e);
            }
        }
        return Optional.empty();
    }

    private static boolean same(Raster one, Raster other) {
        return one.width() == other.width() && one.height() == other.height() && Arrays.equals(one.rgb(), other.rgb());
    }
}
