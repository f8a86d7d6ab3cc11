package dev.signalbox.cli;

import dev.signalbox.store.Workspace;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.TrainRouter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "train",
        description = {
            "Train an ARMS router on the train split of a dataset and keep the checkpoint that was best on",
            "validation queries. The same seed on the same machine gives the same checkpoint."
        })
final class TrainCommand extends WorkspaceCommand {
    @Option(names = "--dataset", paramLabel = "N", required = true, description = "The dataset's name or number.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String dataset;

    @Option(names = "--preset", defaultValue = "tiny", description = "tiny or full. Default: ${DEFAULT-VALUE}.")
    private String preset = "tiny";

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--epochs", description = "At most so many passes over the data. Default: the preset’s.")
    private @Nullable Integer epochs;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The checkpoint’s folder.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path out;

    @Override
    public Integer call() {
        try (Workspace workspace = openWorkspace()) {
            OpenDataset open = OpenDataset.open(workspace, dataset(workspace, dataset));
            TrainRouter.Report report = new TrainRouter(workspace)
                    .run(open, preset, seed, epochs, out, console().progress());
            result(report, report.lines());
            return 0;
        }
    }
}
