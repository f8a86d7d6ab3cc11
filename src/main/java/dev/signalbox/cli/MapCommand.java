package dev.signalbox.cli;

import dev.signalbox.projection.MapOptions;
import dev.signalbox.projection.StopRule;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.MapDataset;
import dev.signalbox.workbench.MapSubject;
import dev.signalbox.workbench.MapVectors;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.OpenRouter;
import dev.signalbox.workbench.PlaceVectors;
import dev.signalbox.workbench.RouterLibrary;
import dev.signalbox.workbench.ScoreDataset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "map",
        description = {
            "Lay vectors out in two dimensions: the fused query vectors of a dataset (--dataset, --router; the map is",
            "kept in the workspace), or the rows of a file of numbers (--input; the places are written to --out).",
            "With --transform, new rows are placed into a finished map: --input has the rows of the map, --into their",
            "places."
        })
final class MapCommand extends WorkspaceCommand {
    @Option(names = "--dataset", paramLabel = "N", description = "The dataset's name or number.")
    private @Nullable String dataset;

    @Option(
            names = "--router",
            paramLabel = "DIR",
            description = "The folder of a checkpoint, a router of the workspace by name, or sample.")
    private @Nullable String router;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "A matrix, a row each: .npy (2-D, <f2, <f4 or <f8), .safetensors with one matrix, or .csv.")
    private @Nullable Path input;

    @Option(names = "--transform", paramLabel = "FILE", description = "New rows to place into a finished map.")
    private @Nullable Path transform;

    @Option(names = "--into", paramLabel = "Y.npy", description = "The places of the rows of --input.")
    private @Nullable Path into;

    @Option(names = "--out", paramLabel = "Y.npy", description = "The file to write: places, <f4 [n, 2].")
    private @Nullable Path out;

    @Option(names = "--method", defaultValue = "tsne", description = "tsne, umap or pca. Default: ${DEFAULT-VALUE}.")
    private String method = "tsne";

    @Option(
            names = "--pairs",
            description = "With --dataset: a point for every query with every VLM, not for every query.")
    private boolean pairs;

    @Option(
            names = "--queries",
            paramLabel = "N",
            description = "With --pairs: that many queries, drawn by the seed. Default: all.")
    private int queries = Integer.MAX_VALUE;

    @Option(names = "--iterations", defaultValue = "750", description = "Default: ${DEFAULT-VALUE}.")
    private int iterations = 750;

    @Option(
            names = "--stop-when",
            paramLabel = "RULE",
            split = ",",
            description = {
                "End t-SNE before its last iteration, after the early exaggeration: gradient:X once the norm of the"
                        + " gradient",
                "is below X, stalled:N once the divergence has not fallen by a thousandth within N iterations; looked"
                        + " at",
                "every 50 iterations. Both with a comma. Default: never."
            })
    private List<String> stopWhen = List.of();

    @Option(names = "--perplexity", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}.")
    private double perplexity = 30;

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--threads", description = "They do not change the result. Default: as many as cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        boolean kept = dataset != null && router != null;
        boolean file = input != null && out != null;
        boolean stray = kept ? input != null || out != null : dataset != null || router != null;
        if (kept == file || stray || (transform == null) != (into == null) || kept && transform != null) {
            throw usage("map.usage");
        }
        if (!(perplexity >= 2 && perplexity <= 1000) || iterations < 1 || iterations > 100_000) {
            throw usage("map.usage.range");
        }
        if (queries < 1 || pairs && !kept || !pairs && queries < Integer.MAX_VALUE) {
            throw usage("map.usage.pairs");
        }
        if (threads < 1 || threads > 256) {
            throw usage("map.usage.threads");
        }
        MapOptions options = new MapOptions(MapDataset.method(method), seed, perplexity, iterations, stopRule());
        if (kept) {
            dataset(options);
        } else {
            file(options);
        }
        return 0;
    }

    private StopRule stopRule() {
        double gradient = 0;
        int patience = 0;
        for (String rule : stopWhen) {
            int colon = rule.indexOf(':') + 1;
            try {
                switch (rule.substring(0, colon)) {
                    case "gradient:" -> gradient = Double.parseDouble(rule.substring(colon));
                    case "stalled:" -> patience = Integer.parseInt(rule.substring(colon));
                    default -> throw usage("map.usage.stop");
                }
            } catch (NumberFormatException e) {
                throw usage("map.usage.stop");
            }
        }
        if (!stopWhen.isEmpty() && !(gradient >= 0 && gradient < 1e6 && patience >= 0 && gradient + patience > 0)) {
            throw usage("map.usage.stop");
        }
        return new StopRule(gradient, patience);
    }

    private CommandLine.ParameterException usage(String key) {
        return new CommandLine.ParameterException(spec.commandLine(), Messages.text(key));
    }

    @SuppressWarnings("NullAway") // call() looked
    private void dataset(MapOptions options) {
        try (Workspace workspace = openWorkspace()) {
            OpenDataset open = OpenDataset.open(workspace, dataset(workspace, dataset));
            try (OpenRouter loaded = new RouterLibrary(workspace, installation().home()).open(router)) {
                new ScoreDataset(workspace).run(open, loaded, console().progress());
                MapSubject subject = pairs ? MapSubject.pairs(queries) : MapSubject.QUERIES;
                MapDataset.Report report = new MapDataset(workspace)
                        .run(
                                open,
                                loaded.info(),
                                subject,
                                options,
                                threads,
                                console().progress());
                result(report, report.lines());
            }
        }
    }

    @SuppressWarnings("NullAway") // call() looked
    private void file(MapOptions options) {
        if (transform == null) {
            MapVectors.Report report =
                    MapVectors.run(input, options, threads, out, console().progress());
            result(report, report.lines());
        } else {
            PlaceVectors.Report report = PlaceVectors.run(
                    input, into, transform, threads, out, console().progress());
            result(report, report.lines());
        }
    }
}
