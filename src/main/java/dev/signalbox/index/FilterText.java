package dev.signalbox.index;

import dev.signalbox.model.Review;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a filter in the one form that {@link FilterParser} reads back to the same filter. */
final class FilterText {
    /** Names before a colon that are no fields. */
    static final Set<String> RESERVED =
            Set.of("right", "wrong", "unknown", "missing", "text", "corrected", "review", "picture", "chosen");

    /** Single words that mean something between clauses. */
    static final Set<String> OPERATORS = Set.of("OR", "AND", "NOT");

    private FilterText() {}

    static String write(Filter filter) {
        return switch (filter) {
            case Filter.And and ->
                and.operands().isEmpty()
                        ? "*"
                        : and.operands().stream().map(FilterText::factor).collect(Collectors.joining(" "));
            case Filter.Or or -> or.operands().stream().map(FilterText::term).collect(Collectors.joining(" OR "));
            case Filter.Not not -> "-" + factor(not.operand());
            case Filter.Field field -> fieldName(field.name()) + ":" + values(field.values());
            case Filter.Relation relation ->
                relation.outcome().name().toLowerCase(Locale.ROOT) + ":" + vlm(relation.outcome(), relation.vlm());
            case Filter.Tally tally -> "right:" + tally.quantity().name().toLowerCase(Locale.ROOT);
            case Filter.Text text -> word(text.words());
            case Filter.Corrected corrected -> "corrected:" + (corrected.yes() ? "yes" : "no");
            case Filter.Reviewed reviewed ->
                "review:" + reviewed.states().stream().map(Review.State::word).collect(Collectors.joining(","));
            case Filter.Picture picture -> "picture:" + (picture.yes() ? "yes" : "no");
            case Filter.Chosen chosen -> "chosen:" + values(chosen.vlms());
        };
    }

    private static String term(Filter filter) {
        return filter instanceof Filter.Or || isEmptyAnd(filter) ? "(" + write(filter) + ")" : write(filter);
    }

    private static String factor(Filter filter) {
        return switch (filter) {
            case Filter.Or or -> "(" + write(or) + ")";
            case Filter.And and -> "(" + write(and) + ")";
            default -> write(filter);
        };
    }

    private static boolean isEmptyAnd(Filter filter) {
        return filter instanceof Filter.And and && and.operands().isEmpty();
    }

    private static String fieldName(String name) {
        boolean plain = FilterLexer.isName(name) && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
        return plain ? name : quote(name);
    }

    private static String values(List<String> values) {
        return values.stream().map(FilterText::value).collect(Collectors.joining(","));
    }

    private static String value(String value) {
        return FilterLexer.isPlainValue(value) ? value : quote(value);
    }

    private static String vlm(Filter.Outcome outcome, String vlm) {
        boolean quantity = outcome == Filter.Outcome.RIGHT && FilterParser.quantity(vlm) != null;
        return quantity ? quote(vlm) : value(vlm);
    }

    private static String word(String words) {
        return FilterLexer.isPlainWord(words) ? words : quote(words);
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
