package dev.signalbox.ui.live;

import dev.signalbox.model.Raster;
import java.nio.file.Path;

/** Where a picture came from; equal sources are the same picture. */
sealed interface Source {
    /** For people. */
    String name();

    /** A file on this machine; it stays where it is. */
    record File(Path path) implements Source {
        @Override
        public String name() {
            Path last = path.getFileName();
            return last == null ? path.toString() : last.toString();
        }
    }

    /** Pixels from the clipboard or from another window; they are nowhere else. */
    record Pixels(Raster raster, String name) implements Source {}
}
