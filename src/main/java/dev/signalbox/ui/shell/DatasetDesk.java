package dev.signalbox.ui.shell;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.evaluation.Choice;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Filter;
import dev.signalbox.index.FilterParser;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Review;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Scores;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.workbench.OpenDataset;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The open dataset as all screens share it: its index with the labels in force, the scores of the chosen router, and
 * the one selection, which is what the filter's rule and the points chosen on the map leave. For the UI thread; what
 * takes time runs as jobs.
 */
public final class DatasetDesk implements AutoCloseable {
    private final WorkbenchState state;
    private final Latest latest;
    private final Supplier<String> actor;
    private final Consumer<Throwable> failed;

    private final ReadOnlyObjectWrapper<@Nullable Workspace> workspace = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable OpenDataset> open = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable DatasetIndex> index = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Annotations> annotations = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Scores> scores = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Selection> selection = new ReadOnlyObjectWrapper<>(Selection.none());
    private final ReadOnlyBooleanWrapper filtering = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper filterProblem = new ReadOnlyStringWrapper("");
    private Filter filter = FilterParser.parse("");

    /**
     * A desk without a workspace.
     *
     * @param actor  who makes corrections, asked when a dataset is opened
     * @param failed is told why a dataset, its scores or a filter could not be had
     */
    public DatasetDesk(WorkbenchState state, Jobs jobs, Supplier<String> actor, Consumer<Throwable> failed) {
        this.state = state;
        this.latest = new Latest(jobs, Lane.IO);
        this.actor = actor;
        this.failed = failed;
        state.dataset().addListener((property, old, now) -> load(now));
        state.router().addListener((property, old, now) -> loadScores());
        state.filterRule().addListener((property, old, now) -> refilter());
        state.selection().addListener((property, old, now) -> refilter());
    }

    /** The open workspace, or null. */
    public ReadOnlyObjectProperty<@Nullable Workspace> workspace() {
        return workspace.getReadOnlyProperty();
    }

    /** The open dataset, or null while there is none or it is being read. */
    public ReadOnlyObjectProperty<@Nullable OpenDataset> open() {
        return open.getReadOnlyProperty();
    }

    /** Columns with the labels in force; a new object after every correction. Null exactly when {@link #open} is. */
    public ReadOnlyObjectProperty<@Nullable DatasetIndex> index() {
        return index.getReadOnlyProperty();
    }

    /** Labels, references and notes in force; a new object after every change. Null exactly when {@link #open} is. */
    public ReadOnlyObjectProperty<@Nullable Annotations> annotations() {
        return annotations.getReadOnlyProperty();
    }

    /** The chosen router's complete scores on the open dataset, or null when there are none. */
    public ReadOnlyObjectProperty<@Nullable Scores> scores() {
        return scores.getReadOnlyProperty();
    }

    /** Queries that pass the filter and are among the points chosen on the map, if any are chosen. */
    public ReadOnlyObjectProperty<Selection> selection() {
        return selection.getReadOnlyProperty();
    }

    /** True while the selection is older than the rule: words in many texts take a moment to find. */
    public ReadOnlyBooleanProperty filtering() {
        return filtering.getReadOnlyProperty();
    }

    /** Why the rule in the filter bar cannot be read; empty when it can. */
    public ReadOnlyStringProperty filterProblem() {
        return filterProblem.getReadOnlyProperty();
    }

    /** The rule in force. */
    public Filter filter() {
        return filter;
    }

    /** Shows another workspace; its newest dataset and newest router are chosen. */
    public void use(@Nullable Workspace other) {
        state.dataset().set(null);
        state.router().set(null);
        workspace.set(other);
        state.workspace().set(other == null ? null : other.folder());
        state.readOnly().set(other != null && other.readOnly());
        if (other != null) {
            refresh();
        }
    }

    /** Reads the lists of datasets and routers again, after an import or a training. */
    public void refresh() {
        Workspace here = workspace.get();
        if (here == null) {
            return;
        }
        List<RouterInfo> routers = here.routers().list();
        if (state.router().get() == null && !routers.isEmpty()) {
            state.router().set(routers.getLast());
        }
        List<Dataset> datasets = here.datasets().list();
        Dataset now = state.dataset().get();
        if (datasets.isEmpty()) {
            state.dataset().set(null);
        } else if (now == null) {
            state.dataset().set(datasets.getLast());
        } else {
            datasets.stream().filter(d -> d.id() == now.id()).findFirst().ifPresent(state.dataset()::set);
        }
    }

    /** Shows a dataset of the open workspace. */
    public void show(Dataset dataset) {
        state.dataset().set(dataset);
    }

    /** Marks an output, durable when this returns; {@code UNKNOWN} clears the correction. */
    public void mark(int query, int column, Correctness label) {
        edit(dataset -> dataset.editor().mark(query, column, label));
    }

