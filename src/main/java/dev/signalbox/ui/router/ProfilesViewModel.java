package dev.signalbox.ui.router;

import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Filter;
import dev.signalbox.index.Selection;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Fields;
import dev.signalbox.model.Pool;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scores;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Debounce;
import dev.signalbox.task.Job;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.RouterAccess;
import dev.signalbox.ui.shell.UndoStack;
import dev.signalbox.ui.shell.Undoable;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.Candidate;
import dev.signalbox.workbench.LabOutcome;
import dev.signalbox.workbench.LabOutcome.Moved;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ProfileLab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The pool in hand and what it does to the dataset. For the UI thread; scoring runs as jobs, typing waits for a pause. */
public final class ProfilesViewModel implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(120);
    private static final String OPEN = "router.lab.open";
    private static final String TRY = "router.lab.try";

    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final RouterAccess routers;
    private final Latest latest;
    private final Debounce typing;
    private final Runnable deaf;
    private final Consumer<Throwable> failed;
    private final PoolHistory history = new PoolHistory();

    private final ObservableList<String> splits = FXCollections.observableArrayList();
    private final StringProperty split = new SimpleStringProperty(OpenDataset.ALL);
    private final BooleanProperty selectionOnly = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<LabState> condition = new ReadOnlyObjectWrapper<>(new LabState.Idle());
    private final ReadOnlyObjectWrapper<List<Candidate>> pool = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable LabOutcome> outcome = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyDoubleWrapper millis = new ReadOnlyDoubleWrapper(Double.NaN);
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private @Nullable ProfileLab lab;
    private @Nullable Job<?> opening;
    /** The pool that goes on after its sentences were kept and the dataset was read again. */
    private @Nullable List<Candidate> carried;

    private @Nullable Undoable kept;
    private boolean visible;
    private int made;

    /** @param failed is told why sentences could not be kept or tried */
    public ProfilesViewModel(
            WorkbenchState state,
            DatasetDesk desk,
            Jobs jobs,
            RouterAccess routers,
            UndoStack undo,
            Consumer<Throwable> failed) {
        this.state = state;
        this.desk = desk;
        this.routers = routers;
        this.failed = failed;
        // A sentence takes moments: it must not wait in line behind minutes of arithmetic.
        latest = new Latest(jobs, Lane.IO);
        typing = new Debounce(jobs, PAUSE);
        deaf = jobs.listen(this::hear);
        desk.open().addListener((property, old, now) -> {
            drop();
            Undoable change = kept;
            if (now != null && change != null) {
                kept = null;
                undo.push(change); // not before: reading the dataset again forgets what can be undone
            }
        });
        desk.scores().addListener((property, old, now) -> {
            drop();
            openIfSeen();
        });
        state.router().addListener((property, old, now) -> openIfSeen());
        desk.index().addListener((property, old, now) -> {
            if (lab != null && old != null && now != null && old.labels() != now.labels()) {
                recompute();
            }
        });
        desk.selection().addListener((property, old, now) -> {
            if (selectionOnly.get()) {
                recompute();
            }
        });
        split.addListener((property, old, now) -> recompute());
        selectionOnly.addListener((property, old, now) -> recompute());
    }

    // What is shown

    ReadOnlyObjectProperty<LabState> condition() {
        return condition.getReadOnlyProperty();
    }

    /** The VLMs in hand: those of the workspace that were not taken out, then imaginary ones. */
    public ReadOnlyObjectProperty<List<Candidate>> pool() {
        return pool.getReadOnlyProperty();
    }

    /** What the pool in hand does, or null before it is known; lags behind typing for a moment. */
    public ReadOnlyObjectProperty<@Nullable LabOutcome> outcome() {
        return outcome.getReadOnlyProperty();
    }

    /** How long the last change took to score on every query, in milliseconds, encoding of the sentence included. */
    ReadOnlyDoubleProperty millis() {
        return millis.getReadOnlyProperty();
    }

    ObservableList<String> splits() {
        return splits;
    }

    public StringProperty split() {
        return split;
    }

    BooleanProperty selectionOnly() {
        return selectionOnly;
    }

    ReadOnlyBooleanProperty canUndo() {
        return canUndo.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canRedo() {
        return canRedo.getReadOnlyProperty();
    }

    /** The VLMs of the workspace; empty before the lab is open. */
    public List<Candidate> original() {
        return lab == null ? List.of() : lab.original();
    }

    /** VLMs of the workspace that are out of the pool. */
    List<Candidate> takenOut() {
        return original().stream()
                .filter(o -> pool.get().stream().noneMatch(c -> c.id().equals(o.id())))
                .toList();
    }

    /** The VLM as the workspace has it; empty for an imaginary one. */
    Optional<Candidate> originalOf(String id) {
        return original().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /** True when the VLM's sentence is not the one of the workspace. */
    boolean edited(Candidate candidate) {
        return originalOf(candidate.id())
                .map(o -> !o.sentence().equals(candidate.sentence()))
                .orElse(false);
    }

    boolean changed() {
        return lab != null && !pool.get().equals(lab.original());
    }

    /** Sentences of real VLMs that are not those of the workspace, by id. */
    Map<String, String> toKeep() {
        Map<String, String> sentences = new LinkedHashMap<>();
        pool.get().stream().filter(this::edited).forEach(c -> sentences.put(c.id(), c.sentence()));
        return sentences;
    }

    /** True when the stored scores were made with other sentences than the workspace has now. */
    boolean scoresAreOld() {
        return lab != null && !lab.current();
    }

    /** The end of a sentence that the router does not read, as tokens; known once the outcome is. */
    List<String> unread(Candidate candidate) {
        return lab == null ? List.of() : lab.unread(candidate);
    }

    String key(int query) {
        OpenDataset open = desk.open().get();
        return open == null ? "" : open.table().keys().get(query);
    }

    // What people do

    /** The screen came to the front, or left it. */
    void seen(boolean now) {
        visible = now;
        openIfSeen();
    }

    /** Types a sentence; the outcome follows after a pause. */
    public void edit(String id, String sentence) {
        List<Candidate> now = pool.get();
        if (now.stream().anyMatch(c -> c.id().equals(id) && !c.sentence().equals(sentence))) {
            history.before(now, id);
            set(now.stream()
                    .map(c -> c.id().equals(id) ? c.saying(sentence) : c)
                    .toList());
            typing.call(this::recompute);
        }
    }

    /** Adds a VLM that nobody has, with a sentence to begin with; tells its name. */
    public String add() {
        String id;
        do {
            id = Messages.text("lab.imaginary", ++made);
        } while (known(id));
        List<Candidate> more = new ArrayList<>(pool.get());
        more.add(new Candidate(id, Messages.text("lab.sentence"), Pool.FREE, true));
        change(more);
        return id;
    }

    private boolean known(String id) {
        return originalOf(id).isPresent() || pool.get().stream().anyMatch(c -> c.id().equals(id));
    }

    /** Takes a VLM out of the pool; the last one stays. */
    public void remove(String id) {
        if (pool.get().size() > 1) {
            change(pool.get().stream().filter(c -> !c.id().equals(id)).toList());
        }
    }

    /** Puts a VLM of the workspace back into its place, with its own sentence. */
    void putBack(String id) {
        List<Candidate> back = new ArrayList<>();
        for (Candidate candidate : original()) {
            if (candidate.id().equals(id)) {
                back.add(candidate);
            } else {
                pool.get().stream().filter(c -> c.id().equals(candidate.id())).forEach(back::add);
            }
        }
        pool.get().stream().filter(Candidate::imaginary).forEach(back::add);
        change(back);
    }

    /** Gives a VLM its own sentence back. */
    public void reset(String id) {
        originalOf(id)
                .ifPresent(own -> change(pool.get().stream()
                        .map(c -> c.id().equals(id) ? own : c)
                        .toList()));
    }

    /** Goes back to the workspace's pool. */
    public void resetAll() {
        if (changed()) {
            change(original());
        }
    }

    void undo() {
        move(history.undo(pool.get()));
    }

    void redo() {
        move(history.redo(pool.get()));
    }

    private void move(@Nullable List<Candidate> to) {
        if (to != null) {
            set(to);
            recompute();
        }
    }

    private void change(List<Candidate> to) {
        if (!to.equals(pool.get())) {
            history.before(pool.get(), null);
            set(to);
            recompute();
        }
    }

    private void set(List<Candidate> to) {
        pool.set(List.copyOf(to));
        canUndo.set(history.canUndo());
        canRedo.set(history.canRedo());
    }

    /** Writes the changed sentences of real VLMs into the workspace, for every dataset; this can be undone. */
    public void keep() {
        Map<String, String> now = toKeep();
        Map<String, String> old = new LinkedHashMap<>();
        now.keySet().forEach(id -> originalOf(id).ifPresent(c -> old.put(id, c.sentence())));
        if (now.isEmpty() || state.readOnly().get()) {
            return;
        }
        kept = new Undoable(Messages.text("lab.kept", now.size()), () -> store(old), () -> store(now));
        store(now);
    }

    private void store(Map<String, String> sentences) {
        Workspace workspace = desk.workspace().get();
        if (workspace == null) {
            return;
        }
        List<Candidate> going = pool.get();
        latest.submit(
                "router.lab.keep",
                progress -> {
                    sentences.forEach(workspace.vlms()::setProfile);
                    return true;
                },
                done -> {
                    carried = going;
                    desk.refresh();
                },
                failed);
    }

    /** Shows a query in the detail pane. */
    void focus(int query) {
        state.focusedQuery().set(query);
    }

    /** Makes queries the selection of all screens. */
    void select(List<Moved> chosen) {
        BitSet bits = new BitSet();
        chosen.forEach(m -> bits.set(m.query()));
        state.selection().set(bits);
    }

    // The lab

    private void drop() {
        latest.cancel(OPEN);
        latest.cancel(TRY);
        typing.close();
        if (carried == null && lab != null && desk.open().get() != null && changed()) {
            carried = pool.get(); // new scores or another router: what was typed is not lost
        }
        lab = null;
        history.clear();
        set(List.of());
        outcome.set(null);
        condition.set(new LabState.Idle());
    }

    /** Reads the fused vectors when somebody looks; nothing happens when they are there. */
    void openIfSeen() {
        OpenDataset open = desk.open().get();
        RouterInfo router = state.router().get();
        Scores scores = desk.scores().get();
        if (!visible || lab != null || latest.busy(OPEN) || open == null) {
            return;
        }
        if (router == null || scores == null) {
            condition.set(router == null ? new LabState.NoRouter() : new LabState.NoScores(router));
            return;
        }
        condition.set(new LabState.Busy(-1, Messages.text("lab.opening")));
        opening = latest.submit(
                OPEN,
                progress -> routers.use(router, loaded -> ProfileLab.open(open, loaded, scores.set(), progress)),
                made -> opened(open, made),
                problem -> condition.set(new LabState.Failed(problem)));
    }

    /** Gives up reading. */
    void stop() {
        latest.cancel(OPEN);
        condition.set(new LabState.Stopped());
    }

    private void hear(Job<?> job) {
        if (job == opening
                && condition.get() instanceof LabState.Busy
                && !job.message().isEmpty()) {
            condition.set(new LabState.Busy(job.fraction(), job.message()));
        }
    }

    private void opened(OpenDataset open, ProfileLab made) {
        lab = made;
        List<Candidate> going = carried;
        carried = null;
        boolean fits = going != null
                && going.stream()
                        .allMatch(c -> c.imaginary() || originalOf(c.id()).isPresent());
        set(fits && going != null ? going : made.original());
        List<String> found = new ArrayList<>(List.of(OpenDataset.ALL));
        CodedColumn column = open.table().fields().get(Fields.SPLIT);
        if (column != null) {
            column.values().stream().filter(v -> !v.isEmpty()).sorted().forEach(found::add);
        }
        if (!splits.equals(found)) {
            splits.setAll(found);
            split.set(found.contains("test") ? "test" : OpenDataset.ALL);
        }
        condition.set(new LabState.Ready());
        recompute();
    }

    private record Tried(LabOutcome outcome, double millis) {}

    private void recompute() {
        ProfileLab here = lab;
        OpenDataset open = desk.open().get();
        DatasetIndex index = desk.index().get();
        RouterInfo router = state.router().get();
        if (here == null
                || open == null
                || index == null
                || router == null
                || pool.get().isEmpty()) {
            return;
        }
        List<Candidate> now = pool.get();
        String part = split.get();
        Selection selected = selectionOnly.get() ? desk.selection().get() : null;
        latest.submit(
                TRY,
                progress -> {
                    long start = System.nanoTime();
                    boolean known = here.knows(now);
                    if (!known) {
                        routers.use(router, loaded -> {
                            progress.checkCancelled();
                            here.learn(loaded, now);
                            return true;
                        });
                    }
                    double took = known ? Double.NaN : (System.nanoTime() - start) / 1e6;
                    Selection rows = part.equals(OpenDataset.ALL)
                            ? Selection.all(index.size())
                            : index.filter(new Filter.Field(Fields.SPLIT, part), progress);
                    return new Tried(
                            here.outcome(now, selected == null ? rows : rows.and(selected), index.labels()), took);
                },
                tried -> {
                    outcome.set(tried.outcome());
                    millis.set(tried.millis());
                },
                failed);
    }

    @Override
    public void close() {
        deaf.run();
        typing.close();
        latest.close();
    }
}
