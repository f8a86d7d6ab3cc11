package dev.signalbox.evaluation;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import java.util.Arrays;

/**
 * The exact replay of a cascade of stages from stored scores: what every query would have chosen after each stage is
 * found once, thresholds then cost one pass over the queries. Immutable and safe to share between threads.
 */
public final class StagedReplay {
    private static final int CELLS = 4;

    private final DatasetTable table;
    private final Labels labels;
    private final int stages;
    private final int[] query;
    private final int unscored;
    /** [stages][n] the confidence of the choice after each stage; it never falls. */
    private final float[][] confidence;
    /** [stages][n] the column chosen after each stage. */
    private final int[][] column;
    /** [stages][n] the stage that the choice after each stage is of. */
    private final int[][] origin;
    /** [stages][4 n] pairs of the stage's own pool by {@link Confusion#cell}. */
    private final int[][] cells;

    private StagedReplay(DatasetTable table, Labels labels, Selection rows, Choice[] choices) {
        this.table = table;
        this.labels = labels;
        stages = choices.length;
        query = rows.stream()
                .filter(q -> choices[0].best(q) >= 0 && Arrays.stream(choices).allMatch(choice -> choice.scored(q)))
                .toArray();
        unscored = rows.size() - query.length;
        confidence = new float[stages][query.length];
        column = new int[stages][query.length];
        origin = new int[stages][query.length];
        cells = new int[stages][CELLS * query.length];
        for (int i = 0; i < query.length; i++) {
            for (int s = 0; s < stages; s++) {
                stage(i, s, choices[s]);
            }
        }
    }

    /**
     * Builds a replay.
     *
     * @param rows the queries to replay; those that a router has not scored are left out and counted
     */
    public static StagedReplay of(DatasetTable table, Labels labels, Selection rows, StagedCascade cascade) {
        Choice[] choices = cascade.stages().stream()
                .map(stage -> new Choice(table, stage.router(), stage.pool(), cascade.ties()))
                .toArray(Choice[]::new);
        return new StagedReplay(table, labels, rows, choices);
    }

    private void stage(int i, int s, Choice choice) {
        int place = choice.bestPlace(query[i]);
        boolean wins = place >= 0 && (s == 0 || choice.confidence(query[i], place) > confidence[s - 1][i]);
        confidence[s][i] = wins ? choice.confidence(query[i], place) : confidence[s - 1][i];
        column[s][i] = wins ? choice.column(place) : column[s - 1][i];
        origin[s][i] = wins ? s : origin[s - 1][i];
        for (int p = 0; p < choice.poolSize(); p++) {
            int cell = Confusion.cell(choice.confidence(query[i], p), labels.code(query[i], choice.column(p)));
            if (cell >= 0) {
                cells[s][CELLS * i + cell]++;
            }
        }
    }

    /** Queries replayed. */
    public int size() {
        return query.length;
    }

    /** Stages of the cascade. */
    public int stages() {
        return stages;
    }

    /** The confidence of the choice after a stage, query by query. */
    float[] confidences(int stage) {
        return confidence[stage];
    }

    /** Queries asked for but left out, because a router of the cascade has not scored them. */
    public int unscored() {
        return unscored;
    }

    /** The last stage that a query reaches; thresholds are compared as floats, as scores are stored. */
    private int last(int i, double[] tau) {
        int s = 0;
        while (s < stages - 1 && !(confidence[s][i] > (float) tau[s])) {
            s++;
        }
        return s;
    }

    /**
     * All figures at some thresholds.
     *
     * @param tau one for every stage but the last
     */
    public StagedPoint at(double... tau) {
        check(tau);
        int judged = 0;
        int correct = 0;
        int[] reached = new int[stages];
        int[] decided = new int[stages];
        long[] pairs = new long[CELLS];
        int[] chosen = new int[table.width()];
        double cost = 0;
        int priced = 0;
        double latency = 0;
        int timed = 0;
        for (int i = 0; i < query.length; i++) {
            int last = last(i, tau);
            for (int s = 0; s <= last; s++) {
                reached[s]++;
                for (int cell = 0; cell < CELLS; cell++) {
                    pairs[cell] += cells[s][CELLS * i + cell];
                }
            }
            int choice = column[last][i];
            decided[origin[last][i]]++;
            chosen[choice]++;
            Correctness label = labels.get(query[i], choice);
            judged += label == Correctness.UNKNOWN ? 0 : 1;
            correct += label == Correctness.RIGHT ? 1 : 0;
            float dollars = table.costs()[choice][query[i]];
            if (!Float.isNaN(dollars)) {
                cost += dollars;
                priced++;
            }
            float seconds = table.latencies()[choice][query[i]];
            if (!Float.isNaN(seconds)) {
                latency += seconds;
                timed++;
            }
        }
        return new StagedPoint(
                tau.clone(),
                query.length,
                judged,
                correct,
                reached,
                decided,
                Confusion.of(pairs),
                chosen,
                cost,
                priced,
                latency,
                timed);
    }

    /** The chosen column per query of the dataset; -1 for queries that were not replayed. */
    public int[] choices(double... tau) {
        check(tau);
        int[] result = new int[table.size()];
        Arrays.fill(result, -1);
        for (int i = 0; i < query.length; i++) {
            result[query[i]] = column[last(i, tau)][i];
        }
        return result;
    }

    private void check(double[] tau) {
        if (tau.length != stages - 1 || Arrays.stream(tau).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException(
                    stages + " stages have " + (stages - 1) + " thresholds, not " + Arrays.toString(tau));
        }
    }
}
