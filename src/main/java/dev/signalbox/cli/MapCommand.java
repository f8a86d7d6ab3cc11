package dev.signalbox.cli;

import dev.signalbox.store.Workspace;
import dev.signalbox.workbench.MapDataset;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.OpenRouter;
import dev.signalbox.workbench.RouterLibrary;
import dev.signalbox.workbench.ScoreDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "map",
        description = {
            "Lay the fused query vectors of a dataset out in two dimensions and keep the map in the workspace.",
            "t-SNE here is exact and takes up to 3,000 queries; of a larger dataset it takes a seeded sample."
        })
final class MapCommand extends WorkspaceCommand {
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

    @Option(names = "--method", defaultValue = "tsne", description = "tsne or pca. Default: ${DEFAULT-VALUE}.")
    private String method = "tsne";

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Override
    public Integer call() {
        try (Workspace workspace = openWorkspace()) {
            OpenDataset open = OpenDataset.open(workspace, dataset(workspace, dataset));
            try (OpenRouter loaded = new RouterLibrary(workspace, installation().home()).open(router)) {
                new ScoreDataset(workspace).run(open, loaded, console().progress());
                MapDataset.Report report = new MapDataset(workspace)
                        .run(open, loaded.info(), method, seed, console().progress());
                result(report, report.lines());
            }
            return 0;
        }
    }
}
