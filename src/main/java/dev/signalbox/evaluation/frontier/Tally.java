package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.Intervals;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.index.LabelChange;
import java.util.Arrays;
import java.util.List;

/**
 * What a choice of one VLM per query gives. Unknown labels and costs are left out of the means and counted.
 *
 * @param queries asked for
 * @param judged  queries whose chosen VLM has a known label
 * @param correct judged queries whose chosen VLM is right
 * @param priced  queries whose chosen VLM's cost is known
 * @param dollars sum of the known costs
 * @param counts  [K] how often each place of the pool was chosen; their sum is less than queries when nothing could be
 *                chosen for some
 */
@SuppressWarnings("ArrayRecordComponent") // a view over counts; nobody compares tallies
public record Tally(int queries, int judged, int correct, int priced, double dollars, int[] counts) {
    /** @param choice [n] places in the pool, -1 for none */
    public static Tally of(Outcomes outcomes, int[] choice) {
        return of(outcomes, 0, choice);
    }

    /** Of the queries from a row on. */
    static Tally of(Outcomes outcomes, int row, int[] choice) {
        int judged = 0;
        int correct = 0;
        int priced = 0;
        double dollars = 0;
        int[] counts = new int[outcomes.width()];
        for (int i = 0; i < choice.length; i++) {
            int k = choice[i];
            if (k < 0) {
                continue;
            }
            counts[k]++;
            byte label = outcomes.quality()[k][row + i];
            if (label >= 0) {
                judged++;
                correct += label;
            }
            double cost = outcomes.cost()[k][row + i];
            if (!Double.isNaN(cost)) {
                priced++;
                dollars += cost;
            }
        }
        return new Tally(choice.length, judged, correct, priced, dollars, counts);
    }

    /** Of several sets of queries together, added up in their order. */
    static Tally sum(List<Tally> parts, int width) {
        int queries = 0;
        int judged = 0;
        int correct = 0;
        int priced = 0;
        double dollars = 0;
        int[] counts = new int[width];
        for (Tally part : parts) {
            queries += part.queries;
            judged += part.judged;
            correct += part.correct;
            priced += part.priced;
            dollars += part.dollars;
            for (int k = 0; k < width; k++) {
                counts[k] += part.counts[k];
            }
        }
        return new Tally(queries, judged, correct, priced, dollars, counts);
    }

    /** After a changed label of a choice that is counted here. */
    Tally relabelled(LabelChange change) {
        return new Tally(queries, judged + change.judged(), correct + change.right(), priced, dollars, counts);
    }

    /** Of one VLM for every query. */
    public static Tally constant(Outcomes outcomes, int place) {
        int judged = 0;
        int correct = 0;
        for (byte label : outcomes.quality()[place]) {
            judged += label >>> 31 ^ 1;
            correct += label & ~(label >> 31);
        }
        int priced = 0;
        double dollars = 0;
        for (double cost : outcomes.cost()[place]) {
            if (!Double.isNaN(cost)) {
                priced++;
                dollars += cost;
            }
        }
        int[] counts = new int[outcomes.width()];
        counts[place] = outcomes.size();
        return new Tally(outcomes.size(), judged, correct, priced, dollars, counts);
    }

    /** NaN when no chosen VLM has a known label. */
    public double quality() {
        return judged == 0 ? Double.NaN : (double) correct / judged;
    }

    public Intervals.Interval interval() {
        return Intervals.wilson(correct, judged);
    }

    /** US dollars a query over those whose cost is known; NaN when none is. */
    public double meanCost() {
        return priced == 0 ? Double.NaN : dollars / priced;
    }

    /**
     * US dollars a query as far as costs are known, over all queries: a cost that is not known is not counted. The mean over
     * those with a known cost would not fall when fewer queries go to a VLM that costs something. NaN when none is known.
     */
    public double spent() {
        return priced == 0 ? Double.NaN : dollars / queries;
    }

    /** Queries for which no VLM could be chosen. */
    public int unserved() {
        return queries - Arrays.stream(counts).sum();
    }

    public OperatingPoint point(double parameter) {
        return new OperatingPoint(parameter, spent(), quality());
    }
}
