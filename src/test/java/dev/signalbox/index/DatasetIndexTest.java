package dev.signalbox.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Review;
import dev.signalbox.model.Tables;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against the plain reading of every clause, query by query. */
class DatasetIndexTest {
    private static final int N = 500;
    private static final int WIDTH = 5;

    private static final Map<Integer, Review> REVIEWS = IntStream.range(0, N)
            .filter(query -> query % 4 == 0)
            .boxed()
            .collect(Collectors.toMap(
                    query -> query, query -> Review.ofPerson().in(Review.State.values()[query / 4 % 3])));

    private final DatasetTable table = Tables.random(N, WIDTH, 3);
    private Labels labels = Labels.of(table);
    private final List<String> texts = IntStream.range(0, N)
            .mapToObj(q -> "Question " + q + " about ＣＡＴＳ\nanswer Straße " + (q % 7))
            .toList();
    private final int[] choices =
            IntStream.range(0, N).map(q -> q % (WIDTH + 1) - 1).toArray();
    private DatasetIndex index = new DatasetIndex(table, labels, new MemoryTextSearch(texts))
            .withChoices(choices)
            .withReviews(REVIEWS);

    @Test
    void filtersAgreeWithAPlainReading() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            Filter filter = random(random, 3);
            int[] expected = IntStream.range(0, N).filter(plain(filter)).toArray();
            assertThat(index.filter(filter).toArray()).as(filter.text()).isEqualTo(expected);
            if (round % 10 == 0) {
                Correctness label = Correctness.values()[random.nextInt(3)];
                labels = labels.with(random.nextInt(N), random.nextInt(WIDTH), label);
                index = index.with(labels);
            }
        }
    }

    private IntPredicate plain(Filter filter) {
        return switch (filter) {
            case Filter.And and -> query -> and.operands().stream().allMatch(f -> plain(f).test(query));
            case Filter.Or or -> query -> or.operands().stream().anyMatch(f -> plain(f).test(query));
            case Filter.Not not -> plain(not.operand()).negate();
            case Filter.Field field ->
                query -> {
                    String value = table.fields().get(field.name()).value(query);
                    return field.values().contains(value == null ? "" : value);
                };
            case Filter.Relation relation ->
                query -> {
                    int k = table.dataset().column(relation.vlm());
                    return switch (relation.outcome()) {
                        case RIGHT -> labels.code(query, k) == 1;
                        case WRONG -> labels.code(query, k) == 0;
                        case UNKNOWN -> labels.code(query, k) == -1;
                        case MISSING -> !table.answered()[k][query];
                    };
                };
            case Filter.Tally tally ->
                query -> {
                    long right = count(query, 1);
                    long known = right + count(query, 0);
                    return switch (tally.quantity()) {
                        case ANY -> right > 0;
                        case NONE -> known > 0 && right == 0;
                        case ALL -> known > 0 && right == known;
                        case ONE -> right == 1;
                    };
                };
            case Filter.Text text ->
                query -> Arrays.stream(texts.get(query).split("\n"))
                        .anyMatch(line -> TextFold.fold(line).contains(TextFold.fold(text.words())));
            case Filter.Corrected corrected ->
                query -> corrected.yes()
                        == IntStream.range(0, WIDTH).anyMatch(k -> table.imported()[k][query] != labels.code(query, k));
            case Filter.Reviewed reviewed ->
                query -> REVIEWS.containsKey(query)
                        && reviewed.states().contains(REVIEWS.get(query).state());
            case Filter.Picture picture -> query -> picture.yes() == (query % 3 != 0);
            case Filter.Chosen chosen ->
                query -> choices[query] >= 0 && chosen.vlms().contains("vlm-" + choices[query]);
        };
    }

    private long count(int query, int code) {
        return IntStream.range(0, WIDTH)
                .filter(k -> labels.code(query, k) == code)
                .count();
    }

    private Filter random(Random random, int depth) {
        String vlm = "vlm-" + random.nextInt(WIDTH);
        return switch (random.nextInt(depth > 0 ? 12 : 8)) {
            case 0 ->
                new Filter.Field(
                        "benchmark", List.of("Charts", "Signs in use", "").subList(0, 1 + random.nextInt(3)));
            case 1 -> new Filter.Relation(Filter.Outcome.values()[random.nextInt(4)], vlm);
            case 2 -> new Filter.Tally(Filter.Quantity.values()[random.nextInt(4)]);
            case 3 ->
                new Filter.Text(List.of("cats", "QUESTION 1", "strasse 3", "cats answer")
                        .get(random.nextInt(4)));
            case 4 -> new Filter.Corrected(random.nextBoolean());
            case 5 -> new Filter.Picture(random.nextBoolean());
            case 6 -> new Filter.Chosen(List.of(vlm));
            case 7 -> new Filter.Reviewed(Review.State.values()[random.nextInt(3)]);
            case 8 -> random(random, depth - 1).negated();
            case 9, 10 -> Filter.and(List.of(random(random, depth - 1), random(random, depth - 1)));
            default -> Filter.or(List.of(random(random, depth - 1), random(random, depth - 1)));
        };
    }

    @Test
    void textIsFoundWithoutCaseAndWidthButNotAcrossParts() {
        assertThat(index.filter(new Filter.Text("cats")).size()).isEqualTo(N);
        assertThat(index.filter(new Filter.Text("STRASSE 3")).size()).isEqualTo(71);
        assertThat(index.filter(new Filter.Text("cats answer")).isEmpty()).isTrue();
    }

    @Test
    void aFacetCountsWithoutItsOwnClause() {
        Filter filter = FilterParser.parse("benchmark:Maps split:test");
        Selection tests = index.filter(FilterParser.parse("split:test"));
        var facets = index.facets(filter, Progress.NONE);
        assertThat(facets.keySet()).containsExactly("benchmark", "split");
        for (FacetCount count : facets.get("benchmark")) {
            Selection own = index.filter(new Filter.Field("benchmark", count.value()));
            assertThat(count.count()).isEqualTo(own.and(tests).size());
        }
        assertThat(facets.get("benchmark").stream().mapToInt(FacetCount::count).sum())
                .isEqualTo(tests.size());
        assertThat(facets.get("benchmark")).hasSize(4).isSortedAccordingTo(Comparator.comparing(c -> -c.count()));
    }

    @Test
    void relationsCountWhatTheirFiltersFind() {
        Selection within = index.filter(new Filter.Picture(true));
        RelationCounts counts = index.relations(within);
        assertThat(counts.size()).isEqualTo(within.size());
        for (RelationCounts.PerVlm vlm : counts.vlms()) {
            assertThat(vlm.right()).isEqualTo(found("right:" + vlm.vlm(), within));
            assertThat(vlm.wrong()).isEqualTo(found("wrong:" + vlm.vlm(), within));
            assertThat(vlm.unknown()).isEqualTo(found("unknown:" + vlm.vlm(), within));
            assertThat(vlm.missing()).isEqualTo(found("missing:" + vlm.vlm(), within));
            assertThat(vlm.right() + vlm.wrong() + vlm.unknown()).isEqualTo(counts.size());
        }
        assertThat(counts.any()).isEqualTo(found("right:any", within));
        assertThat(counts.none()).isEqualTo(found("right:none", within));
        assertThat(counts.all()).isEqualTo(found("right:all", within));
        assertThat(counts.one()).isEqualTo(found("right:one", within));
    }

    private int found(String filter, Selection within) {
        return index.filter(FilterParser.parse(filter)).and(within).size();
    }

    @Test
    void ordersAreStableAndUnknownComesLast() {
        Selection all = Selection.all(N);
        int[] byRight = index.sorted(all, new Sort(Sort.Key.RIGHT, true));
        Comparator<Integer> mostRight =
                Comparator.<Integer>comparingLong(q -> -count(q, 1)).thenComparing(Comparator.naturalOrder());
        assertThat(Arrays.stream(byRight).boxed())
                .isSortedAccordingTo(mostRight)
                .hasSize(N);

        for (boolean descending : new boolean[] {false, true}) {
            int[] byCost = index.sorted(all, new Sort(Sort.Key.COST, descending));
            List<Double> costs = new ArrayList<>();
            for (int query : byCost) {
                double sum = IntStream.range(0, WIDTH)
                        .mapToDouble(k -> table.costs()[k][query])
                        .filter(c -> !Double.isNaN(c))
                        .sum();
                boolean known = IntStream.range(0, WIDTH).anyMatch(k -> !Float.isNaN(table.costs()[k][query]));
                costs.add(known ? (double) (float) (descending ? -sum : sum) : Double.POSITIVE_INFINITY);
            }
            assertThat(costs).isSorted();
        }
        int[] byKey = index.sorted(all, new Sort(Sort.Key.KEY, false));
        assertThat(Arrays.stream(byKey).mapToObj(q -> table.keys().get(q))).isSorted();
        assertThat(index.sorted(all, new Sort(Sort.Key.ORDINAL, true))[0]).isEqualTo(N - 1);

        int worst = index.sorted(all, new Sort(Sort.Key.REGRET, true))[0];
        assertThat(labels.get(worst, choices[worst])).isEqualTo(Correctness.WRONG);
        assertThat(count(worst, 1)).isPositive();
        int split = index.sorted(all, new Sort(Sort.Key.DISAGREEMENT, true))[0];
        assertThat(count(split, 1)).isPositive();
        assertThat(count(split, 0)).isPositive();
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> index.filter(FilterParser.parse("colour:red")))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("colour")
                .hasMessageContaining("benchmark");
        assertThatThrownBy(() -> index.filter(FilterParser.parse("right:gpt-9")))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("gpt-9")
                .hasMessageContaining("vlm-0");
        assertThatThrownBy(() -> index.withChoices(null).filter(FilterParser.parse("chosen:vlm-0")))
                .isInstanceOf(UserFacingException.class);
        assertThat(index.filter(FilterParser.parse("benchmark:Nothing")).isEmpty())
                .isTrue();
    }

    @Test
    void wordsAreScannedOnce() {
        int[] scans = {0};
        DatasetIndex counting = new DatasetIndex(table, labels, (words, progress) -> {
            scans[0]++;
            return Selection.of(1, 2);
        });
        assertThat(counting.filter(new Filter.Text("Cat")).toArray()).containsExactly(1, 2);
        assertThat(counting.filter(new Filter.Text("ＣＡＴ").negated()).size()).isEqualTo(N - 2);
        assertThat(counting.with(labels.with(0, 0, Correctness.UNKNOWN))
                        .filter(new Filter.Text("cat"))
                        .size())
                .isEqualTo(2);
        assertThat(scans[0]).isEqualTo(1);
    }
}