    /** Corrects a query's reference; null restores the imported one. */
    public void setReference(int query, @Nullable String reference) {
        edit(dataset -> dataset.editor().setReference(query, reference));
    }

    /** Keeps a note on a query; null or blank removes it. */
    public void setNote(int query, @Nullable String note) {
        edit(dataset -> dataset.editor().setNote(query, note == null || note.isBlank() ? null : note.strip()));
    }

    /** Puts queries into the review queue, into another state there, or with null out of it; one change to undo. */
    public void review(Map<Integer, @Nullable Review> wanted) {
        edit(dataset -> dataset.editor().review(wanted));
    }

    /** Takes the newest correction of this session back. */
    public void undo() {
        edit(dataset -> {
            if (dataset.editor().canUndo()) {
                dataset.editor().undo();
            }
        });
    }

    /** Makes the correction again that was taken back last. */
    public void redo() {
        edit(dataset -> {
            if (dataset.editor().canRedo()) {
                dataset.editor().redo();
            }
        });
    }

    /** Takes up scores that were made just now. */
    public void loadScores() {
        OpenDataset dataset = open.get();
        RouterInfo router = state.router().get();
        scores.set(null);
        if (dataset == null || router == null) {
            rechoose();
            return;
        }
        latest.submit(
                "desk.scores",
                progress -> dataset.workspace()
                        .scores()
                        .latest(dataset.dataset().id(), router.id())
                        .filter(ScoreSet::complete)
                        .filter(set -> set.rows() == dataset.table().size())
                        .map(set -> dataset.workspace().scores().load(set.id())),
                loaded -> {
                    scores.set(loaded.orElse(null));
                    rechoose();
                },
                failed);
    }

    @Override
    public void close() {
        latest.close();
    }

    private interface Edit {
        void apply(OpenDataset dataset);
    }

    private void edit(Edit change) {
        OpenDataset dataset = open.get();
        DatasetIndex now = index.get();
        if (dataset == null || now == null) {
            return;
        }
        if (state.readOnly().get()) {
            throw new UserFacingException(
                    "workspace.readOnly", dataset.workspace().folder());
        }
        change.apply(dataset);
        annotations.set(dataset.editor().annotations());
        Annotations inForce = dataset.editor().annotations();
        index.set(now.with(inForce.labels()).withReviews(inForce.reviews()));
        refilter();
    }

    private void load(@Nullable Dataset dataset) {
        open.set(null);
        index.set(null);
        annotations.set(null);
        scores.set(null);
        selection.set(Selection.none());
        Workspace here = workspace.get();
        if (dataset == null || here == null) {
            return;
        }
        String who = actor.get();
        latest.submit(
                "desk.dataset",
                progress -> {
                    OpenDataset read = OpenDataset.open(here, dataset, who);
                    return new Read(read, read.index());
                },
                read -> {
                    open.set(read.dataset());
                    annotations.set(read.dataset().editor().annotations());
                    index.set(read.index());
                    refilter();
                    loadScores();
                },
                failed);
    }

    private record Read(OpenDataset dataset, DatasetIndex index) {}

    private void rechoose() {
        OpenDataset dataset = open.get();
        DatasetIndex now = index.get();
        if (dataset == null || now == null) {
            return;
        }
        Scores loaded = scores.get();
        int[] choices = null;
        if (loaded != null) {
            int[] pool = IntStream.range(0, dataset.table().width())
                    .filter(k -> loaded.set()
                            .vlms()
                            .contains(dataset.dataset().vlms().get(k).id()))
                    .toArray();
            choices = new Choice(dataset.table(), loaded, pool, Ties.COST_THEN_INDEX).all();
        }
        index.set(now.withChoices(choices));
        refilter();
    }

    private void refilter() {
        DatasetIndex now = index.get();
        if (now == null) {
            filter = FilterParser.parse("");
            filtering.set(false);
            return;
        }
        try {
            filter = FilterParser.parse(state.filterRule().get());
            filterProblem.set("");
        } catch (UserFacingException e) {
            latest.cancel("desk.filter");
            filtering.set(false);
            filterProblem.set(e.getMessage());
            return;
        }
        Filter rule = filter;
        BitSet chosen = state.selection().get();
        if (chosen == null && state.filterRule().get().isBlank()) {
            latest.cancel("desk.filter");
            filtering.set(false);
            selection.set(Selection.all(now.size()));
            return;
        }
        filtering.set(true);
        latest.submit(
                "desk.filter",
                progress -> {
                    Selection passing = now.filter(rule, progress);
                    return chosen == null ? passing : passing.and(Selection.of(chosen));
                },
                passing -> {
                    filtering.set(false);
                    selection.set(passing);
                },
                problem -> {
                    filtering.set(false);
                    // A field or VLM that this dataset does not have: said beside the rule, like a mistake in writing.
                    if (problem instanceof UserFacingException known) {
                        filterProblem.set(known.getMessage());
                    } else {
                        failed.accept(problem);
                    }
                });
    }
}
