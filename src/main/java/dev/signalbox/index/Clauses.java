package dev.signalbox.index;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The outermost clauses of a filter, which all hold together: what people see one by one and switch on and off.
 *
 * @param all in the order in which they are written; none for a filter that lets everything through
 */
public record Clauses(List<Filter> all) {
    public Clauses {
        all = List.copyOf(all);
    }

    /** The clauses of a filter. */
    public static Clauses of(Filter filter) {
        return new Clauses(filter instanceof Filter.And and ? and.operands() : List.of(filter));
    }

    /** All clauses together. */
    public Filter filter() {
        return Filter.and(all);
    }

    /** As people write it; empty for no clause. */
    public String text() {
        return all.isEmpty() ? "" : filter().text();
    }

    public boolean has(Filter clause) {
        return all.contains(clause);
    }

    /** With a clause at the end, unless it is there. */
    public Clauses with(Filter clause) {
        return has(clause) ? this : of(filter().and(clause));
    }

    public Clauses without(Filter clause) {
        return without(clause::equals);
    }

    /** Without every clause of a kind. */
    public Clauses without(Predicate<Filter> kind) {
        return new Clauses(all.stream().filter(kind.negate()).toList());
    }

    /** With a clause if it is not there, without it if it is. */
    public Clauses toggled(Filter clause) {
        return has(clause) ? without(clause) : with(clause);
    }

    /** With one clause in the place of every clause of a kind; null only takes those away. */
    public Clauses replacing(Predicate<Filter> kind, @Nullable Filter now) {
        List<Filter> result = new ArrayList<>();
        boolean placed = now == null;
        for (Filter clause : all) {
            if (!kind.test(clause)) {
                result.add(clause);
            } else if (!placed && now != null) {
                result.add(now);
                placed = true;
            }
        }
        if (!placed && now != null) {
            result.add(now);
        }
        return new Clauses(result);
    }

    /** The values that a field is asked to have. */
    public List<String> values(String field) {
        return all.stream()
                .filter(clause -> isOn(clause, field))
                .flatMap(clause -> ((Filter.Field) clause).values().stream())
                .distinct()
                .toList();
    }

    /** With one value of a field asked for besides the others of that field, or no longer. */
    public Clauses toggledValue(String field, String value) {
        List<String> values = toggled(values(field), value);
        return replacing(clause -> isOn(clause, field), values.isEmpty() ? null : new Filter.Field(field, values));
    }

    /** The VLMs that the router is asked to have chosen. */
    public List<String> choices() {
        return all.stream()
                .filter(Filter.Chosen.class::isInstance)
                .flatMap(clause -> ((Filter.Chosen) clause).vlms().stream())
                .distinct()
                .toList();
    }

    /** With one choice of the router asked for besides the others, or no longer. */
    public Clauses toggledChoice(String vlm) {
        List<String> vlms = toggled(choices(), vlm);
        return replacing(Filter.Chosen.class::isInstance, vlms.isEmpty() ? null : new Filter.Chosen(vlms));
    }

    private static boolean isOn(Filter clause, String field) {
        return clause instanceof Filter.Field own && own.name().equals(field);
    }

    private static List<String> toggled(List<String> values, String value) {
        List<String> result = new ArrayList<>(values);
        if (!result.remove(value)) {
            result.add(value);
        }
        return result;
    }
}
