package dev.signalbox.workbench;

import dev.signalbox.evaluation.Choice;
import dev.signalbox.evaluation.Intervals;
import dev.signalbox.evaluation.Intervals.Interval;
import dev.signalbox.evaluation.PairedDifference;
import dev.signalbox.evaluation.RouterSummary;
import dev.signalbox.evaluation.Summary;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Scores;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a router's stored scores do on a dataset's test split, with the labels in force, beside the simplest alternatives on
 * the same queries. Intervals are of 95 %.
 *
 * @param judged     test queries whose chosen VLM has a known label
 * @param em         share of them whose choice is right
 * @param single     the VLM that is right most often on the split, or null when no label is known
 * @param singleEm   its accuracy
 * @param gain       the router over that VLM, on queries where both have a known label
 * @param random     expected under a uniform choice
 * @param oracle     share that some VLM answers right
 */
public record TestScore(
        String dataset,
        String dataHash,
        int judged,
        double em,
        Interval interval,
        @Nullable String single,
        double singleEm,
        Interval singleInterval,
        PairedDifference gain,
        double random,
        Interval randomInterval,
        double oracle) {

    /** Reads the newest complete scores; empty when the router has not scored the dataset. */
    public static Optional<TestScore> of(OpenDataset open, RouterInfo router) {
        Optional<ScoreSet> set = open.workspace()
                .scores()
                .latest(open.dataset().id(), router.id())
                .filter(ScoreSet::complete);
        return set.map(found -> of(open, open.workspace().scores().load(found.id())));
    }

    private static TestScore of(OpenDataset open, Scores scores) {
        DatasetTable table = open.table();
        Labels labels = open.editor().annotations().labels();
        Selection test = open.split("test");
        List<String> scored = scores.set().vlms();
        int[] pool = IntStream.range(0, table.width())
                .filter(k -> scored.contains(open.dataset().vlms().get(k).id()))
                .toArray();
        Choice choice = new Choice(table, scores, pool, Ties.COST_THEN_INDEX);
        RouterSummary router = RouterSummary.of(choice, labels, test);
        Summary summary = Summary.of(table, labels, test, pool);
        Summary.PerVlm best = summary.best();
        return new TestScore(
                open.dataset().name(),
                open.dataset().dataHash(),
                router.judged(),
                router.em(),
                router.interval(),
                best == null ? null : best.id(),
                best == null ? Double.NaN : best.accuracy(),
                best == null ? new Interval(0, 1) : best.interval(),
                gain(choice, labels, test, best),
                summary.random(),
                random(labels, test, pool, summary),
                summary.oracle());
    }

    private static PairedDifference gain(Choice choice, Labels labels, Selection test, Summary.@Nullable PerVlm best) {
        int both = 0;
        int better = 0;
        int worse = 0;
        for (int query = test.next(0); best != null && query >= 0; query = test.next(query + 1)) {
            int chosen = choice.best(query);
            Correctness alone = labels.get(query, best.column());
            Correctness mine = chosen < 0 ? Correctness.UNKNOWN : labels.get(query, chosen);
            if (alone != Correctness.UNKNOWN && mine != Correctness.UNKNOWN) {
                both++;
                better += mine == Correctness.RIGHT && alone == Correctness.WRONG ? 1 : 0;
                worse += mine == Correctness.WRONG && alone == Correctness.RIGHT ? 1 : 0;
            }
        }
        return PairedDifference.of(both, better, worse);
    }

    /** The mean over queries of the share of right VLMs, by the normal approximation. */
    private static Interval random(Labels labels, Selection test, int[] pool, Summary summary) {
        double squares = 0;
        for (int query = test.next(0); query >= 0; query = test.next(query + 1)) {
            int known = 0;
            int right = 0;
            for (int column : pool) {
                Correctness label = labels.get(query, column);
                known += label == Correctness.UNKNOWN ? 0 : 1;
                right += label == Correctness.RIGHT ? 1 : 0;
            }
            if (known > 0) {
                double off = (double) right / known - summary.random();
                squares += off * off;
            }
        }
        int n = summary.labelled();
        double half = n < 2 ? 1 : Intervals.Z95 * Math.sqrt(squares / (n - 1) / n);
        return new Interval(Math.max(0, summary.random() - half), Math.min(1, summary.random() + half));
    }
}
