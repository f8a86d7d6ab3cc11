package dev.signalbox.workbench;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scores;
import dev.signalbox.model.TokenCounts;
import dev.signalbox.text.UserFacingException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A setting of {@link TuneDataset} ready to be replayed: the dataset at its prices, and the routers with their pools. */
record PricedCascade(DatasetTable table, Cascade cascade) {
    /** @throws UserFacingException for a VLM in both pools, an unknown one, or a router without scores */
    static PricedCascade of(OpenDataset open, TuneDataset.Setting setting, RouterInfo first, RouterInfo second) {
        Scores one = calibrated(open, setting.seed(), first, setting.method());
        Scores two = second.id() == first.id() ? one : calibrated(open, setting.seed(), second, setting.secondMethod());
        Cascade usual = one == two
                ? Cascade.of(open.table(), one, Ties.COST_THEN_INDEX)
                : Cascade.of(open.table(), one, two, Ties.COST_THEN_INDEX);
        PoolTerms terms = setting.terms();
        int[] firstPool =
                terms.allowed(setting.firstPool().isEmpty() ? usual.firstPool() : open.columns(setting.firstPool()));
        int[] secondPool =
                terms.allowed(setting.secondPool().isEmpty() ? usual.secondPool() : open.columns(setting.secondPool()));
        for (int column : secondPool) {
            if (Arrays.stream(firstPool).anyMatch(c -> c == column)) {
                throw new UserFacingException("workbench.tune.both", TuneDataset.vlm(open, column));
            }
        }
        DatasetTable table = table(open, terms);
        // Without a first pool there is nothing to defer from: the second router alone.
        return new PricedCascade(
                table,
                firstPool.length == 0
                        ? new Cascade(two, secondPool, two, firstPool, Ties.COST_THEN_INDEX, own(open, setting))
                        : new Cascade(one, firstPool, two, secondPool, Ties.COST_THEN_INDEX, own(open, setting)));
    }

    private static Map<Integer, Double> own(OpenDataset open, TuneDataset.Setting setting) {
        Map<Integer, Double> own = new HashMap<>();
        setting.own().forEach((vlm, tau) -> own.put(open.columns(List.of(vlm))[0], tau));
        return own;
    }

    /** The dataset at some prices. */
    static DatasetTable table(OpenDataset open, PoolTerms terms) {
        return terms.applied(open.table(), tokens(open, terms));
    }

    private static @Nullable TokenCounts tokens(OpenDataset open, PoolTerms terms) {
        return terms.byColumn().values().stream().anyMatch(t -> t.price() != null)
                ? open.workspace().datasets().tokens(open.dataset().id())
                : null;
    }

    /** A router's scores, calibrated by labels in force. */
    static Scores calibrated(OpenDataset open, long seed, RouterInfo router, CalibrationMethod method) {
        return new CalibrationBench(open, seed)
                .calibrated(
                        router, open.scores(router), open.editor().annotations().labels(), method);
    }
}
