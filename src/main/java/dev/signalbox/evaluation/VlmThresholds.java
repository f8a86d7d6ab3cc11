package dev.signalbox.evaluation;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A threshold for every VLM of the first pool: the first router's choice is taken when its confidence is over the threshold
 * of the VLM chosen. Queries of different first choices do not meet, so every threshold is a coordinate of its own and a
 * step function of prefix sums.
 *
 * @param own    by column, for those VLMs that are the first choice of some query
 * @param tau    the best threshold that is the same for all; the others' threshold
 * @param point  what these thresholds give on the queries of the search
 * @param shared what the best common threshold gives there
 */
public record VlmThresholds(Map<Integer, Double> own, double tau, ReplayPoint point, ReplayPoint shared) {
    public VlmThresholds {
        own = Map.copyOf(own);
    }

    /**
     * The thresholds of the highest EM there is. EM is a ratio where some labels are unknown: in every round each coordinate
     * takes the step with the most right answers beyond what the EM so far demands of its judged queries (Dinkelbach, 1967),
     * until nothing is gained. Of equal steps the lowest, because it defers least.
     *
     * @param rows the queries to search on
     */
    public static VlmThresholds best(DatasetTable table, Labels labels, Selection rows, Cascade cascade) {
        Cascade plain = cascade.with(Map.of());
        Replay all = Replay.of(table, labels, rows, plain);
        double[] taus = all.thresholds();
        double[] em = all.em();
        int top = 0;
        for (int i = 1; i < em.length; i++) {
            top = em[i] > em[top] ? i : top;
        }
        ReplayPoint shared = all.at(all.shortest(taus[top]));
        List<Coordinate> coordinates = coordinates(table, labels, all, plain);
        long correct = shared.correct();
        long judged = shared.judged();
        while (true) {
            long right = 0;
            long known = 0;
            for (Coordinate coordinate : coordinates) {
                coordinate.move(correct, judged);
                right += coordinate.correct[coordinate.at];
                known += coordinate.judged[coordinate.at];
            }
            if (right * judged <= correct * known) {
                break;
            }
            correct = right;
            judged = known;
        }
        Map<Integer, Double> own = new LinkedHashMap<>();
        for (Coordinate coordinate : coordinates) {
            own.put(coordinate.column, coordinate.replay.shortest(coordinate.tau[coordinate.at]));
        }
        ReplayPoint point = Replay.of(table, labels, rows, plain.with(own)).at(shared.tau());
        return new VlmThresholds(own, shared.tau(), point, shared);
    }

    private static List<Coordinate> coordinates(DatasetTable table, Labels labels, Replay all, Cascade cascade) {
        Steps steps = all.steps();
        List<Coordinate> coordinates = new ArrayList<>();
        for (int column : cascade.firstPool()) {
            int[] query = new int[steps.size()];
            int n = 0;
            for (int i = 0; i < steps.size(); i++) {
                if (steps.stay()[i] == column) {
                    query[n++] = steps.query()[i];
                }
            }
            if (n > 0) {
                Selection rows = Selection.of(Arrays.copyOf(query, n));
                coordinates.add(new Coordinate(column, Replay.of(table, labels, rows, cascade)));
            }
        }
        return coordinates;
    }

    /** The queries whose first choice is one VLM. */
    private static final class Coordinate {
        private final int column;
        private final Replay replay;
        private final double[] tau;
        private final int[] correct;
        private final int[] judged;
        private int at;

        Coordinate(int column, Replay replay) {
            this.column = column;
            this.replay = replay;
            tau = replay.thresholds();
            correct = new int[tau.length];
            judged = new int[tau.length];
            for (int i = 0; i < tau.length; i++) {
                ReplayPoint point = replay.at(tau[i]);
                correct[i] = point.correct();
                judged[i] = point.judged();
            }
        }

        /** To the step of the most right answers beyond {@code right / known} of its judged queries. */
        void move(long right, long known) {
            int best = 0;
            for (int i = 1; i < tau.length; i++) {
                if (gain(i, right, known) > gain(best, right, known)) {
                    best = i;
                }
            }
            at = best;
        }

        private long gain(int i, long right, long known) {
            return known == 0 ? correct[i] : correct[i] * known - right * judged[i];
        }
    }
}
