package dev.signalbox.ui.train;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.ui.shell.Problem;
import dev.signalbox.workbench.TrainRouter;
import java.nio.file.Path;

/** How the last run of this session ended. */
sealed interface Notice {
    /** It ended in a router. */
    record Finished(TrainRouter.Report report, RouterInfo router) implements Notice {}

    /** A person stopped it. */
    record Stopped(String name, Path folder, boolean resumable) implements Notice {}

    /** Something stopped it. */
    record Failed(String name, Path folder, Problem problem, boolean resumable) implements Notice {}
}
