package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.Flip;
import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Selection;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Fields;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.AdviceStamp;
import dev.signalbox.workbench.CalibrationBench;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ScenarioMetrics;
import dev.signalbox.workbench.TuneDataset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The setting in hand and what it gives. Routers, split and selection make a study beside the UI thread; tau is then
 * answered on the UI thread by a binary search in it.
 */
public final class TuneViewModel implements AutoCloseable {
    static final double STEP = 0.01;
    static final double BIG_STEP = 0.1;
    private static final double START = 0.5;
    private static final String TEST = "test";

    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final Latest latest;
    private final Consumer<Throwable> failed;
    private final StudyMaker maker = new StudyMaker();

    private final ObservableList<RouterInfo> routers = FXCollections.observableArrayList();
    private final ObservableList<String> splits = FXCollections.observableArrayList();
    private final ObservableList<Scenario> scenarios = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable RouterInfo> first = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable RouterInfo> second = new SimpleObjectProperty<>();
    private final StringProperty split = new SimpleStringProperty(OpenDataset.ALL);
    private final BooleanProperty selectionOnly = new SimpleBooleanProperty();
    private final DoubleProperty tau = new SimpleDoubleProperty(START);
    private final ObjectProperty<PoolTerms> terms = new SimpleObjectProperty<>(PoolTerms.AS_IMPORTED);
    private final ObjectProperty<Map<Integer, Double>> own = new SimpleObjectProperty<>(Map.of());
    private final ReadOnlyObjectWrapper<Baseline> baseline = new ReadOnlyObjectWrapper<>(Baseline.NOTHING_DEFERRED);

    private final ReadOnlyObjectWrapper<TuneState> condition = new ReadOnlyObjectWrapper<>(new TuneState.Busy());
    private final ReadOnlyObjectWrapper<@Nullable Study> study = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ReplayPoint> point = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ReplayPoint> comparedPoint = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Flip>> flips = new ReadOnlyObjectWrapper<>(List.of());
    private final Calibrations calibrations = new Calibrations(maker);
    private final ReadOnlyObjectWrapper<@Nullable AdviceStamp> advice = new ReadOnlyObjectWrapper<>();
    private boolean settling;

    /** @param failed is told why something could not be saved or deleted */
    public TuneViewModel(WorkbenchState state, DatasetDesk desk, Jobs jobs, Consumer<Throwable> failed) {
        this.state = state;
        this.desk = desk;
        this.jobs = jobs;
        this.latest = new Latest(jobs, Lane.CPU);
        this.failed = failed;
        desk.workspace().addListener((property, old, now) -> maker.forget());
        desk.open().addListener((property, old, now) -> opened(now));
        desk.index().addListener((property, old, now) -> relabelled(old, now));
        desk.scores().addListener((property, old, now) -> reload());
        desk.selection().addListener((property, old, now) -> {
            if (selectionOnly.get()) {
                restudy();
            }
        });
        state.router().addListener((property, old, now) -> followRouter(old, now));
        split.addListener((property, old, now) -> restudy());
        selectionOnly.addListener((property, old, now) -> restudy());
        baseline.addListener((property, old, now) -> restudy());
        for (ObservableValue<?> part : List.of(first, second, calibrations.methods(), terms, own)) {
            part.addListener((property, old, now) -> {
                advice.set(null);
                restudy();
            });
        }
        tau.addListener((property, old, now) -> {
            advice.set(null);
            follow();
        });
        opened(desk.open().get());
    }

    /** Routers of the workspace, oldest first. */
    public ObservableList<RouterInfo> routers() {
        return routers;
    }

    /** {@link OpenDataset#ALL}, then the dataset's splits. */
    public ObservableList<String> splits() {
        return splits;
    }

    /** Saved settings of the open dataset, by name. */
    public ObservableList<Scenario> scenarios() {
        return scenarios;
    }

    /** The router that is asked first. */
    public ObjectProperty<@Nullable RouterInfo> first() {
        return first;
    }

    /** The router that is asked when the first is not sure; null lets the first choose from both pools. */
    public ObjectProperty<@Nullable RouterInfo> second() {
        return second;
    }

    public StringProperty split() {
        return split;
    }

    /** True to look only at those queries of the split that all screens have selected. */
    public BooleanProperty selectionOnly() {
        return selectionOnly;
    }

    /** How confidences are calibrated before they are replayed. */
    public Calibrations calibrations() {
        return calibrations;
    }

    /** The threshold, 0..1. */
    public DoubleProperty tau() {
        return tau;
    }

    /** Which VLMs may be chosen, and at which prices: a what-if that every figure follows. */
    public ObjectProperty<PoolTerms> terms() {
        return terms;
    }

    /** By column, the thresholds of those VLMs of the first pool that do not share {@link #tau()}. Set anew, never changed. */
    public ObjectProperty<Map<Integer, Double>> own() {
        return own;
    }

