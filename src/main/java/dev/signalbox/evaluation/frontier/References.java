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
                    && (cheapest < 0 || tally.spent() < singles.get(cheapest).spent())) {
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

    private static OperatingPoint random(Outcomes outcomes) {
        double quality = 0;
        double cost = 0;
        int judged = 0;
        int priced = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            int labels = 0;
            int right = 0;
            int prices = 0;
            double dollars = 0;
            for (int k = 0; k < outcomes.width(); k++) {
                byte label = outcomes.quality()[k][i];
                if (label >= 0) {
                    labels++;
                    right += label;
                }
                if (!Double.isNaN(outcomes.cost()[k][i])) {
                    prices++;
                    dollars += outcomes.cost()[k][i];
                }
            }
            if (labels > 0) {
                judged++;
                quality += (double) right / labels;
            }
            if (prices > 0) {
                priced++;
                cost += dollars / outcomes.width();
            }
        }
        return new OperatingPoint(
                Double.NaN,
                priced == 0 ? Double.NaN : cost / outcomes.size(),
                judged == 0 ? Double.NaN : quality / judged);
    }

    /** [n] the cheapest right VLM, else the cheapest labelled one, else the cheapest; ties go to the first. */
    public static int[] oracle(Outcomes outcomes) {
        int[] choice = new int[outcomes.size()];
        for (int i = 0; i < choice.length; i++) {
            int best = 0;
            for (int k = 1; k < outcomes.width(); k++) {
                byte label = outcomes.quality()[k][i];
                byte held = outcomes.quality()[best][i];
                if (label > held
                        || label == held && Double.compare(outcomes.cost()[k][i], outcomes.cost()[best][i]) < 0) {
                    best = k;
                }
            }
            choice[i] = outcomes.width() == 0 ? -1 : best;
        }
        return choice;
    }

    /** [n] the place of the highest accuracy among the queries with the same value of the field, judged on these themselves. */
    public static int[] bestByValue(Outcomes outcomes, CodedColumn field) {
        int groups = field.values().size() + 1; // the last: without the field
        int[][] right = new int[groups][outcomes.width()];
        int[][] known = new int[groups][outcomes.width()];
        for (int i = 0; i < outcomes.size(); i++) {
            int group = group(field, outcomes.query()[i]);
            for (int k = 0; k < outcomes.width(); k++) {
                byte label = outcomes.quality()[k][i];
                if (label >= 0) {
                    known[group][k]++;
                    right[group][k] += label;
                }
            }
        }
        int[] best = new int[groups];
        for (int g = 0; g < groups; g++) {
            for (int k = 1; k < outcomes.width(); k++) {
                double rate = known[g][k] == 0 ? -1 : (double) right[g][k] / known[g][k];
                double held = known[g][best[g]] == 0 ? -1 : (double) right[g][best[g]] / known[g][best[g]];
                best[g] = rate > held ? k : best[g];
            }
        }
        return Arrays.stream(outcomes.query())
                .map(query -> best[group(field, query)])
                .toArray();
    }

    private static int group(CodedColumn field, int query) {
        int code = field.codes()[query];
        return code < 0 ? field.values().size() : code;
    }
}
