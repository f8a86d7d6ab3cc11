package dev.signalbox.ui.evaluate;

import dev.signalbox.evaluation.Paradox;
import dev.signalbox.evaluation.comparison.Comparison;
import dev.signalbox.evaluation.comparison.PairedTest;
import dev.signalbox.evaluation.comparison.Slice;
import dev.signalbox.evaluation.comparison.Slicing;
import dev.signalbox.evaluation.comparison.Standing;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.workbench.CompareRouters.Scored;
import java.util.List;

/**
 * Everything that the screen shows of one choice of queries and pool. Made beside the UI thread, immutable.
 *
 * @param rows       the queries looked at
 * @param pool       the dataset's columns that may be chosen
 * @param routers    in the order of their standings
 * @param unscored   routers of the workspace without any score here
 * @param comparison of the routers and the references
 * @param paradox    of all VLMs on these queries
 * @param slicings   names of the ways to cut the queries
 * @param question   what the rest answers
 * @param tests      of every standing against the baseline; empty without one
 * @param slices     of the chosen standing against the baseline
 * @param slicing    what the slices are of
 */
@SuppressWarnings("ArrayRecordComponent") // shared columns; nobody compares boards
record Board(
        DatasetTable table,
        Labels labels,
        Selection rows,
        int[] pool,
        List<Entry> routers,
        List<RouterInfo> unscored,
        Comparison comparison,
        Paradox paradox,
        List<String> slicings,
        Question question,
        List<PairedTest> tests,
        List<Slice> slices,
        Slicing slicing) {
    /** A router with what it was scored for. */
    record Entry(RouterInfo info, Scored scored) {}

    /**
     * Two standings and a way to cut.
     *
     * @param chosen   place among the standings, or -1
     * @param baseline likewise
     */
    record Question(int chosen, int baseline, String slicing) {}

    List<Standing> standings() {
        return comparison.standings();
    }

    String vlm(int column) {
        return table.dataset().vlms().get(column).id();
    }
}
