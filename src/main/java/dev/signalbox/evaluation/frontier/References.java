package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.OutcomeChange;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.model.CodedColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What any router is held against (algorithms.md, section 2.4). Immutable. Sums of dollars are added up by blocks of queries,
 * everything else is counted, so that an edited label is as good as all of it made anew, to the last bit.
 */
public final class References {
    private static final int BLOCK = 256;

    private final List<Tally> singles;
    private final Drawn drawn;
    private final @Nullable GroupedTallies groups;
    /** By blocks of rows. */
    private final List<Tally> oracle;

    private References(List<Tally> singles, Drawn drawn, @Nullable GroupedTallies groups, List<Tally> oracle) {
        this.singles = List.copyOf(singles);
        this.drawn = drawn;
        this.groups = groups;
        this.oracle = oracle;
    }

    /** @param field such as the benchmark; queries without it are a group of their own */
    public static References of(Outcomes outcomes, @Nullable CodedColumn field) {
        List<Tally> singles = new ArrayList<>();
        for (int k = 0; k < outcomes.width(); k++) {
            singles.add(Tally.constant(outcomes, k));
        }
        List<Tally> oracle = new ArrayList<>();
        for (int row = 0; row < outcomes.size(); row += BLOCK) {
            oracle.add(oracleFrom(outcomes, row));
        }
        GroupedTallies groups = field == null ? null : grouped(outcomes, field);
        return new References(singles, Drawn.of(outcomes), groups, oracle);
    }

    /**
     * Under changed labels.
     *
     * @param before that these are of
     */
    public References updated(Outcomes before, Outcomes after, List<OutcomeChange> changes) {
        List<Tally> alone = new ArrayList<>(singles);
        List<Tally> best = new ArrayList<>(oracle);
        for (OutcomeChange change : changes) {
            alone.set(change.place(), alone.get(change.place()).relabelled(change.label()));
            int block = change.row() / BLOCK;
            best.set(block, oracleFrom(after, block * BLOCK));
        }
        return new References(
                alone, drawn.updated(before, after, changes), groups == null ? null : groups.updated(changes), best);
    }

    private static Tally oracleFrom(Outcomes outcomes, int row) {
        int[] choice = new int[Math.min(BLOCK, outcomes.size() - row)];
        Arrays.setAll(choice, i -> oracle(outcomes, row + i));
        return Tally.of(outcomes, row, choice);
    }

    /**
     * A VLM drawn evenly.
     *
     * @param rights by m: how many labels are right on the queries with m known ones
     * @param judged queries with any known label
     * @param cost   mean over queries of the mean over their known costs; NaN when none is known
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Drawn(int[] rights, int judged, double cost) {
        static Drawn of(Outcomes outcomes) {
            int n = outcomes.size();
            int[] rights = new int[outcomes.width() + 1];
            double cost = 0;
            int judged = 0;
            int priced = 0;
            for (int i = 0; i < n; i++) {
                judged += count(outcomes, i, rights, 1);
                int prices = 0;
                double dollars = 0;
                for (int k = 0; k < outcomes.width(); k++) {
                    double known = outcomes.cost()[k][i];
                    if (!Double.isNaN(known)) {
                        prices++;
                        dollars += known;
                    }
                }
                if (prices > 0) {
                    priced++;
                    cost += dollars / prices;
                }
            }
            return new Drawn(rights, judged, priced == 0 ? Double.NaN : cost / priced);
        }

        private static int count(Outcomes outcomes, int i, int[] rights, int sign) {
            int known = 0;
            int right = 0;
            for (int k = 0; k < outcomes.width(); k++) {
                byte label = outcomes.quality()[k][i];
                known += label >>> 31 ^ 1;
                right += label & ~(label >> 31);
            }
            rights[known] += sign * right;
            return known > 0 ? sign : 0;
        }

        Drawn updated(Outcomes before, Outcomes after, List<OutcomeChange> changes) {
            int[] counts = rights.clone();
            int any = judged;
            for (int row :
                    changes.stream().mapToInt(OutcomeChange::row).distinct().toArray()) {
                any += count(before, row, counts, -1) + count(after, row, counts, 1);
            }
            return new Drawn(counts, any, cost);
        }

        OperatingPoint point() {
            double quality = 0;
            for (int known = 1; known < rights.length; known++) {
                quality += (double) rights[known] / known;
            }
            return new OperatingPoint(Double.NaN, cost, judged == 0 ? Double.NaN : quality / judged);
        }
    }

    /** One per place of the pool: always this VLM. */
    public List<Tally> singles() {
        return singles;
    }