    ReadOnlyObjectProperty<Baseline> baseline() {
        return baseline.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<TuneState> condition() {
        return condition.getReadOnlyProperty();
    }

    /** What the routers in hand give for any tau; null while it is made or cannot be. */
    public ReadOnlyObjectProperty<@Nullable Study> study() {
        return study.getReadOnlyProperty();
    }

    /** The figures at {@link #tau()}; null unless there is a study. */
    public ReadOnlyObjectProperty<@Nullable ReplayPoint> point() {
        return point.getReadOnlyProperty();
    }

    /** The baseline's figures on the same queries; null when its routers have no scores here. */
    public ReadOnlyObjectProperty<@Nullable ReplayPoint> comparedPoint() {
        return comparedPoint.getReadOnlyProperty();
    }

    /** What changes from the baseline to the setting in hand. */
    public ReadOnlyObjectProperty<List<Flip>> flips() {
        return flips.getReadOnlyProperty();
    }

    /** Moves the threshold, held within 0..1. */
    public void setTau(double value) {
        if (!Double.isNaN(value)) {
            tau.set(Math.clamp(value, 0, 1));
        }
    }

    /** Takes up an advised threshold. Its stamp stays with it until another setting is in hand. */
    public void take(double advised, AdviceStamp stamp) {
        setTau(advised);
        advice.set(stamp);
    }

    /** What advised the setting in hand; null when a person chose it. */
    public ReadOnlyObjectProperty<@Nullable AdviceStamp> advice() {
        return advice.getReadOnlyProperty();
    }

    /** The setting in hand, for the work that the command line does as well; null unless there is a study. */
    public TuneDataset.@Nullable Setting setting() {
        RouterInfo one = first.get();
        RouterInfo two = second.get();
        Study here = study.get();
        return one == null || here == null
                ? null
                : new TuneDataset.Setting(
                        one.name(),
                        two == null ? null : two.name(),
                        List.of(),
                        List.of(),
                        calibrations.of(one),
                        calibrations.of(two == null ? one : two),
                        Calibrations.SEED,
                        terms.get(),
                        here.named(own.get()));
    }

    /** Moves the threshold by a step from key presses, onto a whole hundredth. */
    void step(double by) {
        setTau(Math.rint((tau.get() + by) * 100) / 100);
    }

    /** Goes to the lowest threshold of the highest EM. */
    void seekBest() {
        Study here = study.get();
        if (here != null) {
            setTau(here.bestTau());
        }
    }

    /** Compares with a saved setting; null compares with deferring nothing. */
    public void compareWith(@Nullable Scenario scenario) {
        baseline.set(scenario == null ? Baseline.NOTHING_DEFERRED : new Baseline(scenario));
    }

    /** Takes up a saved setting. */
    public void apply(Scenario scenario) {
        settling = true;
        router(scenario.first()).ifPresent(first::set);
        Long other = scenario.second();
        second.set(other == null ? null : router(other).orElse(null));
        own.set(SavedSetting.own(desk.open().get(), scenario));
        setTau(scenario.tau());
        surround(scenario);
        advice.set(ScenarioMetrics.read(scenario.metrics())
                .map(ScenarioMetrics::advice)
                .orElse(null));
    }

    /** Takes up the queries, calibrations, pool and prices of a saved setting alone. */
    public void surround(Scenario scenario) {
        settling = true;
        String saved = scenario.split() == null ? OpenDataset.ALL : scenario.split();
        split.set(splits.contains(saved) ? saved : OpenDataset.ALL);
        selectionOnly.set(false);
        calibrations.methods().set(ScenarioMetrics.methods(scenario));
        terms.set(SavedSetting.terms(desk.open().get(), scenario));
        settling = false;
        restudy();
    }

    /** The name of the setting that was compared with, or a new one made of tau. */
    String suggestedName() {
        Scenario compared = baseline.get().scenario();
        return compared != null ? compared.name() : Messages.text("tune.save.name", Figures.tau(tau.get()));
    }

    /** Keeps the setting in hand with its figures; one of the same name is replaced. It becomes the baseline. */
    public void save(String name) {
        OpenDataset open = desk.open().get();
        Study here = study.get();
        ReplayPoint now = point.get();
        RouterInfo one = first.get();
        if (open == null || here == null || now == null || one == null || name.isBlank()) {
            return;
        }
        String filter = selectionOnly.get() ? state.filterRule().get() : null;
        Scenario scenario = SavedSetting.of(this, open, here, now, one, filter, name);
        jobs.<Scenario>submitQuiet(
                        Lane.IO,
                        "tune.save",
                        progress -> open.workspace().scenarios().save(scenario))
                .onDone(saved -> {
                    if (desk.open().get() == open) {
                        baseline.set(new Baseline(saved));
                        reload();
                    }
                })
                .onFailed(failed);
    }

    public void delete(Scenario scenario) {
        OpenDataset open = desk.open().get();
        if (open == null) {
            return;
        }
        jobs.<Boolean>submitQuiet(Lane.IO, "tune.delete", progress -> {
                    open.workspace().scenarios().delete(scenario.id());
                    return true;
                })
                .onDone(done -> {
                    Scenario compared = baseline.get().scenario();
                    if (compared != null && compared.id() == scenario.id()) {
                        compareWith(null);
                    }
                    reload();
                })
                .onFailed(failed);
    }

    /** Shows a query in the detail pane. */
    void focus(int query) {
        state.focusedQuery().set(query);
    }

    /** Makes queries the selection of all screens. */
    void select(List<Flip> chosen) {
        select(chosen.stream().mapToInt(Flip::query));
    }

    /** Makes queries the selection of all screens. */
    public void select(IntStream queries) {
        BitSet bits = new BitSet();
        queries.forEach(bits::set);
        state.selection().set(bits);
    }

    /** Makes all queries the selection again. */
    public void selectAll() {
        state.selection().set(null);
    }

    /** Reads routers, scenarios and scores again: there may be new ones. */
    public void reload() {
        OpenDataset open = desk.open().get();
        if (open == null) {
            return;
        }
        latest.submit(
                "tune.lists",
                progress -> new Lists(
                        open.workspace().routers().list(),
                        open.workspace().scenarios().list(open.dataset().id())),
                this::take,
                failed);
    }

    private record Lists(List<RouterInfo> routers, List<Scenario> scenarios) {}

    private void take(Lists lists) {
        settling = true;
        if (!routers.equals(lists.routers())) {
            RouterInfo one = first.get();
            RouterInfo two = second.get();
            routers.setAll(lists.routers());
            first.set(one == null ? null : router(one.id()).orElse(null));
            second.set(two == null ? null : router(two.id()).orElse(null));
        }
        if (first.get() == null && !routers.isEmpty()) {
            RouterInfo chosen = state.router().get();
            first.set(chosen == null ? routers.getLast() : router(chosen.id()).orElse(routers.getLast()));
        }
        if (!scenarios.equals(lists.scenarios())) {
            scenarios.setAll(lists.scenarios());
        }
        settling = false;
        restudy();
    }

    private static List<String> splitsOf(@Nullable OpenDataset open) {
        List<String> found = new ArrayList<>(List.of(OpenDataset.ALL));
        CodedColumn column = open == null ? null : open.table().fields().get(Fields.SPLIT);
        if (column != null) {
            column.values().stream().filter(v -> !v.isEmpty()).sorted().forEach(found::add);
        }
        return found;
    }

    private Optional<RouterInfo> router(long id) {
        return routers.stream().filter(r -> r.id() == id).findFirst();
    }

    private void opened(@Nullable OpenDataset open) {
        settling = true;
        study.set(null);
        point.set(null);
        comparedPoint.set(null);
        flips.set(List.of());
        scenarios.clear();
        calibrations.opened(open);
        first.set(null);
        second.set(null);
        selectionOnly.set(false);
        baseline.set(Baseline.NOTHING_DEFERRED);
        terms.set(PoolTerms.AS_IMPORTED);
        own.set(Map.of());
        List<String> found = splitsOf(open);
        splits.setAll(found);
        split.set(found.contains(TEST) ? TEST : OpenDataset.ALL);
        settling = false;
        condition.set(new TuneState.Busy());
        reload();
    }

    /** The first router is the one chosen for all screens until another one is chosen here. */
    private void followRouter(@Nullable RouterInfo old, @Nullable RouterInfo now) {
        RouterInfo mine = first.get();
        if (now != null && (mine == null || old != null && mine.id() == old.id())) {
            router(now.id()).ifPresent(first::set);
        }
        reload();
    }

    private void relabelled(@Nullable DatasetIndex old, @Nullable DatasetIndex now) {
        if (now != null && (old == null || old.labels() != now.labels())) {
            restudy();
        }
    }

    private void restudy() {
        OpenDataset open = desk.open().get();
        DatasetIndex index = desk.index().get();
        CalibrationBench bench = calibrations.bench();
        if (settling || open == null || index == null || bench == null) {
            return;
        }
        RouterInfo one = first.get();
        if (one == null) {
            settle(new StudyMaker.Outcome(routers.isEmpty() ? new TuneState.NoRouter() : new TuneState.Busy(), null));
            return;
        }
        Selection selection = selectionOnly.get() ? desk.selection().get() : null;
        StudyMaker.Request request = new StudyMaker.Request(
                open,
                index,
                one,
                second.get(),
                split.get(),
                selection,
                baseline.get(),
                bench,
                calibrations.methods().get(),
                terms.get(),
                own.get());
        Study older = study.get();
        latest.submit(
                "tune.study",
                progress -> maker.make(request, older, progress),
                this::settle,
                problem -> settle(new StudyMaker.Outcome(new TuneState.Problem(problem), null)));
    }

    private void settle(StudyMaker.Outcome outcome) {
        study.set(outcome.study());
        condition.set(outcome.state());
        follow();
    }

    private void follow() {
        Study here = study.get();
        if (here == null) {
            latest.cancel("tune.flips");
            point.set(null);
            comparedPoint.set(null);
            flips.set(List.of());
            return;
        }
        double from = baseline.get().tau();
        double to = tau.get();
        point.set(here.replay().at(to));
        comparedPoint.set(here.compared() == null ? null : here.compared().at(from));
        latest.submit("tune.flips", progress -> here.flips(from, to), flips::set, failed);
    }

    @Override
    public void close() {
        latest.close();
    }
}
