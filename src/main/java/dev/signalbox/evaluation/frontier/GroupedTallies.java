package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.OutcomeChange;
import dev.signalbox.evaluation.Outcomes;
import java.util.ArrayList;
import java.util.List;

/**
 * What every VLM did on the queries of every group. The choice of the best one by group follows from these counts, also after
 * an edit.
 */
final class GroupedTallies {
    private final int[] group;
    private final int width;
    /** [groups][K] */
    private final List<List<Tally>> tallies;

    private GroupedTallies(int[] group, int width, List<List<Tally>> tallies) {
        this.group = group;
        this.width = width;
        this.tallies = tallies;
    }

    /** @param group [n] from 0 to groups - 1 */
    static GroupedTallies of(Outcomes outcomes, int[] group, int groups) {
        int[] size = new int[groups];
        for (int g : group) {
            size[g]++;
        }
        List<List<Tally>> tallies = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            tallies.add(new ArrayList<>());
        }
        for (int k = 0; k < outcomes.width(); k++) {
            int[] judged = new int[groups];
            int[] correct = new int[groups];
            int[] priced = new int[groups];
            double[] dollars = new double[groups];
            byte[] labels = outcomes.quality()[k];
            double[] costs = outcomes.cost()[k];
            for (int i = 0; i < group.length; i++) {
                int g = group[i];
                judged[g] += labels[i] >>> 31 ^ 1;
                correct[g] += labels[i] & ~(labels[i] >> 31);
                boolean known = !Double.isNaN(costs[i]);
                priced[g] += known ? 1 : 0;
                dollars[g] += known ? costs[i] : 0;
            }
            for (int g = 0; g < groups; g++) {
                int[] counts = new int[outcomes.width()];
                counts[k] = size[g];
                tallies.get(g).add(new Tally(size[g], judged[g], correct[g], priced[g], dollars[g], counts));
            }
        }
        return new GroupedTallies(group, outcomes.width(), tallies);
    }

    GroupedTallies updated(List<OutcomeChange> changes) {
        List<List<Tally>> after = new ArrayList<>();
        tallies.forEach(of -> after.add(new ArrayList<>(of)));
        for (OutcomeChange change : changes) {
            List<Tally> of = after.get(group[change.row()]);
            of.set(change.place(), of.get(change.place()).relabelled(change.label()));
        }
        return new GroupedTallies(group, width, after);
    }

    /** The first VLM of the highest accuracy in a group; 0 when nothing is labelled there. */
    int best(int of) {
        int best = 0;
        for (int k = 1; k < width; k++) {
            if (rate(of, k) > rate(of, best)) {
                best = k;
            }
        }
        return best;
    }

    private double rate(int of, int place) {
        Tally tally = tallies.get(of).get(place);
        return tally.judged() == 0 ? -1 : (double) tally.correct() / tally.judged();
    }

    /** Of the best VLM by group. */
    Tally bestByGroup() {
        List<Tally> best = new ArrayList<>();
        for (int g = 0; g < tallies.size(); g++) {
            best.add(tallies.get(g).get(best(g)));
        }
        return Tally.sum(best, width);
    }
}