    /** The place of the highest accuracy, the first of equal ones; -1 when nothing is labelled. */
    public int strongest() {
        int strongest = -1;
        for (int k = 0; k < singles.size(); k++) {
            Tally tally = singles.get(k);
            if (tally.judged() > 0
                    && (strongest < 0
                            || tally.quality() > singles.get(strongest).quality())) {
                strongest = k;
            }
        }
        return strongest;
    }

    /** The place of the lowest mean cost, the first of equal ones; -1 when no cost is known. */
    public int cheapest() {
        int cheapest = -1;
        for (int k = 0; k < singles.size(); k++) {
            Tally tally = singles.get(k);
            if (tally.priced() > 0
                    && (cheapest < 0 || tally.meanCost() < singles.get(cheapest).meanCost())) {
                cheapest = k;
            }
        }
        return cheapest;
    }

    /** A VLM drawn evenly, in closed form: per query the mean over its known labels and costs. */
    public OperatingPoint random() {
        return drawn.point();
    }

    /** The best VLM of every value of a field; null without a field. */
    public @Nullable Tally datasetOracle() {
        return groups == null ? null : groups.bestByGroup();
    }

    /** The cheapest right VLM, where there is none the cheapest; unknown costs count as dearest. */
    public Tally oracle() {
        return Tally.sum(oracle, singles.size());
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
        return new OperatingPoint(Double.NaN, priced == 0 ? Double.NaN : dollars / queries, random().quality());
    }

    /** [n] the cheapest right VLM, else the cheapest labelled one, else the cheapest; ties go to the first. */
    public static int[] oracle(Outcomes outcomes) {
        int[] choice = new int[outcomes.size()];
        Arrays.setAll(choice, i -> oracle(outcomes, i));
        return choice;
    }

    /** {@link #oracle(Outcomes)} of a row; -1 for an empty pool. */
    static int oracle(Outcomes outcomes, int row) {
        int best = -1;
        byte held = 0;
        double least = 0;
        for (int k = 0; k < outcomes.width(); k++) {
            byte label = outcomes.quality()[k][row];
            double cost = outcomes.cost()[k][row];
            if (best < 0 || label > held || label == held && Double.compare(cost, least) < 0) {
                best = k;
                held = label;
                least = cost;
            }
        }
        return best;
    }

    /** [n] the place of the highest accuracy among the queries with the same value of the field, judged on these themselves. */
    public static int[] bestByValue(Outcomes outcomes, CodedColumn field) {
        GroupedTallies grouped = grouped(outcomes, field);
        int[] choice = new int[outcomes.size()];
        int[] best = new int[field.values().size() + 1];
        Arrays.setAll(best, grouped::best);
        Arrays.setAll(choice, i -> best[group(field, outcomes.query()[i])]);
        return choice;
    }

    private static GroupedTallies grouped(Outcomes outcomes, CodedColumn field) {
        int[] group = new int[outcomes.size()];
        Arrays.setAll(group, i -> group(field, outcomes.query()[i]));
        return GroupedTallies.of(outcomes, group, field.values().size() + 1); // the last: without the field
    }

    private static int group(CodedColumn field, int query) {
        int code = field.codes()[query];
        return code < 0 ? field.values().size() : code;
    }
}
