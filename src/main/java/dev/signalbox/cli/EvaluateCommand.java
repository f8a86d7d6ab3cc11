package dev.signalbox.cli;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.comparison.IntervalMethod;
import dev.signalbox.store.Workspace;
import dev.signalbox.workbench.EvaluateDataset;
import dev.signalbox.workbench.EvaluationReport;
import dev.signalbox.workbench.OpenDataset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "evaluate",
        description = {
            "Accuracy and cost of every VLM, of the best single, the cheapest, random choice, the best by dataset and"
                    + " the",
            "oracle, and of routers whose scores are stored, with intervals from resampled queries.",
            "Corrected labels count; answers without a label are left out, never counted as wrong."
        })
final class EvaluateCommand extends WorkspaceCommand {
    @Option(names = "--dataset", paramLabel = "N", required = true, description = "The dataset's name or number.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String dataset;

    @Option(names = "--split", defaultValue = "all", description = "train, test or all. Default: ${DEFAULT-VALUE}.")
    private String split = "all";

    @Option(names = "--pool", split = ",", paramLabel = "ID", description = "Only these VLMs. Default: all.")
    private List<String> pool = new ArrayList<>();

    @Option(
            names = "--router",
            paramLabel = "R",
            description = {
                "A router of the workspace by name, the folder of its checkpoint, or sample. May be given several"
                        + " times:",
                "each is then tested against the best single VLM and against the others (exact McNemar, paired"
                        + " bootstrap)."
            })
    private List<String> routers = new ArrayList<>();

    @Option(
            names = "--dataset-field",
            paramLabel = "FIELD",
            description = "The field whose best VLM per value is the dataset oracle. Default: benchmark, else task.")
    private @Nullable String datasetField;

    @Option(
            names = "--slices",
            paramLabel = "FIELD",
            description = {
                "Every router against the best single VLM by the values of a field, or by right (number of right"
                        + " VLMs),",
                "length (thirds of the questions’ lengths), pictures (their number) or notes (#tags in notes). P"
                        + " values",
                "are adjusted over the slices (Benjamini-Hochberg); slices of fewer than 30 queries are not tested."
            })
    private @Nullable String slices;

    @Option(
            names = "--calibrate",
            defaultValue = "none",
            paramLabel = "METHOD",
            description = {
                "none, temperature, platt or isotonic: fit the router’s confidences to validation queries (those that"
                        + " its",
                "training held out, else a seeded share of the train split) and report ECE, Brier score and NLL on the"
                        + " test",
                "split before and after. With --json under calibration: method, fittedOn {origin, seed, share,"
                        + " queries,",
                "pairs}, fits by VLM, split, pairs, before and after {ece, eceEqualMass, mce, brier, nll, em, bins};",
                "ece, brier and nll are {value, low, high}. Default: ${DEFAULT-VALUE}."
            })
    private CalibrationMethod calibrate = CalibrationMethod.NONE;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Of that share and of the intervals. Default: ${DEFAULT-VALUE}.")
    private long seed = 42;

    @Option(
            names = "--intervals",
            defaultValue = "percentile",
            paramLabel = "METHOD",
            description = {
                "percentile or bca (bias-corrected and accelerated) of the same resamples.",
                "Default: ${DEFAULT-VALUE}."
            })
    private IntervalMethod intervals = IntervalMethod.PERCENTILE;

    @Override
    public Integer call() {
        try (Workspace workspace = openWorkspace()) {
            OpenDataset open = OpenDataset.open(workspace, dataset(workspace, dataset));
            EvaluationReport report = new EvaluateDataset(
                            workspace, installation().home())
                    .run(
                            open,
                            new EvaluateDataset.Request(
                                    split, pool, routers, datasetField, slices, calibrate, seed, intervals));
            result(report, report.lines());
            return 0;
        }
    }
}
