package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.model.CodedColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What any router is held against (algorithms.md, section 2.4).
 *
 * @param singles       one per place of the pool: always this VLM
 * @param strongest     the place of the highest accuracy, the first of equal ones; -1 when nothing is labelled
 * @param cheapest      the place of the lowest mean cost, the first of equal ones; -1 when no cost is known
 * @param random        a VLM drawn evenly, in closed form: per query the mean over its known labels and costs
 * @param datasetOracle the best VLM of every value of a field; null without a field
 * @param oracle        the cheapest right VLM, where there is none the cheapest; unknown costs count as dearest
 */
public record References(
        List<Tally> singles,
        int strongest,
        int cheapest,
        OperatingPoint random,
        @Nullable Tally datasetOracle,
        Tally oracle) {
    public References {
        singles = List.copyOf(singles);
    }

    /** @param field such as the benchmark; queries without it are a group of their own */
    public static References of(Outcomes outcomes, @Nullable CodedColumn field) {
        List<Tally> singles = new ArrayList<>();
        int strongest = -1;
        int cheapest = -1;
        for (int k = 0; k < outcomes.width(); k++) {
            Tally tally = Tally.constant(outcomes, k);
            singles.add(tally);
            if (tally.judged() > 0
                    && (strongest < 0
                            || tally.quality() > singles.get(strongest).quality())) {
                strongest = k;
            }
            if (tally.priced() > 0
                    && (cheapest < 0 || tally.meanCost() < singles.get(cheapest).meanCost())) {
                cheapest = k;
            }
        }
        return new References(
                singles,
                strongest,
                cheapest,
                random(outcomes),
                field == null ? null : Tally.of(outcomes, bestByValue(outcomes, field)),
                Tally.of(outcomes, oracle(outcomes)));
    }

    /** The single VLMs on the plane. */
    public Points points() {
        return Points.of(singles.stream().map(tally -> tally.point(Double.NaN)).toList());
    }

    /** The hull of the single VLMs: what mixing them at random reaches. */
    public Points zeroRouter() {
        return points().hull();
    }

    /** Random as {@link Tally#spent} counts costs: a VLM drawn evenly for every query. */
    public OperatingPoint drawn() {
        double dollars = 0;
        int queries = 0;
        int priced = 0;
        for (Tally single : singles) {
            dollars += single.dollars();
            queries += single.queries();
            priced += single.priced();
        }
        return new OperatingPoint(Double.NaN, priced == 0 ? Double.NaN : dollars / queries, random.quality());
    }

    private static OperatingPoint random(Outcomes outcomes) {
        int n = outcomes.size();
        int[] labels = new int[n];
        int[] right = new int[n];
        int[] prices = new int[n];
        double[] dollars = new double[n];
        for (int k = 0; k < outcomes.width(); k++) {
            byte[] quality = outcomes.quality()[k];
            double[] costs = outcomes.cost()[k];
            for (int i = 0; i < n; i++) {
                labels[i] += quality[i] >>> 31 ^ 1;
                right[i] += quality[i] & ~(quality[i] >> 31);
                boolean known = !Double.isNaN(costs[i]);
                prices[i] += known ? 1 : 0;
                dollars[i] += known ? costs[i] : 0;
            }
        }
        double quality = 0;
        double cost = 0;
        int judged = 0;
        int priced = 0;
        for (int i = 0; i < n; i++) {
            if (labels[i] > 0) {
                judged++;
                quality += (double) right[i] / labels[i];
            }
            if (prices[i] > 0) {
                priced++;
                cost += dollars[i] / prices[i];
            }
        }
        return new OperatingPoint(
                Double.NaN, priced == 0 ? Double.NaN : cost / priced, judged == 0 ? Double.NaN : quality / judged);
    }

    /** [n] the cheapest right VLM, else the cheapest labelled one, else the cheapest; ties go to the first. */
    public static int[] oracle(Outcomes outcomes) {
        int n = outcomes.size();
        int[] choice = new int[n];
        if (outcomes.width() == 0) {
            Arrays.fill(choice, -1);
            return choice;
        }
        byte[] held = outcomes.quality()[0].clone();
        double[] least = outcomes.cost()[0].clone();
        for (int k = 1; k < outcomes.width(); k++) {
            byte[] labels = outcomes.quality()[k];
            double[] costs = outcomes.cost()[k];
            for (int i = 0; i < n; i++) {
                if (labels[i] > held[i] || labels[i] == held[i] && Double.compare(costs[i], least[i]) < 0) {
                    choice[i] = k;
                    held[i] = labels[i];
                    least[i] = costs[i];
                }
            }
        }
        return choice;
    }

    /** [n] the place of the highest accuracy among the queries with the same value of the field, judged on these themselves. */
    public static int[] bestByValue(Outcomes outcomes, CodedColumn field) {
        int groups = field.values().size() + 1; // the last: without the field
        int[] group = new int[outcomes.size()];
        for (int i = 0; i < group.length; i++) {
            group[i] = group(field, outcomes.query()[i]);
        }
        int[] best = new int[groups];
        double[] held = new double[groups];
        for (int k = 0; k < outcomes.width(); k++) {
            int[] known = new int[groups];
            int[] right = new int[groups];
            byte[] labels = outcomes.quality()[k];
            for (int i = 0; i < group.length; i++) {
                known[group[i]] += labels[i] >>> 31 ^ 1;
                right[group[i]] += labels[i] & ~(labels[i] >> 31);
            }
            for (int g = 0; g < groups; g++) {
                double rate = known[g] == 0 ? -1 : (double) right[g] / known[g];
                if (k == 0 || rate > held[g]) {
                    best[g] = k;
                    held[g] = rate;
                }
            }
        }
        int[] choice = new int[group.length];
        for (int i = 0; i < group.length; i++) {
            choice[i] = best[group[i]];
        }
        return choice;
    }

    private static int group(CodedColumn field, int query) {
        int code = field.codes()[query];
        return code < 0 ? field.values().size() : code;
    }
}
