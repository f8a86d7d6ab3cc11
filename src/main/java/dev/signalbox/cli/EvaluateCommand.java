package dev.signalbox.cli;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.store.Workspace;
import dev.signalbox.workbench.EvaluateDataset;
import dev.signalbox.workbench.OpenDataset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "evaluate",
        description = {
            "Accuracy of every VLM, best single, random choice and oracle, and of a router whose scores are stored.",
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
            description = "A router of the workspace by name, the folder of its checkpoint, or sample.")
    private @Nullable String router;

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

    @Override
    public Integer call() {
        try (Workspace workspace = openWorkspace()) {
            OpenDataset open = OpenDataset.open(workspace, dataset(workspace, dataset));
            EvaluateDataset.Report report = new EvaluateDataset(
                            workspace, installation().home())
                    .run(open, split, pool, router, calibrate, seed);
            result(report, report.lines());
            return 0;
        }
    }
}
