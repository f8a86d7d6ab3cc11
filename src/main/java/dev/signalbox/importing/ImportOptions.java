package dev.signalbox.importing;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the person chose.
 *
 * @param name  the dataset's name, or null to take it from the source
 * @param roots further folders below which pictures may lie; the source's own folder is always one
 */
public record ImportOptions(@Nullable String name, List<Path> roots) {
    /** The source's own name, pictures below the source only. */
    public static final ImportOptions DEFAULT = new ImportOptions(null, List.of());

    public ImportOptions {
        roots = List.copyOf(roots);
    }
}
