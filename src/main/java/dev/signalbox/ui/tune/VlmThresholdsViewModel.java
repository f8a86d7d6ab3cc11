package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.Steps;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.TuneDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** The thresholds of single VLMs: what each keeps, and the search for the best ones on validation queries. */
final class VlmThresholdsViewModel {
    /**
     * A VLM of the first pool.
     *
     * @param own   its threshold, null when it shares the common one
     * @param first queries that it is the first router's choice of
     * @param kept  those of them whose confidence is over the threshold
     */
    record Row(int column, String vlm, @Nullable Double own, int first, int kept) {}

    private final TuneViewModel tune;
    private final DatasetDesk desk;
    private final Path home;
    private final Latest latest;
    private final Consumer<Throwable> failed;
    private final BooleanProperty seen = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<TuneDataset.@Nullable Report> found = new ReadOnlyObjectWrapper<>();

    /** @param home the tree that holds {@code resources/models} */
    VlmThresholdsViewModel(TuneViewModel tune, DatasetDesk desk, Jobs jobs, Path home, Consumer<Throwable> failed) {
        this.tune = tune;
        this.desk = desk;
        this.home = home;
        this.failed = failed;
        latest = new Latest(jobs, Lane.CPU);
        tune.study().addListener((property, old, now) -> count());
        tune.tau().addListener((property, old, now) -> count());
        tune.own().addListener((property, old, now) -> {
            TuneDataset.Report report = found.get();
            Study study = tune.study().get();
            if (report != null && (study == null || !study.named(now).equals(report.tauByVlm()))) {
                found.set(null);
            }
        });
        seen.addListener((property, old, now) -> count());
    }

    /** Whether somebody looks: nothing is counted for nobody. */
    BooleanProperty seen() {
        return seen;
    }

    /** True while the best thresholds are sought. */
    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** One for every VLM of the first pool. */
    ReadOnlyObjectProperty<List<Row>> rows() {
        return rows.getReadOnlyProperty();
    }

    /** Where the thresholds in hand were found; null when nobody sought them. */
    ReadOnlyObjectProperty<TuneDataset.@Nullable Report> found() {
        return found.getReadOnlyProperty();
    }

    /** Gives a VLM a threshold of its own; NaN lets it share the common one again. */
    void set(int column, double tau) {
        Map<Integer, Double> changed = new HashMap<>(tune.own().get());
        if (Double.isNaN(tau)) {
            changed.remove(column);
        } else {
            changed.put(column, Math.clamp(tau, 0, 1));
        }
        tune.own().set(Map.copyOf(changed));
    }

    /** One threshold for all again. */
    void share() {
        tune.own().set(Map.of());
    }

    /** Takes the thresholds of the highest EM on the validation queries. */
    void seek() {
        OpenDataset open = desk.open().get();
        TuneDataset.Setting setting = tune.setting();
        if (open == null || setting == null) {
            return;
        }
        String split = tune.split().get();
        busy.set(true);
        latest.submit(
                "tune.own",
                progress -> new TuneDataset(open.workspace(), home)
                        .run(open, setting.with(Map.of()), split, new TuneDataset.Thresholds.PerVlm()),
                report -> take(open, report),
                failure -> {
                    busy.set(false);
                    failed.accept(failure);
                });
    }

    private void take(OpenDataset open, TuneDataset.Report report) {
        busy.set(false);
        Map<Integer, Double> own = new HashMap<>();
        Map<String, Double> byVlm = report.tauByVlm();
        if (byVlm != null) {
            byVlm.forEach((vlm, tau) -> own.put(open.dataset().column(vlm), tau));
        }
        found.set(report);
        tune.setTau(report.points().getFirst().tau());
        tune.own().set(Map.copyOf(own));
    }

    private void count() {
        Study study = tune.study().get();
        if (study == null || !seen.get()) {
            rows.set(List.of());
            return;
        }
        int[] first = new int[study.table().width()];
        int[] kept = new int[study.table().width()];
        float tau = (float) tune.tau().get();
        Steps steps = study.replay().steps();
        for (int i = 0; i < steps.size(); i++) {
            first[steps.stay()[i]]++;
            kept[steps.stay()[i]] += steps.s1()[i] > tau ? 1 : 0;
        }
        List<Row> now = new ArrayList<>();
        for (int column : study.cascade().firstPool()) {
            now.add(new Row(column, study.vlm(column), study.cascade().own().get(column), first[column], kept[column]));
        }
        rows.set(now);
    }
}
