package dev.signalbox.ui.importing;

import dev.signalbox.importing.ImportOptions;
import dev.signalbox.importing.ImportPlan;
import dev.signalbox.importing.Importers;
import dev.signalbox.importing.Problem;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.store.ImportOutcome;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Job;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.ImportDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** One import from the first look at a source to the stored dataset. For the UI thread. */
public final class ImportViewModel {
    /** Where it stands. */
    public enum Step {
        READING,
        /** The dry run is there: a person decides. */
        DECIDING,
        STORING,
        DONE,
        CANCELLED,
        FAILED
    }

    private final Workspace workspace;
    private final Path source;
    private final Jobs jobs;
    private final Consumer<Dataset> imported;
    private final Consumer<Path> agreed;
    private final List<Path> roots = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.READING);
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Throwable> failure = new ReadOnlyObjectWrapper<>();
    private final StringProperty name = new SimpleStringProperty("");
    private final DoubleProperty fraction = new SimpleDoubleProperty(-1);
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private @Nullable ImportPlan plan;
    private @Nullable Job<?> job;

    /**
     * An import that has not begun.
     *
     * @param imported is told of the dataset when all of it is stored
     * @param agreed   is told of every further folder that pictures may be read from
     */
    public ImportViewModel(
            Workspace workspace, Path source, Jobs jobs, Consumer<Dataset> imported, Consumer<Path> agreed) {
        this.workspace = workspace;
        this.source = source;
        this.jobs = jobs;
        this.imported = imported;
        this.agreed = agreed;
    }

    /** What a dry run found, with what of it would be new. */
    private record Look(ImportPlan plan, @Nullable ImportOutcome preview) {}

    /** Reads and checks the source without changing anything. */
    public void look() {
        step.set(Step.READING);
        problems.clear();
        ImportOptions options = new ImportOptions(null, roots);
        follow(jobs.submit(Messages.text("importing.job.look", source.getFileName()), progress -> {
                    ImportPlan read = Importers.auto(source, Importers.AUTO).plan(source, options, watched(progress));
                    return new Look(
                            read, read.importable() ? workspace.datasets().preview(read.draft()) : null);
                }))
                .onDone(this::decide);
    }

    /** Lets pictures come from a further folder too, and looks again. */
    public void addRoot(Path folder) {
        roots.add(folder);
        agreed.accept(folder);
        look();
    }

    /** Stores what was found, all of it or nothing. */
    public void store() {
        ImportPlan found = plan;
        if (found == null || !found.importable() || step.get() != Step.DECIDING) {
            return;
        }
        ImportPlan named = new ImportPlan(renamed(found.draft(), name.get()), found.problems());
        step.set(Step.STORING);
        follow(jobs.submit(
                        Messages.text("importing.job.store", name.get()),
                        progress -> new ImportDataset(workspace).store(named, watched(progress))))
                .onDone(outcome -> {
                    step.set(Step.DONE);
                    imported.accept(outcome.dataset());
                });
    }

    /** Stops what runs; nothing was changed. */
    public void cancel() {
        if (job != null) {
            job.cancel();
        }
        if (step.get() == Step.DECIDING || step.get() == Step.FAILED) {
            step.set(Step.CANCELLED);
        }
    }

    private <T> Job<T> follow(Job<T> started) {
        job = started;
        fraction.set(-1);
        message.set("");
        return started.onFailed(problem -> {
                    failure.set(problem);
                    step.set(Step.FAILED);
                })
                .onCancelled(() -> step.set(Step.CANCELLED));
    }

    /** Repeats a job's progress where the sheet shows it. */
    private Progress watched(Progress progress) {
        return new Progress() {
            private long last;

            @Override
            public void update(double done, String text) {
                progress.update(done, text);
                long now = System.nanoTime();
                if (now - last > 50_000_000) {
                    last = now;
                    jobs.after(java.time.Duration.ZERO, () -> {
                        fraction.set(done);
                        message.set(text);
                    });
                }
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }

    private void decide(Look look) {
        plan = look.plan();
        DatasetDraft draft = look.plan().draft();
        name.set(draft.name());
        problems.setAll(look.plan().problems());
        ImportOutcome preview = look.preview();
        summary.set(Messages.text(
                        draft.simulated() ? "importing.found.simulated" : "importing.found",
                        draft.queries().size(),
                        draft.outputs().size(),
                        draft.vlms().size(),
                        draft.pictures().size())
                + "\n"
                + (preview == null
                        ? Messages.text("importing.blocked")
                        : preview.nothingNew()
                                ? Messages.text("importing.nothingNew")
                                : Messages.text(
                                        preview.unchanged() + preview.conflicts() == 0
                                                ? "importing.allNew"
                                                : "importing.new",
                                        preview.queriesAdded(),
                                        preview.outputsAdded(),
                                        preview.unchanged(),
                                        preview.conflicts())));
        step.set(Step.DECIDING);
    }

    private static DatasetDraft renamed(DatasetDraft draft, String name) {
        return new DatasetDraft(
                name.strip(),
                draft.root(),
                draft.format(),
                draft.source(),
                draft.licence(),
                draft.simulated(),
                draft.vlms(),
                draft.queries(),
                draft.outputs(),
                draft.pictures());
    }

    public Path source() {
        return source;
    }

    public ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    /** What the dry run found, in words. */
    public ReadOnlyStringProperty summary() {
        return summary.getReadOnlyProperty();
    }

    /** What is being done now. */
    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Throwable> failure() {
        return failure.getReadOnlyProperty();
    }

    /** The dataset's name; an existing one is added to. */
    public StringProperty name() {
        return name;
    }

    /** 0..1, negative while the end is not known. */
    public DoubleProperty fraction() {
        return fraction;
    }

    /** Errors first. */
    public ObservableList<Problem> problems() {
        return problems;
    }

    /** True when no error stands in the way. */
    public boolean importable() {
        return plan != null && plan.importable();
    }
}
