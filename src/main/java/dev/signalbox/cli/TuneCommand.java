package dev.signalbox.cli;

import dev.signalbox.evaluation.risk.Goal;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.AdviceWords;
import dev.signalbox.workbench.AdviseThreshold;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.TuneDataset;
import dev.signalbox.workbench.TuneStages;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "tune",
        description = {
            "The cascade's exact figures at thresholds, from stored scores: the first router's best VLM is taken if"
                    + " its",
            "confidence is above tau; else the second router is asked, and taken if its confidence is above the"
                    + " first’s.",
            "Without --tau and --curve: the lowest tau of the highest EM on validation queries of the train split."
        })
final class TuneCommand extends WorkspaceCommand {
    @Option(names = "--dataset", paramLabel = "N", required = true, description = "The dataset's name or number.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String dataset;

    @Mixin
    private CascadeOptions cascade = new CascadeOptions();

    @Option(
            names = "--stage",
            paramLabel = "R[=ID,…]",
            description = {
                "In place of --r1 and --r2, once for every stage of a longer cascade, the cheapest first: its router"
                        + " and",
                "its VLMs. --tau then takes a threshold for every stage but the last, --calibrate is of every stage."
            })
    private List<String> stages = new ArrayList<>();

    @Option(names = "--split", defaultValue = "test", description = "train, test or all. Default: ${DEFAULT-VALUE}.")
    private String split = "test";

    /** Either some thresholds, all of them, or the one that serves a goal. */
    static final class Asked {
        @Option(
                names = "--tau",
                split = ",",
                paramLabel = "X",
                required = true,
                description = "Thresholds, 0 to 1: the first router’s choice stays when its confidence is above.")
        private List<Double> tau = new ArrayList<>();

        @Option(names = "--curve", required = true, description = "Every threshold at which a figure changes.")
        private boolean curve;

        @Option(
                names = "--per-vlm",
                required = true,
                description =
                        "A threshold for every VLM of the first pool: those of the highest EM on validation queries.")
        private boolean perVlm;

        @Option(
                names = "--advise",
                paramLabel = "GOAL=BOUND",
                required = true,
                description = {
                    "The threshold that serves a goal, found on validation queries and looked at on the test split:"
                            + " em=0.8",
                    "(lowest cost with such an EM), cost=0.002 (highest EM under such a cost, US dollars a query),"
                            + " rank=0.1",
                    "(highest Rank Score with this beta),",
                    "kept-wrong=0.1 (conformal: share of queries whose first choice is kept and wrong),",
                    "kept-error=0.1 (Learn-then-Test: share of wrong ones among those kept), sure-em=0.7"
                            + " (Learn-then-Test)."
                })
        private @Nullable String goal;
    }

    @ArgGroup
    private @Nullable Asked asked;

    @Option(
            names = "--delta",
            defaultValue = "0.1",
            description = "The probability with which a Learn-then-Test promise may fail. Default: ${DEFAULT-VALUE}.")
    private double delta = AdviceWords.DELTA;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Override
    public Integer call() {
        Goal goal = goal();
        TuneDataset.Thresholds thresholds = thresholds();
        boolean staged = !stages.isEmpty();
        String first = cascade.first();
        if (staged ? cascade.ofTwo() || goal != null || every(thresholds) : first == null) {
            throw new ParameterException(spec.commandLine(), Messages.text("cli.tune.what"));
        }
        try (Workspace workspace = openWorkspace()) {
            OpenDataset open = OpenDataset.open(workspace, dataset(workspace, dataset));
            if (staged) {
                List<Double> tau = thresholds instanceof TuneDataset.Thresholds.Given given ? given.tau() : null;
                TuneStages.Report report = new TuneStages(
                                workspace, installation().home())
                        .run(open, stages(), split, tau, cascade.seed());
                result(report, report.lines());
                return 0;
            }
            TuneDataset.Setting setting = cascade.setting(Objects.requireNonNull(first));
            if (goal != null) {
                AdviseThreshold.Report advice = new AdviseThreshold(
                                workspace, installation().home(), Clock.system(ZoneId.systemDefault()))
                        .run(open, setting, goal);
                result(advice, advice.lines());
                return 0;
            }
            TuneDataset.Report report =
                    new TuneDataset(workspace, installation().home()).run(open, setting, split, thresholds);
            result(report, report.lines());
            return 0;
        }
    }

    private static boolean every(TuneDataset.Thresholds thresholds) {
        return thresholds instanceof TuneDataset.Thresholds.Every
                || thresholds instanceof TuneDataset.Thresholds.PerVlm;
    }

    private List<TuneStages.Asked> stages() {
        return stages.stream()
                .map(stage -> {
                    int at = stage.lastIndexOf('=');
                    return at < 0
                            ? new TuneStages.Asked(stage, List.of(), cascade.method())
                            : new TuneStages.Asked(
                                    stage.substring(0, at),
                                    Arrays.asList(stage.substring(at + 1).split(",", -1)),
                                    cascade.method());
                })
                .toList();
    }

    private @Nullable Goal goal() {
        String text = asked == null ? null : asked.goal;
        if (text == null) {
            return null;
        }
        int at = text.indexOf('=');
        try {
            double bound = Double.parseDouble(text.substring(at + 1));
            return AdviceWords.goal(text.substring(0, Math.max(0, at)), bound, delta)
                    .orElseThrow(() -> wrong(text));
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
    }

    private ParameterException wrong(String goal) {
        return new ParameterException(spec.commandLine(), Messages.text("cli.tune.goal", goal));
    }

    private TuneDataset.Thresholds thresholds() {
        if (asked == null || asked.goal != null) {
            return new TuneDataset.Thresholds.Best();
        }
        if (asked.curve) {
            return new TuneDataset.Thresholds.Every();
        }
        if (asked.perVlm) {
            return new TuneDataset.Thresholds.PerVlm();
        }
        asked.tau.forEach(cascade::check);
        return new TuneDataset.Thresholds.Given(asked.tau);
    }
}
