package dev.signalbox.cli;

import dev.signalbox.store.Workspace;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.OpenRouter;
import dev.signalbox.workbench.RouterLibrary;
import dev.signalbox.workbench.ScoreDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "score",
        description = {
            "Run a router over a dataset and keep its confidences, gate weights and fused vectors in the workspace.",
            "Interrupted, it goes on where it stopped when it is called again."
        })
final class ScoreCommand extends WorkspaceCommand {
    @Option(names = "--dataset", paramLabel = "N", required = true, description = "The dataset's name or number.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String dataset;

    @Option(
            names = "--router",
            paramLabel = "DIR",
            required = true,
            description = "The folder of a checkpoint, a router of the workspace by name, or sample.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String router;

    @Override
    public Integer call() {
        try (Workspace workspace = openWorkspace()) {
            OpenDataset open = OpenDataset.open(workspace, dataset(workspace, dataset));
            try (OpenRouter loaded = new RouterLibrary(workspace, installation().home()).open(router)) {
                ScoreDataset.Report report =
                        new ScoreDataset(workspace).run(open, loaded, console().progress());
                result(report, report.lines());
            }
            return 0;
        }
    }
}
