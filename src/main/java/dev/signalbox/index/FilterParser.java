package dev.signalbox.index;

import dev.signalbox.model.Review;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads filters as people write them.
 *
 * <ul>
 *   <li>{@code benchmark:SimCharts,"Sim Maps"}: a field has one of these values; {@code domain:""} has none
 *   <li>{@code right:gpt-4o}, {@code wrong:}, {@code unknown:}, {@code missing:}: how one VLM did
 *   <li>{@code right:any}, {@code right:none}, {@code right:all}, {@code right:one}: how all did; a VLM of that name in quotes
 *   <li>{@code corrected:yes}, {@code picture:no}, {@code chosen:gpt-4o}
 *   <li>{@code review:open}, {@code review:skipped,done}, {@code review:any}: its place in the review queue
 *   <li>bare words and {@code "quoted words"}: text to find; {@code text:...} is the same
 *   <li>side by side: all of them; {@code OR} between: any of them; {@code -} before: not; parentheses; {@code *}: everything
 * </ul>
 */
public final class FilterParser {
    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 100;

    private final FilterLexer lexer;
    private int depth;

    private FilterParser(String text) {
        lexer = new FilterLexer(text);
    }

    /**
     * Reads a filter; blank text is {@link Filter#all}.
     *
     * @throws FilterSyntaxException with the position where reading stopped
     */
    public static Filter parse(String text) {
        if (text.isBlank()) {
            return Filter.all();
        }
        if (text.length() > LONGEST) {
            throw new FilterSyntaxException("filter.long", LONGEST, LONGEST);
        }
        FilterParser parser = new FilterParser(text);
        Filter result = parser.choice();
        if (!parser.lexer.atEnd()) {
            throw new FilterSyntaxException("filter.parenthesis", parser.lexer.position());
        }
        return result;
    }

    static Filter.@Nullable Quantity quantity(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "any" -> Filter.Quantity.ANY;
            case "none" -> Filter.Quantity.NONE;
            case "all" -> Filter.Quantity.ALL;
            case "one" -> Filter.Quantity.ONE;
            default -> null;
        };
    }

    private Filter choice() {
        if (++depth > DEEPEST) {
            throw new FilterSyntaxException("filter.deep", lexer.position(), DEEPEST);
        }
        List<Filter> options = new ArrayList<>();
        options.add(conjunction());
        while (lexer.takesWord("OR")) {
            options.add(conjunction());
        }
        depth--;
        return Filter.or(options);
    }

    private Filter conjunction() {
        List<Filter> clauses = new ArrayList<>();
        lexer.skipSpace();
        while (!lexer.atEnd() && !lexer.sees(')') && !lexer.seesWord("OR")) {
            if (!lexer.takesWord("AND")) {
                clauses.add(negation());
            }
            lexer.skipSpace();
        }
        if (clauses.isEmpty()) {
            throw new FilterSyntaxException("filter.clause", lexer.position());
        }
        return Filter.and(clauses);
    }

    private Filter negation() {
        boolean negated = false;
        while (lexer.takes('-') || lexer.takesWord("NOT")) {
            negated = !negated;
            lexer.skipSpace();
        }
        Filter operand = clause();
        return negated ? operand.negated() : operand;
    }

    private Filter clause() {
        int start = lexer.position();
        if (lexer.takes('(')) {
            Filter inner = choice();
            if (!lexer.takes(')')) {
                throw new FilterSyntaxException("filter.open", start);
            }
            return inner;
        }
        if (lexer.takesWord("*")) {
            return Filter.all();
        }
        if (lexer.sees('"')) {
            String quoted = lexer.takeQuoted();
            // A field whose name needs quotes, or equals one of our own words.
            return lexer.takes(':') ? field(quoted, start) : text(quoted, start);
        }
        String name = lexer.takeName();
        if (!name.isEmpty()) {
            return named(name, start);
        }
        return text(lexer.takeBareWord(), start);
    }

    private Filter named(String name, int start) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "right" -> right();
            case "wrong" -> new Filter.Relation(Filter.Outcome.WRONG, value());
            case "unknown" -> new Filter.Relation(Filter.Outcome.UNKNOWN, value());
            case "missing" -> new Filter.Relation(Filter.Outcome.MISSING, value());
            case "text" -> text(value(), start);
            case "corrected" -> new Filter.Corrected(yes());
            case "review" -> new Filter.Reviewed(states());
            case "picture" -> new Filter.Picture(yes());
            case "chosen" -> new Filter.Chosen(values());
            default -> new Filter.Field(name, values());
        };
    }

    private Filter right() {
        boolean quoted = lexer.sees('"');
        String who = value();
        Filter.Quantity quantity = quoted ? null : quantity(who);
        return quantity == null ? new Filter.Relation(Filter.Outcome.RIGHT, who) : new Filter.Tally(quantity);
    }

    private List<Review.State> states() {
        int start = lexer.position();
        List<Review.State> states = new ArrayList<>();
        for (String word : values()) {
            if (word.equalsIgnoreCase("any")) {
                states.addAll(List.of(Review.State.values()));
                continue;
            }
            states.add(Arrays.stream(Review.State.values())
                    .filter(state -> state.word().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> new FilterSyntaxException("filter.review", start, word)));
        }
        return states.stream().distinct().toList();
    }

    private boolean yes() {
        int start = lexer.position();
        String answer = value();
        return switch (answer.toLowerCase(Locale.ROOT)) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new FilterSyntaxException("filter.yes", start, answer);
        };
    }

    private Filter field(String name, int start) {
        if (name.isEmpty()) {
            throw new FilterSyntaxException("filter.clause", start);
        }
        return new Filter.Field(name, values());
    }

    private static Filter text(String words, int start) {
        if (words.isBlank()) {
            throw new FilterSyntaxException("filter.clause", start);
        }
        return new Filter.Text(words);
    }

    private List<String> values() {
        List<String> values = new ArrayList<>();
        do {
            values.add(value());
        } while (lexer.takes(','));
        return values;
    }

    private String value() {
        if (lexer.sees('"')) {
            return lexer.takeQuoted();
        }
        int start = lexer.position();
        String value = lexer.takeBareValue();
        if (value.isEmpty()) {
            throw new FilterSyntaxException("filter.value", start);
        }
        return value;
    }
}
