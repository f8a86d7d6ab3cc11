package dev.signalbox.ui.train;

import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Fields;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.TestScore;
import dev.signalbox.workbench.TrainingRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The runs of the workspace, the one under way first, and which of them are laid over one another. */
final class RunsViewModel implements AutoCloseable {
    /** More curves than this cannot be told apart. */
    static final int MOST = 8;

    private final DatasetDesk desk;
    private final Latest latest;
    private final Consumer<Throwable> failed;
    private final ObservableList<RunLine> lines = FXCollections.observableArrayList();
    private final ObservableList<TrainingRuns.Damaged> damaged = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<List<RunLine>> compared = new ReadOnlyObjectWrapper<>(List.of());
    /** Ticked runs with the style of their curves, which stays while they are ticked. */
    private final SequencedMap<String, Integer> styles = new LinkedHashMap<>();
    /** What was heard of runs in this session: their curves by step. */
    private final Map<Path, Pulse> heard = new HashMap<>();

    private @Nullable RunLine current;
    private boolean chosen;

    /** @param failed is told why the runs could not be listed */
    RunsViewModel(DatasetDesk desk, Jobs jobs, Consumer<Throwable> failed) {
        this.desk = desk;
        this.failed = failed;
        latest = new Latest(jobs, Lane.IO);
        desk.workspace().addListener((property, old, now) -> {
            heard.clear();
            styles.clear();
            current = null;
            chosen = false;
            show(new TrainingRuns.Listing(List.of(), List.of()), Map.of());
            refresh();
        });
        desk.open().addListener((property, old, now) -> refresh());
        desk.scores().addListener((property, old, now) -> refresh());
        refresh();
    }

    /** The one under way, unfinished ones, then routers, newest first. */
    ObservableList<RunLine> lines() {
        return lines;
    }

    /** Unfinished runs that cannot be read. */
    ObservableList<TrainingRuns.Damaged> damaged() {
        return damaged;
    }

    /** The ticked ones, in the order in which they were ticked; a new list after every change of one of them. */
    ReadOnlyObjectProperty<List<RunLine>> compared() {
        return compared.getReadOnlyProperty();
    }

    /** The style of a run's curves, or -1 when it is not ticked. */
    int style(RunLine line) {
        return styles.getOrDefault(line.key(), -1);
    }

    /** Lays a run over the others or takes it away; false when there are too many. */
    boolean tick(RunLine line, boolean wanted) {
        chosen = true;
        if (!wanted) {
            styles.remove(line.key());
        } else if (!styles.containsKey(line.key())) {
            if (styles.size() >= MOST) {
                return false;
            }
            int style = 0;
            while (styles.containsValue(style)) {
                style++;
            }
            styles.put(line.key(), style);
        }
        recompare();
        return true;
    }

    /** Ticks one run and no other. */
    void only(RunLine line) {
        styles.clear();
        tick(line, true);
    }

    /** A run begins or goes on: it stands first until {@link #ended}. */
    void begin(RunLine line) {
        current = line;
        lines.removeIf(other -> other.key().equals(line.key()));
        lines.addFirst(line);
        only(line);
    }

    /** News of the run under way. */
    void pulse(Pulse pulse) {
        RunLine line = current;
        if (line == null) {
            return;
        }
        heard.put(line.folder(), pulse);
        current = line.with(pulse);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).key().equals(line.key())) {
                lines.set(i, current);
            }
        }
        recompare();
    }

    /** The run under way is over: the list on disk counts again. */
    void ended() {
        RunLine line = current;
        current = null;
        refresh(line == null ? null : line.folder());
    }

    void refresh() {
        refresh(null);
    }

    /** @param follow the folder of a run that was ticked under another key, or null */
    private void refresh(@Nullable Path follow) {
        Workspace workspace = desk.workspace().get();
        OpenDataset open = desk.open().get();
        if (workspace == null) {
            return;
        }
        latest.submit(
                "train.runs",
                progress -> {
                    TrainingRuns.Listing listing = TrainingRuns.list(workspace);
                    Map<Long, TestScore> scores = new HashMap<>();
                    boolean here = open != null && open.workspace() == workspace;
                    for (TrainingRuns.Run run : listing.runs()) {
                        progress.checkCancelled();
                        RouterInfo router = run.router();
                        if (router != null && open != null && here) {
                            score(open, router).ifPresent(score -> scores.put(router.id(), score));
                        }
                    }
                    return new Found(listing, scores);
                },
                found -> {
                    if (follow != null) {
                        follow(follow, found.listing());
                    }
                    show(found.listing(), found.scores());
                },
                failed);
    }

    private record Found(TrainingRuns.Listing listing, Map<Long, TestScore> scores) {}

    private static Optional<TestScore> score(OpenDataset open, RouterInfo router) {
        CodedColumn split = open.table().fields().get(Fields.SPLIT);
        return split != null && split.values().contains("test") ? TestScore.of(open, router) : Optional.empty();
    }

    /** A run that ended in a router stays ticked, in its colour. */
    private void follow(Path folder, TrainingRuns.Listing listing) {
        Integer style = styles.remove(folder + "|open");
        if (style != null) {
            listing.runs().stream()
                    .filter(run -> run.folder().equals(folder))
                    .findFirst()
                    .ifPresent(run -> styles.put(RunLine.of(run, null, null).key(), style));
        }
    }

    private void show(TrainingRuns.Listing listing, Map<Long, TestScore> scores) {
        List<RunLine> all = new ArrayList<>();
        RunLine running = current;
        if (running != null) {
            all.add(running);
        }
        for (TrainingRuns.Run run : listing.runs()) {
            boolean underWay =
                    running != null && run.router() == null && run.folder().equals(running.folder());
            if (!underWay) {
                TestScore score =
                        run.router() == null ? null : scores.get(run.router().id());
                all.add(RunLine.of(run, heard.get(run.folder()), score));
            }
        }
        styles.keySet().retainAll(all.stream().map(RunLine::key).toList());
        if (styles.isEmpty() && !chosen && !all.isEmpty()) {
            styles.put(all.getFirst().key(), 0);
        }
        lines.setAll(all);
        damaged.setAll(listing.damaged());
        recompare();
    }

    private void recompare() {
        List<RunLine> ticked = new ArrayList<>();
        for (String key : styles.keySet()) {
            lines.stream().filter(line -> line.key().equals(key)).forEach(ticked::add);
        }
        compared.set(List.copyOf(ticked));
    }

    @Override
    public void close() {
        latest.close();
    }
}
