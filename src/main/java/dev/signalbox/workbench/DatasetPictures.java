package dev.signalbox.workbench;

import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Raster;
import dev.signalbox.picture.PictureDecoder;
import dev.signalbox.picture.PictureRoots;
import dev.signalbox.picture.PictureRoots.Resolution;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the pictures of a dataset's queries are. Nothing outside the dataset's root is ever given out. */
public final class DatasetPictures {
    private final DatasetTable table;
    private final PictureRoots roots;

    DatasetPictures(DatasetTable table) {
        this.table = table;
        this.roots = new PictureRoots(table.dataset().root());
    }

    /** How many pictures a query names. */
    public int count(int query) {
        return table.pictures().get(query).size();
    }

    /** The places of a query's pictures, in order. */
    public List<Resolution> of(int query) {
        return table.pictures().get(query).stream().map(roots::resolve).toList();
    }

    /** The file of a query's first picture, or null when it has none that can be read. */
    public @Nullable Path first(int query) {
        List<String> paths = table.pictures().get(query);
        if (!paths.isEmpty() && roots.resolve(paths.getFirst()) instanceof Resolution.Found found) {
            return found.file();
        }
        return null;
    }

    /**
     * The first picture's pixels, or null for a query without a readable place.
     *
     * @throws dev.signalbox.text.UserFacingException when the file is there and is no picture that can be decoded
     */
    public @Nullable Raster raster(int query) {
        Path file = first(query);
        return file == null ? null : PictureDecoder.decode(file);
    }
}
