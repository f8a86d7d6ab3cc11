package dev.signalbox.evaluation.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.evaluation.Choice;
import dev.signalbox.evaluation.Summary;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.evaluation.comparison.Comparison.Entrant;
import dev.signalbox.evaluation.comparison.Comparison.Ground;
import dev.signalbox.evaluation.comparison.Standing.Kind;
import dev.signalbox.evaluation.frontier.CostBounds;
import dev.signalbox.evaluation.frontier.RankScore;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.PictureGroups;
import dev.signalbox.model.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static Ground ground(DatasetTable table, Labels labels, Selection rows, int[] pool, String field) {
        return new Ground(table, labels, rows, pool, table.fields().get(field), PictureGroups.of(table), 42);
    }

    private static Entrant router(DatasetTable table, int[] pool, long seed) {
        return new Entrant(
                "r" + seed,
                new Choice(
                        table, Tables.randomScores(table.size(), table.width(), 9, seed), pool, Ties.COST_THEN_INDEX));
    }

    /** Against loops over random tables with unknown labels, absent fields and unknown costs. */
    @Test
    void equalsTheSlowLoop() {
        for (int seed = 0; seed < 25; seed++) {
            Random random = new Random(seed);
            int n = 20 + random.nextInt(150);
            DatasetTable table = Tables.random(n, 2 + random.nextInt(4), seed);
            Labels labels = Labels.of(table);
            int[] pool = seed % 3 == 0
                    ? new int[] {table.width() - 1, 0}
                    : java.util.stream.IntStream.range(0, table.width()).toArray();
            int[] some = random.ints(n, 0, n).distinct().toArray();
            Selection rows = seed % 2 == 0 ? Selection.all(n) : Selection.of(some);
            List<Entrant> routers = List.of(router(table, pool, 1), router(table, pool, 2));
            Comparison comparison = Comparison.of(ground(table, labels, rows, pool, "benchmark"), routers);
            List<int[]> chosen = new ArrayList<>();
            for (Entrant router : routers) {
                chosen.add(router.choice().all());
            }
            Summary summary = Summary.of(table, labels, rows, pool);
            chosen.add(always(n, summary.best().column()));
            int cheapest = cheapest(table, rows, pool);
            chosen.add(always(n, cheapest));
            int random0 = comparison.first(Kind.RANDOM);
            assertThat(random0).isEqualTo(4);
            assertThat(comparison.standings().get(random0).em()).isCloseTo(summary.random(), within(1e-12));
            assertThat(comparison.standings().get(random0).judged()).isEqualTo(summary.labelled());
            assertThat(comparison.standings().get(comparison.first(Kind.ORACLE)).em())
                    .isCloseTo(summary.oracle(), within(1e-12));
            for (int i = 0; i < chosen.size(); i++) {
                standing(comparison.standings().get(i), table, labels, rows, chosen.get(i));
            }
            datasetOracle(comparison, table, labels, rows, pool);
            for (int a = 0; a < chosen.size(); a++) {
                for (int b = 0; b < chosen.size(); b++) {
                    paired(comparison, labels, rows, chosen, a, b);
                }
            }
            slices(comparison, table, labels, rows, chosen);
        }
    }

    private static int[] always(int n, int column) {
        int[] result = new int[n];
        Arrays.fill(result, column);
        return result;
    }

    private static int cheapest(DatasetTable table, Selection rows, int[] pool) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int column : pool) {
            double mean = rows.stream()
                    .mapToDouble(q -> table.costs()[column][q])
                    .filter(c -> !Double.isNaN(c))
                    .average()
                    .orElse(Double.POSITIVE_INFINITY);
            if (mean < least) {
                least = mean;
                best = column;
            }
        }
        return best;
    }

    private static void standing(Standing standing, DatasetTable table, Labels labels, Selection rows, int[] chosen) {
        int judged = 0;
        int right = 0;
        int priced = 0;
        double dollars = 0;
        for (int query : rows.toArray()) {
            Correctness label = labels.get(query, chosen[query]);
            judged += label == Correctness.UNKNOWN ? 0 : 1;
            right += label == Correctness.RIGHT ? 1 : 0;
            float cost = table.costs()[chosen[query]][query];
            priced += Float.isNaN(cost) ? 0 : 1;
            dollars += Float.isNaN(cost) ? 0 : cost;
        }
        assertThat(standing.judged()).isEqualTo(judged);
        assertThat(standing.correct()).isEqualTo(right);
        assertThat(standing.priced()).isEqualTo(priced);
        assertThat(standing.cost()).isCloseTo(dollars / priced, within(1e-15));
        assertThat(standing.interval().low()).isLessThanOrEqualTo(standing.em());
        assertThat(standing.interval().high()).isGreaterThanOrEqualTo(standing.em());
    }

    private static void datasetOracle(
            Comparison comparison, DatasetTable table, Labels labels, Selection rows, int[] pool) {
        CodedColumn field = table.fields().get("benchmark");
        double right = 0;
        for (int code = -1; code < field.values().size(); code++) {
            int value = code;
            int[] queries = rows.stream().filter(q -> field.codes()[q] == value).toArray();
            double best = -1;
            double bestRight = 0;
            for (int column : pool) {
                long known = Arrays.stream(queries)
                        .filter(q -> labels.code(q, column) >= 0)
                        .count();
                long correct = Arrays.stream(queries)
                        .filter(q -> labels.code(q, column) == 1)
                        .count();
                if (known > 0 && (double) correct / known > best) {
                    best = (double) correct / known;
                    bestRight = correct;
                }
            }
            right += bestRight;
        }
        Standing oracle = comparison.standings().get(comparison.first(Kind.DATASET_ORACLE));
        assertThat(oracle.name()).isEqualTo("benchmark");
        assertThat(oracle.correct()).isEqualTo(right);
    }

    private static void paired(Comparison comparison, Labels labels, Selection rows, List<int[]> chosen, int a, int b) {
        int both = 0;
        int better = 0;
        int worse = 0;
        for (int query : rows.toArray()) {
            int first = labels.code(query, chosen.get(a)[query]);
            int second = labels.code(query, chosen.get(b)[query]);
            if (first >= 0 && second >= 0) {
                both++;
                better += first > second ? 1 : 0;
                worse += first < second ? 1 : 0;
            }
        }
        PairedTest test = comparison.against(b).get(a);
        assertThat(test.mcNemar()).isEqualTo(McNemar.of(both, better, worse));
        assertThat(test.queries()).isEqualTo(both);
        if (both > 0) {
            assertThat(test.difference()).isCloseTo((double) (better - worse) / both, within(1e-12));
        }
    }

    private static void slices(
            Comparison comparison, DatasetTable table, Labels labels, Selection rows, List<int[]> chosen) {
        CodedColumn field = table.fields().get("benchmark");
        List<Slice> slices = comparison.slices(Slicing.of(field), 0, 2);
        assertThat(slices.stream().mapToInt(Slice::members).sum()).isEqualTo(rows.size());
        double[] p = slices.stream().mapToDouble(Slice::p).toArray();
        assertThat(slices.stream().mapToDouble(Slice::adjusted).toArray())
                .containsExactly(BenjaminiHochberg.adjusted(p));
        for (Slice slice : slices) {
            int code = field.values().indexOf(slice.value());
            int[] queries = rows.stream()
                    .filter(q -> field.codes()[q] == code)
                    .filter(q -> labels.code(q, chosen.get(0)[q]) >= 0 && labels.code(q, chosen.get(2)[q]) >= 0)
                    .toArray();
            assertThat(slice.queries()).isEqualTo(queries.length);
            assertThat(Double.isNaN(slice.p())).isEqualTo(queries.length < 30);
            assertThat(slice.first() * queries.length)
                    .isCloseTo(
                            Arrays.stream(queries)
                                    .filter(q -> labels.code(q, chosen.get(0)[q]) == 1)
                                    .count(),
                            within(1e-9));
        }
    }

    @Test
    void rankScoreNeedsTheCostOfEveryAnswer() {
        byte[][] y = {{1, 0, 1, 1}, {0, 1, 1, 1}};
        boolean[][] answered = {{true, true, true, true}, {true, true, true, true}};
        float[][] costs = {{1e-4f, 1e-4f, 1e-4f, 1e-4f}, {8e-4f, 8e-4f, 8e-4f, 8e-4f}};
        DatasetTable table = Tables.of(y, answered, costs, Map.of());
        int[] pool = {0, 1};
        Entrant router = new Entrant(
                "r",
                new Choice(table, Tables.scores(2, .9f, .1f, .1f, .9f, .9f, .1f, .9f, .1f), pool, Ties.FIRST_INDEX));
        Comparison comparison =
                Comparison.of(ground(table, Labels.of(table), Selection.all(4), pool, "none"), List.of(router));
        Standing first = comparison.standings().getFirst();
        assertThat(first.em()).isEqualTo(1);
        assertThat(first.rankScore())
                .isCloseTo(
                        RankScore.STANDARD.of(
                                1, (3 * (double) 1e-4f + (double) 8e-4f) / 4, new CostBounds(1e-4f, 8e-4f)),
                        within(1e-12));
        assertThat(comparison.first(Kind.DATASET_ORACLE)).isEqualTo(-1);
        costs[0][3] = Float.NaN;
        Comparison part =
                Comparison.of(ground(table, Labels.of(table), Selection.all(4), pool, "none"), List.of(router));
        assertThat(part.standings().getFirst().rankScore()).isNaN();
        assertThat(part.standings().getFirst().priced()).isEqualTo(3);
        // Of those that are always the dearer VLM every cost is known.
        assertThat(part.standings().get(part.first(Kind.BEST_SINGLE)).name()).isEqualTo("vlm-0");
    }

    @Test
    void queriesWithoutScoresAreLeftOut() {
        DatasetTable table = Tables.of(new byte[][] {{1, 1, 1}, {0, 0, 0}});
        Entrant router =
                new Entrant("r", new Choice(table, Tables.scores(2, .9f, .1f), new int[] {0, 1}, Ties.FIRST_INDEX));
        Comparison comparison = Comparison.of(
                ground(table, Labels.of(table), Selection.all(3), new int[] {0, 1}, "none"), List.of(router));
        Standing standing = comparison.standings().getFirst();
        assertThat(standing.unscored()).isEqualTo(2);
        assertThat(standing.judged()).isEqualTo(1);
        assertThat(standing.share()).containsExactly(1., 0.);
        assertThat(comparison.against(0).get(1).queries()).isEqualTo(1);
    }

    @Test
    void nothingLabelledLeavesNothingToCompare() {
        DatasetTable table = Tables.of(new byte[][] {{-1, -1}, {-1, -1}});
        Comparison comparison =
                Comparison.of(ground(table, Labels.of(table), Selection.all(2), new int[] {0, 1}, "none"), List.of());
        assertThat(comparison.first(Kind.BEST_SINGLE)).isEqualTo(-1);
        assertThat(comparison.standings()).allSatisfy(standing -> {
            assertThat(standing.em()).isNaN();
            assertThat(standing.interval().low()).isNaN();
        });
    }
}
