package dev.signalbox.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.model.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterParserTest {
    @Test
    void readsWhatPeopleWrite() {
        assertThat(FilterParser.parse("  ")).isEqualTo(Filter.all());
        assertThat(FilterParser.parse("*")).isEqualTo(Filter.all());
        assertThat(FilterParser.parse("benchmark:SimCharts,\"Sim Maps\""))
                .isEqualTo(new Filter.Field("benchmark", "SimCharts", "Sim Maps"));
        assertThat(FilterParser.parse("wrong:gpt-4o right:any"))
                .isEqualTo(Filter.and(List.of(
                        new Filter.Relation(Filter.Outcome.WRONG, "gpt-4o"), new Filter.Tally(Filter.Quantity.ANY))));
        assertThat(FilterParser.parse("right:\"any\"")).isEqualTo(new Filter.Relation(Filter.Outcome.RIGHT, "any"));
        assertThat(FilterParser.parse("cat OR -corrected:yes domain:\"\""))
                .isEqualTo(Filter.or(List.of(
                        new Filter.Text("cat"),
                        Filter.and(
                                List.of(new Filter.Not(new Filter.Corrected(true)), new Filter.Field("domain", ""))))));
        assertThat(FilterParser.parse("(a OR b) AND NOT c"))
                .isEqualTo(Filter.and(List.of(
                        Filter.or(List.of(new Filter.Text("a"), new Filter.Text("b"))),
                        new Filter.Not(new Filter.Text("c")))));
        assertThat(FilterParser.parse("at 12:30 text:\"two words\""))
                .isEqualTo(Filter.and(
                        List.of(new Filter.Text("at"), new Filter.Text("12:30"), new Filter.Text("two words"))));
        assertThat(FilterParser.parse("\"right\":x \"my field\":y"))
                .isEqualTo(Filter.and(List.of(new Filter.Field("right", "x"), new Filter.Field("my field", "y"))));
        assertThat(FilterParser.parse("review:OPEN,done"))
                .isEqualTo(new Filter.Reviewed(Review.State.OPEN, Review.State.DONE));
        assertThat(FilterParser.parse("review:any").text()).isEqualTo("review:open,skipped,done");
        assertThat(FilterParser.parse("任务:图表 - x")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filter.clause | 4 | a OR",
                "filter.clause | 0 | OR a",
                "filter.clause | 1 | -",
                "filter.clause | 1 | ()",
                "filter.open | 2 | a (b OR c",
                "filter.parenthesis | 1 | a)",
                "filter.quote | 2 | a 'b c",
                "filter.value | 6 | right: a",
                "filter.value | 12 | benchmark:a, b",
                "filter.yes | 10 | corrected:maybe",
                "filter.review | 7 | review:maybe",
                "filter.clause | 2 | a ''",
            })
    void saysWhereItStopped(String code, int position, String text) {
        FilterSyntaxException failure =
                catchThrowableOfType(FilterSyntaxException.class, () -> FilterParser.parse(text.replace('\'', '"')));
        assertThat(failure).as(text).isNotNull();
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.position()).as(failure.getMessage()).isEqualTo(position);
        assertThat(failure.getMessage()).contains(Integer.toString(position + 1));
        assertThat(failure.next()).isNotBlank();
    }

    @Test
    void hostileTextsEndQuickly() {
        assertThatThrownBy(() -> FilterParser.parse("(".repeat(10_000))).isInstanceOf(FilterSyntaxException.class);
        assertThatThrownBy(() -> FilterParser.parse("a ".repeat(20_000))).isInstanceOf(FilterSyntaxException.class);
        assertThat(FilterParser.parse("-".repeat(9_999) + "a")).isEqualTo(new Filter.Not(new Filter.Text("a")));
    }

    @Test
    void everyFilterReadsBackAsItself() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            Filter filter = random(random, 4);
            assertThat(FilterParser.parse(filter.text())).as(filter.text()).isEqualTo(filter);
        }
    }

    @Test
    void randomTextsEitherParseOrSayWhere() {
        Random random = new Random(12);
        String alphabet = "ab:\",()-* ORANDNOT\\right";
        int parsed = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = random.nextInt(14); c >= 0; c--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                Filter filter = FilterParser.parse(text.toString());
                assertThat(FilterParser.parse(filter.text()))
                        .as(text.toString())
                        .isEqualTo(filter);
                parsed++;
            } catch (FilterSyntaxException e) {
                assertThat(e.position()).isBetween(0, text.length());
            }
        }
        assertThat(parsed).isGreaterThan(1_000);
    }

    @Test
    void aFacetsOwnClauseCanBeTakenOut() {
        Filter filter = FilterParser.parse("benchmark:a -benchmark:b right:any");
        assertThat(filter.without("benchmark").text()).isEqualTo("right:any");
        assertThat(FilterParser.parse("benchmark:a").without("benchmark")).isEqualTo(Filter.all());
    }

    private static Filter random(Random random, int depth) {
        int kind = random.nextInt(depth > 0 ? 12 : 8);
        return switch (kind) {
            case 0 -> new Filter.Field(word(random, false), values(random));
            case 1 ->
                new Filter.Relation(
                        Filter.Outcome.values()[random.nextInt(4)], random.nextBoolean() ? "any" : word(random, true));
            case 2 -> new Filter.Tally(Filter.Quantity.values()[random.nextInt(4)]);
            case 3 -> new Filter.Text(word(random, false));
            case 4 -> new Filter.Corrected(random.nextBoolean());
            case 5 -> new Filter.Picture(random.nextBoolean());
            case 6 -> new Filter.Chosen(values(random));
            case 7 -> new Filter.Reviewed(Review.State.values()[random.nextInt(3)]);
            case 8 -> random(random, depth - 1).negated();
            case 9, 10 -> Filter.and(several(random, depth));
            default -> Filter.or(several(random, depth));
        };
    }

    private static List<Filter> several(Random random, int depth) {
        List<Filter> result = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            result.add(random(random, depth - 1));
        }
        return result;
    }

    private static List<String> values(Random random) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            result.add(word(random, true));
        }
        return result;
    }

    private static String word(Random random, boolean mayBeEmpty) {
        String[] pieces = {"a", "gpt-4o", " ", "\"", "\\", ":", ",", "(", ")", "-", "OR", "right", "図", "*", "é", "7"};
        while (true) {
            StringBuilder result = new StringBuilder();
            for (int i = random.nextInt(5); i > 0; i--) {
                result.append(pieces[random.nextInt(pieces.length)]);
            }
            if (mayBeEmpty || !result.toString().isBlank()) {
                return result.toString();
            }
        }
    }
}
