package dev.signalbox.cli;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.store.Workspace;
import dev.signalbox.workbench.CalibrateRouter;
import dev.signalbox.workbench.OpenDataset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "calibrate",
        description = {
            "Fit a router’s confidences to validation queries of the train split, by every method, and judge each on"
                    + " the",
            "test split: ECE, Brier score and NLL before and after. Nothing is changed in the workspace; the commands",
            "evaluate and tune make the same fit with --calibrate."
        })
final class CalibrateCommand extends WorkspaceCommand {
    @Option(names = "--dataset", paramLabel = "N", required = true, description = "The dataset's name or number.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String dataset;

    @Option(
            names = "--router",
            paramLabel = "R",
            required = true,
            description = "A router of the workspace by name, the folder of its checkpoint, or sample.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String router;

    @Option(
            names = "--method",
            split = ",",
            defaultValue = "temperature,platt,isotonic",
            paramLabel = "METHOD",
            description = "Of temperature, platt and isotonic. Default: ${DEFAULT-VALUE}.")
    private List<CalibrationMethod> methods = new ArrayList<>();

    @Option(names = "--pool", split = ",", paramLabel = "ID", description = "Only these VLMs. Default: all.")
    private List<String> pool = new ArrayList<>();

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Of the validation queries where the router’s record names none, and of the intervals."
                    + " Default: ${DEFAULT-VALUE}.")
    private long seed = 42;

    @Override
    public Integer call() {
        try (Workspace workspace = openWorkspace()) {
            OpenDataset open = OpenDataset.open(workspace, dataset(workspace, dataset));
            CalibrateRouter.Report report =
                    new CalibrateRouter(workspace, installation().home()).run(open, router, pool, methods, seed);
            result(report, report.lines());
            return 0;
        }
    }
}
