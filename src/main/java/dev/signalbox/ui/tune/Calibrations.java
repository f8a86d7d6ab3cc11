package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.index.Labels;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scores;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.CalibrationBench;
import dev.signalbox.workbench.OpenDataset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** How routers' confidences are calibrated before they are replayed. */
public final class Calibrations {
    /** That of the command line, so that both give the same. */
    public static final long SEED = 42;

    private final StudyMaker maker;
    private final ObjectProperty<Map<Long, CalibrationMethod>> methods = new SimpleObjectProperty<>(Map.of());
    private @Nullable CalibrationBench bench;

    Calibrations(StudyMaker maker) {
        this.maker = maker;
    }

    void opened(@Nullable OpenDataset open) {
        bench = open == null ? null : new CalibrationBench(open, SEED);
        methods.set(Map.of());
    }

    /** By the router's number; those that are not there as the router says. Set anew, never changed in place. */
    public ObjectProperty<Map<Long, CalibrationMethod>> methods() {
        return methods;
    }

    /** Replays a router's confidences calibrated, or with {@link CalibrationMethod#NONE} as it says. */
    public void use(RouterInfo router, CalibrationMethod method) {
        Map<Long, CalibrationMethod> now = new HashMap<>(methods.get());
        if (method == CalibrationMethod.NONE) {
            now.remove(router.id());
        } else {
            now.put(router.id(), method);
        }
        methods.set(Map.copyOf(now));
    }

    /** What is replayed of a router, which may be none. */
    public CalibrationMethod of(@Nullable RouterInfo router) {
        return router == null
                ? CalibrationMethod.NONE
                : methods.get().getOrDefault(router.id(), CalibrationMethod.NONE);
    }

    /** Of some routers alone. */
    public Map<Long, CalibrationMethod> of(Collection<RouterInfo> routers) {
        Map<Long, CalibrationMethod> some = new HashMap<>(methods.get());
        some.keySet().retainAll(routers.stream().map(RouterInfo::id).toList());
        return some;
    }

    /** Fits calibrations of the open dataset; null without one. */
    public @Nullable CalibrationBench bench() {
        return bench;
    }

    /**
     * A router's scores as Tune replays them: calibrated where that is wanted; null when there are none. Reads and fits: for
     * any thread but the UI's.
     *
     * @param method what {@link #of(RouterInfo)} said on the UI thread
     */
    public @Nullable Scores replayed(
            OpenDataset open, CalibrationBench bench, RouterInfo router, Labels labels, CalibrationMethod method) {
        Scores stored = stored(open, router);
        return stored == null ? null : bench.calibrated(router, stored, labels, method);
    }

    /** A router's scores as stored, never calibrated; null when there are none. Reads: for any thread but the UI's. */
    public @Nullable Scores stored(OpenDataset open, RouterInfo router) {
        return maker.scores(open, router.id());
    }

    /** For people. */
    public static String word(CalibrationMethod method) {
        return switch (method) {
            case NONE -> Messages.text("calibration.method.none");
            case TEMPERATURE -> Messages.text("calibration.method.temperature");
            case PLATT -> Messages.text("calibration.method.platt");
            case ISOTONIC -> Messages.text("calibration.method.isotonic");
        };
    }
}
