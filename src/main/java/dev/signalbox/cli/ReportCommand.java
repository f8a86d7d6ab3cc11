package dev.signalbox.cli;

import dev.signalbox.model.Scenario;
import dev.signalbox.report.DecisionCard;
import dev.signalbox.report.Document;
import dev.signalbox.report.ReportFile;
import dev.signalbox.report.ReportFormat;
import dev.signalbox.report.StudyReport;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.DescribeStudy;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ScenarioMetrics;
import dev.signalbox.workbench.StudyFacts;
import dev.signalbox.workbench.TuneDataset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        description = {
            "A study of a dataset, its routers and a setting of the cascade as a file, or one page for who decides on"
                    + " it.",
            "The same workspace gives the same bytes, apart from the date. Figures are those of evaluate and tune."
        })
final class ReportCommand extends WorkspaceCommand {
    /** What to write. */
    enum Kind {
        STUDY,
        CARD
    }

    @Option(names = "--dataset", paramLabel = "N", required = true, description = "The dataset's name or number.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String dataset;

    @Mixin
    private CascadeOptions cascade = new CascadeOptions();

    /** Either a threshold for all VLMs or one for each. */
    static final class Asked {
        @Option(
                names = "--tau",
                paramLabel = "X",
                required = true,
                description = "The threshold, 0 to 1. Default: the best EM on validation queries, or the scenario's.")
        private @Nullable Double tau;

        @Option(
                names = "--per-vlm",
                required = true,
                description =
                        "A threshold for every VLM of the first pool: those of the highest EM on validation queries.")
        private boolean perVlm;
    }

    @ArgGroup
    private @Nullable Asked asked;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = {
                "A saved setting to lay beside it; may be given again. Default: all. Without --r1, the first one is",
                "the setting that the report is about, with what other options name in place of its own."
            })
    private List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--today",
            paramLabel = "NAME",
            description = "The saved setting in use today, to compare with. Default: nothing is deferred.")
    private @Nullable String today;

    @Option(names = "--split", defaultValue = "test", description = "train, test or all. Default: ${DEFAULT-VALUE}.")
    private String split = "test";

    @Option(
            names = "--kind",
            defaultValue = "study",
            paramLabel = "KIND",
            description = "study: everything; card: one page. Default: ${DEFAULT-VALUE}.")
    private Kind kind = Kind.STUDY;

    @Option(
            names = "--format",
            defaultValue = "html",
            paramLabel = "FORMAT",
            description = {
                "html (one file), md (with SVG figures beside it), csv (every figure exactly, one a line) or tex"
                        + " (tables,",
                "with SVG figures beside them). Default: ${DEFAULT-VALUE}."
            })
    private ReportFormat format = ReportFormat.HTML;

    @Option(
            names = "--out",
            paramLabel = "FILE_OR_DIR",
            required = true,
            description = "The file, or a folder for study.html or card.html.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    /** What was written. */
    record Written(String dataset, boolean simulated, String kind, List<String> files, double tau) {}

    @Override
    public Integer call() {
        String router = cascade.first();
        if (router == null && scenarios.isEmpty()) {
            throw new ParameterException(spec.commandLine(), Messages.text("cli.report.what"));
        }
        try (Workspace workspace = openWorkspace()) {
            OpenDataset open = OpenDataset.open(workspace, dataset(workspace, dataset));
            DescribeStudy describe = new DescribeStudy(workspace, installation().home());
            StudyFacts facts = describe.run(
                    open, request(describe, open, router), console().progress());
            LocalDate date = LocalDate.now(ZoneId.systemDefault());
            Document document = kind == Kind.CARD ? DecisionCard.of(facts, date) : StudyReport.of(facts, date);
            String name = kind == Kind.CARD ? "card" : "study";
            List<String> files = ReportFile.write(document, format, out, name).stream()
                    .map(Path::toString)
                    .toList();
            result(
                    new Written(
                            open.dataset().name(),
                            open.dataset().simulated(),
                            name,
                            files,
                            facts.point().tau()),
                    files.stream()
                            .map(file -> Messages.text("cli.report.written", file))
                            .toList());
            return 0;
        }
    }

    private DescribeStudy.Request request(DescribeStudy describe, OpenDataset open, @Nullable String router) {
        List<String> beside = scenarios.isEmpty() ? null : scenarios;
        TuneDataset.Thresholds thresholds = thresholds();
        if (router != null) {
            return new DescribeStudy.Request(
                    cascade.setting(router),
                    thresholds == null ? new TuneDataset.Thresholds.Best() : thresholds,
                    split,
                    today,
                    beside,
                    null);
        }
        Scenario scenario = describe.scenario(open, scenarios.getFirst());
        boolean asSaved = thresholds == null && !cascade.changes();
        return new DescribeStudy.Request(
                cascade.over(describe.setting(open, scenario, cascade.seed())),
                thresholds == null ? new TuneDataset.Thresholds.Given(List.of(scenario.tau())) : thresholds,
                split,
                today,
                beside,
                asSaved
                        ? ScenarioMetrics.read(scenario.metrics())
                                .map(ScenarioMetrics::advice)
                                .orElse(null)
                        : null);
    }

    /** Null when none is named. */
    private TuneDataset.@Nullable Thresholds thresholds() {
        if (asked == null) {
            return null;
        }
        Double tau = asked.tau;
        if (tau != null) {
            cascade.check(tau);
            return new TuneDataset.Thresholds.Given(List.of(tau));
        }
        return asked.perVlm ? new TuneDataset.Thresholds.PerVlm() : null;
    }
}
