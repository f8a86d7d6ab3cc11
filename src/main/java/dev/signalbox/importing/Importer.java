package dev.signalbox.importing;

import dev.signalbox.task.Progress;
import java.nio.file.Path;

/** Reads one format. */
public interface Importer {
    /** Its name on the command line: {@code m2} or {@code helm}. */
    String format();

    /** True when this file or folder looks like this format; looks at names only and never far. */
    boolean recognises(Path source);

    /**
     * The dry run: reads and checks everything, stores nothing. Damage inside the source becomes a problem of the plan,
     * with its place.
     *
     * @throws dev.signalbox.text.UserFacingException when the source itself cannot be opened
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    ImportPlan plan(Path source, ImportOptions options, Progress progress);
}
