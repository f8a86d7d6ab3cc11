package dev.signalbox.workbench;

import dev.signalbox.importing.ImportOptions;
import dev.signalbox.importing.ImportPlan;
import dev.signalbox.importing.Importers;
import dev.signalbox.importing.Problem;
import dev.signalbox.store.ImportOutcome;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a source into the workspace: a dry run first, then one transaction. */
public final class ImportDataset {
    private final Workspace workspace;

    public ImportDataset(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * What came in, or would.
     *
     * @param queries  in the source
     * @param outputs  in the source
     * @param vlms     in the source
     * @param added    what of it is new to the workspace
     * @param imported false for a dry run and when an error stood in the way
     */
    public record Report(
            String dataset, int queries, int outputs, int vlms, Added added, List<Problem> problems, boolean imported) {
        /** True when nothing stands in the way. */
        public boolean importable() {
            return problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
        }

        /** For people. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            problems.forEach(p -> lines.add(line(p)));
            lines.add(Messages.text(
                    imported ? "workbench.imported" : importable() ? "workbench.importable" : "workbench.refused",
                    dataset,
                    queries,
                    outputs,
                    vlms));
            lines.add(Messages.text(
                    "workbench.added", added.queries(), added.outputs(), added.unchanged(), added.conflicts()));
            return lines;
        }

        /** The count of what is left out has no place of its own. */
        private static String line(Problem problem) {
            String severity = Messages.text("workbench.severity." + problem.severity());
            return problem.where().isEmpty()
                    ? Messages.text("workbench.problem.more", severity, problem.message())
                    : Messages.text("workbench.problem", severity, problem.where(), problem.message());
        }
    }

    /**
     * The difference to what the workspace held.
     *
     * @param unchanged outputs that were there already
     * @param conflicts outputs that were there with another text or label; the stored ones stay
     */
    public record Added(int queries, int outputs, int vlms, int unchanged, int conflicts) {
        static final Added NOTHING = new Added(0, 0, 0, 0, 0);

        static Added of(ImportOutcome outcome) {
            return new Added(
                    outcome.queriesAdded(),
                    outcome.outputsAdded(),
                    outcome.vlmsAdded(),
                    outcome.unchanged(),
                    outcome.conflicts());
        }
    }

    /** Reads and checks a source without changing anything. */
    public ImportPlan plan(Path source, String format, ImportOptions options, Progress progress) {
        return Importers.auto(source, format).plan(source, options, progress);
    }

    /** Stores what a dry run found good. */
    public ImportOutcome store(ImportPlan plan, Progress progress) {
        return workspace.datasets().store(plan.checkedDraft(), progress);
    }

    /**
     * Both at once.
     *
     * @param format {@code auto}, {@code m2} or {@code helm}
     * @param name   the dataset's name, or null for the source's own
     * @param roots  further folders that pictures may come from
     * @param dryRun true to change nothing
     */
    public Report run(
            Path source, String format, @Nullable String name, List<Path> roots, boolean dryRun, Progress progress) {
        ImportPlan plan = plan(source, format, new ImportOptions(name, roots), progress);
        if (!plan.importable()) {
            return report(plan, Added.NOTHING, false);
        }
        return dryRun
                ? report(plan, Added.of(workspace.datasets().preview(plan.draft())), false)
                : report(plan, Added.of(store(plan, progress)), true);
    }

    private static Report report(ImportPlan plan, Added added, boolean imported) {
        return new Report(
                plan.draft().name(),
                plan.draft().queries().size(),
                plan.draft().outputs().size(),
                plan.draft().vlms().size(),
                added,
                plan.problems(),
                imported);
    }
}
