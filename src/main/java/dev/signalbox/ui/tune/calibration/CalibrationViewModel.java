package dev.signalbox.ui.tune.calibration;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.tune.Calibrations;
import dev.signalbox.ui.tune.Study;
import dev.signalbox.ui.tune.TuneViewModel;
import dev.signalbox.workbench.CalibrationBench;
import dev.signalbox.workbench.OpenDataset;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** How well one of the routers in hand is calibrated, by a method, and whether Tune uses it. */
final class CalibrationViewModel {
    /** All VLMs together. */
    static final String POOLED = "";

    private final TuneViewModel tune;
    private final DatasetDesk desk;
    private final Latest latest;
    private final BooleanProperty front = new SimpleBooleanProperty();
    private final ObservableList<RouterInfo> routers = FXCollections.observableArrayList();
    private final ObservableList<String> vlms = FXCollections.observableArrayList(POOLED);
    private final ObjectProperty<@Nullable RouterInfo> router = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable String> vlm = new SimpleObjectProperty<>(POOLED);
    private final ObjectProperty<CalibrationMethod> method = new SimpleObjectProperty<>(CalibrationMethod.TEMPERATURE);
    private final BooleanProperty used = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Judgement> judgement = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private boolean settling;

    CalibrationViewModel(TuneViewModel tune, DatasetDesk desk, Jobs jobs) {
        this.tune = tune;
        this.desk = desk;
        this.latest = new Latest(jobs, Lane.CPU);
        tune.first().addListener((property, old, now) -> settle());
        tune.second().addListener((property, old, now) -> settle());
        tune.study().addListener((property, old, now) -> settle());
        calibrations().methods().addListener((property, old, now) -> settle());
        front.addListener((property, old, now) -> settle());
        router.addListener((property, old, now) -> settle());
        vlm.addListener((property, old, now) -> judge());
        method.addListener((property, old, now) -> {
            if (now == CalibrationMethod.NONE) {
                used.set(false); // there is nothing to use
            }
            apply();
            judge();
        });
        used.addListener((property, old, now) -> apply());
        settle();
    }

    private Calibrations calibrations() {
        return tune.calibrations();
    }

    /** Set by the page: what nobody sees is not computed. */
    BooleanProperty front() {
        return front;
    }

    /** The routers in hand. */
    ObservableList<RouterInfo> routers() {
        return routers;
    }

    /** {@link #POOLED}, then the ids of the VLMs of both pools. */
    ObservableList<String> vlms() {
        return vlms;
    }

    ObjectProperty<@Nullable RouterInfo> router() {
        return router;
    }

    ObjectProperty<@Nullable String> vlm() {
        return vlm;
    }

    ObjectProperty<CalibrationMethod> method() {
        return method;
    }

    /** Whether Tune replays the router calibrated by the method. */
    BooleanProperty used() {
        return used;
    }

    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** Null until the first is there. */
    ReadOnlyObjectProperty<@Nullable Judgement> judgement() {
        return judgement.getReadOnlyProperty();
    }

    /** Why there is no judgement; null when there is one or it is awaited. */
    ReadOnlyObjectProperty<@Nullable Throwable> problem() {
        return problem.getReadOnlyProperty();
    }

    private void settle() {
        if (settling) {
            return;
        }
        settling = true;
        List<RouterInfo> inHand = new ArrayList<>();
        for (RouterInfo one :
                new RouterInfo[] {tune.first().get(), tune.second().get()}) {
            if (one != null && inHand.stream().noneMatch(other -> other.id() == one.id())) {
                inHand.add(one);
            }
        }
        RouterInfo chosen = router.get();
        if (!routers.equals(inHand)) {
            routers.setAll(inHand);
        }
        router.set(chosen != null && inHand.contains(chosen) ? chosen : inHand.isEmpty() ? null : inHand.getFirst());
        settleVlms();
        CalibrationMethod inUse = calibrations().of(router.get());
        used.set(inUse != CalibrationMethod.NONE);
        if (inUse != CalibrationMethod.NONE) {
            method.set(inUse);
        }
        settling = false;
        judge();
    }

    private void settleVlms() {
        Study study = tune.study().get();
        if (study == null) {
            return;
        }
        List<String> ids = new ArrayList<>(List.of(POOLED));
        for (Vlm one : study.table().dataset().vlms()) {
            if (contains(study.pool(), study.table().dataset().column(one.id()))) {
                ids.add(one.id());
            }
        }
        String chosen = vlm.get();
        if (!vlms.equals(ids)) {
            vlms.setAll(ids);
            vlm.set(chosen != null && ids.contains(chosen) ? chosen : POOLED);
        }
    }

    private static boolean contains(int[] pool, int column) {
        for (int one : pool) {
            if (one == column) {
                return true;
            }
        }
        return false;
    }

    private void apply() {
        RouterInfo one = router.get();
        if (!settling && one != null) {
            calibrations().use(one, used.get() ? method.get() : CalibrationMethod.NONE);
        }
    }

    private void judge() {
        OpenDataset open = desk.open().get();
        Study study = tune.study().get();
        RouterInfo one = router.get();
        CalibrationBench bench = calibrations().bench();
        String chosen = vlm.get();
        if (settling || !front.get() || open == null || study == null || one == null || bench == null) {
            return;
        }
        int column = chosen == null || chosen.equals(POOLED)
                ? -1
                : study.table().dataset().column(chosen);
        Judgement.Asked asked =
                new Judgement.Asked(open, bench, one, study.labels(), study.rows(), column, method.get());
        Judgement older = judgement.get();
        if (older != null && older.asked().equals(asked)) {
            latest.cancel("calibration");
            busy.set(false);
            return;
        }
        busy.set(true);
        latest.submit(
                "calibration",
                progress -> {
                    Scores scores = calibrations().stored(open, one);
                    if (scores == null) {
                        throw new UserFacingException(
                                "router.unscored", one.name(), open.dataset().name());
                    }
                    return Judgement.of(asked, scores, older, progress);
                },
                this::take,
                this::fail);
    }

    private void take(Judgement now) {
        busy.set(false);
        problem.set(null);
        judgement.set(now);
    }

    private void fail(Throwable cause) {
        busy.set(false);
        judgement.set(null);
        problem.set(cause);
    }
}
