package dev.signalbox.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.sample.Scene.Item;
import dev.signalbox.sample.Scene.Place;
import dev.signalbox.sample.SkillTable.Cell;
import dev.signalbox.sample.Task.Evidence;
import java.awt.Font;
import java.io.IOException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SampleQueriesTest {
    private static final List<SampleQuery> QUERIES =
            SampleQueries.compose(SampleGenerator.SEED, SampleGenerator.QUERIES);

    /** Truths once more, each by another way than the generator's. */
    @Test
    void everyTruthIsTrueOfItsScene() {
        for (SampleQuery query : QUERIES) {
            Ask ask = query.cell().ask();
            String expected = switch (query.scene()) {
                case Scene.Chart chart -> extreme(chart.items(), ask == Ask.HIGHEST);
                case Scene.StreetMap map -> extreme(map.pin(), map.places(), ask == Ask.FARTHEST);
                case Scene.Receipt receipt ->
                    ask == Ask.ITEMS
                            ? receipt.items().size() + ""
                            : String.format(
                                    Locale.ROOT,
                                    "%.2f",
                                    receipt.items().stream()
                                                    .mapToDouble(Item::value)
                                                    .sum()
                                            / 100);
                case Scene.Table table -> table(table, query.question(), ask);
                case Scene.Counting counting -> {
                    Map<Scene.Shape, Integer> counts = new HashMap<>();
                    counting.pieces().forEach(p -> counts.merge(p.shape(), 1, Integer::sum));
                    yield counts.get(counting.wanted()).toString();
                }
                case Scene.Clock clock ->
                    LocalTime.of(clock.hour() % 12, clock.minute())
                            .format(DateTimeFormatter.ofPattern("h:mm", Locale.ROOT));
                case Scene.Geometry geometry -> geometry(geometry);
                case Scene.Sign sign ->
                    query.truth().equals(sign.word()) ? sign.word() : Integer.toString(sign.number());
            };
            assertThat(query.truth()).as(query.question()).isEqualTo(expected);
            assertThat(query.wrong()).isNotEmpty().doesNotContain(query.truth()).doesNotHaveDuplicates();
        }
    }

    private static String extreme(List<Item> items, boolean highest) {
        for (Item item : items) {
            if (items.stream()
                    .allMatch(o ->
                            o == item || (highest ? o.value() + 7 <= item.value() : o.value() >= item.value() + 7))) {
                return item.name();
            }
        }
        throw new AssertionError("No clear extreme in " + items);
    }

    private static String extreme(Place pin, List<Place> places, boolean farthest) {
        Place best = places.getFirst();
        for (Place place : places) {
            double d = Math.hypot(place.x() - pin.x(), place.y() - pin.y());
            double least = Math.hypot(best.x() - pin.x(), best.y() - pin.y());
            if (farthest ? d > least : d < least) {
                best = place;
            }
        }
        return best.name();
    }

    /** Finds row and column by the words of the question. */
    private static String table(Scene.Table table, String question, Ask ask) {
        Set<String> words = new HashSet<>(List.of(question.split("[^A-Za-z0-9]+")));
        // "A" and "Add" are different words; a column named A is never the article in these questions.
        int column = -1;
        for (int c = 0; c < table.columns().size(); c++) {
            column = words.contains(table.columns().get(c)) ? c : column;
        }
        int sum = 0;
        for (int r = 0; r < table.rows().size(); r++) {
            int value = table.cells().get(r).get(column);
            if (ask == Ask.LOOKUP && words.contains(table.rows().get(r))) {
                return Integer.toString(value);
            }
            sum += value;
        }
        return Integer.toString(sum);
    }

    private static String geometry(Scene.Geometry figure) {
        int missing = figure.missing();
        switch (figure.figure()) {
            case THIRD_ANGLE ->
                assertThat(missing + figure.first() + figure.second()).isEqualTo(180);
            case RECTANGLE_AREA -> assertThat(missing / figure.first()).isEqualTo(figure.second());
            case HYPOTENUSE ->
                assertThat(missing * missing)
                        .isEqualTo(figure.first() * figure.first() + figure.second() * figure.second());
        }
        return Integer.toString(missing);
    }

    @Test
    void eachKindOfSceneHoldsItsInformationWhereItClaims() {
        List<Cell> picture = cells(Evidence.PICTURE);
        assertThat(SkillTable.bayes(picture, Cell::picture)).isGreaterThan(0.9);
        assertThat(SkillTable.bayes(picture, Cell::text)).isLessThan(0.65);
        List<Cell> text = cells(Evidence.TEXT);
        assertThat(SkillTable.bayes(text, Cell::text)).isGreaterThan(0.9);
        assertThat(SkillTable.bayes(text, Cell::picture)).isLessThan(0.65);
        List<Cell> both = cells(Evidence.BOTH);
        assertThat(SkillTable.bayes(both, cell -> cell)).isGreaterThan(0.9);
        assertThat(SkillTable.bayes(both, Cell::picture)).isLessThan(0.70);
        assertThat(SkillTable.bayes(both, Cell::text)).isLessThan(0.70);
    }

    /** The drawn answers follow the table: what one can learn from them is what the table says. */
    @Test
    void theAnswersFollowTheTable() {
        for (Evidence evidence : Evidence.values()) {
            List<SampleQuery> some = QUERIES.stream()
                    .filter(q -> q.cell().task().evidence() == evidence)
                    .toList();
            double expected = 0;
            double drawn = 0;
            for (SampleQuery query : some) {
                for (SimVlm vlm : SimVlm.ALL) {
                    expected += SkillTable.probability(query.cell(), vlm);
                    drawn += Answers.answer(query, vlm, SampleGenerator.SEED).label() ? 1 : 0;
                }
            }
            int pairs = some.size() * SimVlm.ALL.size();
            // Four standard errors of a share near 0.42.
            assertThat(drawn / pairs).isCloseTo(expected / pairs, within(4 * Math.sqrt(0.25 / pairs)));
        }
    }

    @Test
    void aQuestionAboutASignTellsNothingOfItsScript() {
        Map<Script, Set<Script>> seen = new HashMap<>();
        for (SampleQuery query : QUERIES) {
            if (query.scene() instanceof Scene.Sign sign) {
                seen.computeIfAbsent(query.language(), l -> new HashSet<>()).add(sign.script());
            } else {
                assertThat(query.language()).isEqualTo(Script.LATIN);
            }
        }
        assertThat(seen).hasSize(Script.values().length);
        assertThat(seen.values()).allMatch(scripts -> scripts.size() >= 4);
    }

    @Test
    void questionsKeepToOneShapePerEvidence() {
        Set<String> generic = new TreeSet<>();
        for (SampleQuery query : QUERIES) {
            if (query.cell().task().evidence() == Evidence.PICTURE) {
                generic.add(query.question());
            }
        }
        assertThat(generic)
                .as("the same words for counting, clocks and figures")
                .hasSize(4);
        assertThat(QUERIES.stream()
                        .map(q -> q.cell().ask().task(q.cell().task()))
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void composesAsManyQueriesAsAsked() {
        for (int size : new int[] {SampleGenerator.FEWEST, 333, 1000, 2801}) {
            List<SampleQuery> queries = SampleQueries.compose(3, size);
            assertThat(queries).hasSize(size);
            assertThat(queries.stream().map(SampleQuery::id).distinct()).hasSize(size);
            for (Task task : Task.values()) {
                long cells = queries.stream()
                        .filter(q -> q.cell().task() == task)
                        .map(q -> q.cell().style())
                        .distinct()
                        .count();
                assertThat(cells).as(task + " of " + size).isEqualTo(2);
            }
        }
    }

    @Test
    void everyFontHoldsTheWordsOfItsScript() throws IOException {
        Lettering lettering = new Lettering();
        for (Script script : Script.values()) {
            Font font = lettering.bold(script, 12);
            for (String word : script.words()) {
                assertThat(font.canDisplayUpTo(word)).as(word).isEqualTo(-1);
            }
        }
    }

    @Test
    void diceAreWrittenOutAndNeverChange() {
        Dice dice = new Dice(7);
        assertThat(List.of(dice.whole(0, 999), dice.whole(0, 999), dice.whole(0, 999)))
                .containsExactly(389, 16, 900);
        Dice child = new Dice(7).child("a");
        Dice same = new Dice(7).child("a");
        Dice other = new Dice(7).child("b");
        double first = child.unit();
        assertThat(same.unit()).isEqualTo(first);
        assertThat(other.unit()).isNotEqualTo(first);
        double mean = 0;
        Dice many = new Dice(99);
        for (int i = 0; i < 10_000; i++) {
            mean += many.unit() / 10_000;
        }
        assertThat(mean).isCloseTo(0.5, within(0.015));
    }

    private static List<Cell> cells(Evidence evidence) {
        return QUERIES.stream()
                .map(SampleQuery::cell)
                .filter(cell -> cell.task().evidence() == evidence)
                .toList();
    }
}
