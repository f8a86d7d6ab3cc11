package dev.signalbox.workbench;

import dev.signalbox.evaluation.StagedCascade;
import dev.signalbox.evaluation.StagedPoint;
import dev.signalbox.evaluation.StagedReplay;
import dev.signalbox.evaluation.StagedSearch;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.RouterInfo;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Thresholds of a cascade of stages, found on validation queries only.
 *
 * @param point      what they give there, or null when none keeps to the bound
 * @param validation the queries: nothing may be judged on them
 * @param origin     {@code held_out} by every router's training, {@code other_data}, or {@code perhaps_seen}
 */
public record FoundStages(@Nullable StagedPoint point, Selection validation, String origin, long seed) {
    /**
     * Searches.
     *
     * @param routers of the stages
     * @param table   the dataset at the prices wanted
     * @param seed    of the validation queries where a router's record names none
     */
    public static FoundStages search(
            OpenDataset open,
            List<RouterInfo> routers,
            DatasetTable table,
            Labels labels,
            StagedCascade cascade,
            StagedSearch.Goal goal,
            long seed) {
        ValidationQueries validation = ValidationQueries.of(routers, open, seed);
        return new FoundStages(
                StagedSearch.best(StagedReplay.of(table, labels, validation.rows(), cascade), goal),
                validation.rows(),
                validation.origin().name().toLowerCase(Locale.ROOT),
                validation.seed());
    }
}
