package dev.signalbox.router.engine;

import dev.signalbox.model.PictureGroups;
import dev.signalbox.router.TrainingData;
import dev.signalbox.router.TrainingReport.Parts;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingOptions.SplitBy;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Queries to fit, to choose the epoch by, and to report on. Never split by pair: that would put one question on both
 * sides with another VLM (section 1.1).
 *
 * @param unsolvable queries left out because no VLM answers them right
 * @param shared     training queries left out because the test has their picture
 * @param kept       share of the queries with labels that is not unsolvable, or 1 when those stay
 */
record Splits(
        List<Integer> train, List<Integer> validation, List<Integer> test, int unsolvable, int shared, double kept) {
    static Splits of(TrainingData data, Roster roster, TrainingOptions options) {
        boolean onlyNew = options.strategy().incremental() && options.replayShare() == 0;
        List<Integer> all = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        int labels = 0;
        int judged = 0;
        int unsolvable = 0;
        for (int i = 0; i < data.size(); i++) {
            Count count = Count.of(data, roster, i);
            judged += count.known() > 0 ? 1 : 0;
            if (options.dropUnsolvable() && count.known() > 0 && count.right() == 0) {
                unsolvable++;
            } else if (!data.isTrain(i)) {
                test.add(i);
            } else if ((onlyNew ? count.fresh() : count.known()) > 0) {
                all.add(i);
                labels += count.known();
            }
        }
        boolean together = options.splitBy() == SplitBy.IMAGE;
        int[] group = PictureGroups.of(data.size(), query -> together ? data.pictureNames(query) : List.of());
        Set<Integer> testGroups = new HashSet<>();
        test.forEach(i -> testGroups.add(group[i]));
        int before = all.size();
        all.removeIf(i -> testGroups.contains(group[i]));
        Map<Integer, List<Integer>> members = new LinkedHashMap<>();
        all.forEach(
                i -> members.computeIfAbsent(group[i], g -> new ArrayList<>()).add(i));
        List<List<Integer>> groups = new ArrayList<>(members.values());
        if (groups.size() < 2) {
            throw new UserFacingException("router.training.nothing", all.size(), labels);
        }
        Collections.shuffle(groups, new Random(Seeds.SPLIT.of(options.seed(), 0)));
        int held = Math.clamp(Math.round(all.size() * options.validationShare()), 1, all.size() - 1);
        List<Integer> validation = new ArrayList<>();
        List<Integer> train = new ArrayList<>();
        groups.forEach(g -> (validation.size() + g.size() <= held ? validation : train).addAll(g));
        if (validation.isEmpty()) {
            List<Integer> smallest = Collections.min(groups, Comparator.comparingInt(List::size));
            validation.addAll(smallest);
            train.removeAll(smallest);
        }
        double kept = judged == 0 ? Double.NaN : 1 - (double) unsolvable / judged;
        return new Splits(
                List.copyOf(train), List.copyOf(validation), List.copyOf(test), unsolvable, before - all.size(), kept);
    }

    /** How many there are of each, for a report. */
    Parts parts(Taught taught, int judged) {
        return new Parts(
                taught.queries().size(),
                validation.size(),
                judged,
                unsolvable,
                shared,
                kept,
                taught.count(),
                taught.replayed());
    }

    /** Labels of a query: known, known of a VLM that is new to the router, right. */
    private record Count(int known, int fresh, int right) {
        static Count of(TrainingData data, Roster roster, int query) {
            int known = 0;
            int fresh = 0;
            int right = 0;
            for (int k = 0; k < roster.size(); k++) {
                int label = roster.label(data, query, k);
                known += label >= 0 ? 1 : 0;
                fresh += label >= 0 && !roster.known(k) ? 1 : 0;
                right += label == 1 ? 1 : 0;
            }
            return new Count(known, fresh, right);
        }
    }
}
