package dev.signalbox.ui.tune.advice;

import dev.signalbox.evaluation.risk.Goal;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.tune.Study;
import dev.signalbox.ui.tune.TuneViewModel;
import dev.signalbox.workbench.AdviceStamp;
import dev.signalbox.workbench.AdviceWords;
import dev.signalbox.workbench.AdviseThreshold;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.TuneDataset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** A goal with its bound, and the threshold found for it beside the UI thread. */
final class AdviceViewModel {
    private final TuneViewModel tune;
    private final DatasetDesk desk;
    private final Path home;
    private final Clock clock;
    private final Latest latest;
    private final Map<GoalChoice, Double> chosen = new EnumMap<>(GoalChoice.class);

    private final ObjectProperty<GoalChoice> goal = new SimpleObjectProperty<>(GoalChoice.CHEAPEST);
    private final DoubleProperty bound = new SimpleDoubleProperty(Double.NaN);
    private final DoubleProperty delta = new SimpleDoubleProperty(AdviceWords.DELTA);
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<AdviseThreshold.@Nullable Report> advice = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private boolean settling;

    AdviceViewModel(TuneViewModel tune, DatasetDesk desk, Jobs jobs, Path home, Clock clock) {
        this.tune = tune;
        this.desk = desk;
        this.home = home;
        this.clock = clock;
        this.latest = new Latest(jobs, Lane.CPU);
        goal.addListener((property, old, now) -> begin());
        bound.addListener((property, old, now) -> edited());
        delta.addListener((property, old, now) -> ask());
        shown.addListener((property, old, now) -> begin());
        tune.study().addListener((property, old, now) -> begin());
        desk.open().addListener((property, old, now) -> chosen.clear());
    }

    ObjectProperty<GoalChoice> goal() {
        return goal;
    }

    /** A rate of 0..1, US dollars a query, or beta. */
    DoubleProperty bound() {
        return bound;
    }

    /** The probability with which a tested promise may fail. */
    DoubleProperty delta() {
        return delta;
    }

    /** True while somebody looks: nothing is counted for nobody. */
    BooleanProperty shown() {
        return shown;
    }

    ObservableBooleanValue busy() {
        return busy.getReadOnlyProperty();
    }

    /** What was found; null while there is nothing. */
    ReadOnlyObjectProperty<AdviseThreshold.@Nullable Report> advice() {
        return advice.getReadOnlyProperty();
    }

    /** Why nothing could be found, or null. */
    ReadOnlyObjectProperty<@Nullable Throwable> problem() {
        return problem.getReadOnlyProperty();
    }

    /** Makes the advised threshold the one of all pages. */
    void use() {
        AdviseThreshold.Report found = advice.get();
        if (found != null) {
            tune.take(found.tau(), found.stamp());
        }
    }

    /** What has changed since the advice of the setting in hand; empty while it stands or without advice. */
    Set<AdviceStamp.Change> changes() {
        AdviceStamp stamp = tune.advice().get();
        Study study = tune.study().get();
        if (stamp == null || study == null) {
            return Set.of();
        }
        return stamp.changes(
                study.table().dataset(),
                study.labels().corrections(),
                tune.first().get(),
                tune.second().get());
    }

    private void begin() {
        Study study = tune.study().get();
        if (study == null || !shown.get()) {
            return;
        }
        settling = true;
        bound.set(Objects.requireNonNullElseGet(
                chosen.get(goal.get()), () -> goal.get().start(study)));
        settling = false;
        ask();
    }

    private void edited() {
        if (!settling) {
            chosen.put(goal.get(), bound.get());
            ask();
        }
    }

    private void ask() {
        OpenDataset open = desk.open().get();
        TuneDataset.Setting setting = tune.setting();
        Optional<Goal> wanted = AdviceWords.goal(goal.get().goal(), bound.get(), delta.get());
        if (open == null || setting == null || wanted.isEmpty() || !shown.get()) {
            return;
        }
        busy.set(true);
        latest.submit(
                "tune.advice",
                progress -> new AdviseThreshold(open.workspace(), home, clock).run(open, setting, wanted.get()),
                found -> settle(found, null),
                failure -> settle(null, failure));
    }

    private void settle(AdviseThreshold.@Nullable Report found, @Nullable Throwable failure) {
        busy.set(false);
        problem.set(failure);
        advice.set(found);
    }
}
