package dev.signalbox.importing;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.Fields;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills a row from named values, wherever they were read from, and tells which values make no sense. */
final class M2Values {
    /** Longer values are texts, not fields to group by. */
    private static final int MAX_FIELD = 64;

    private static final int MAX_FIELDS = 40;

    /** Names remembered; a file may name others in every record. */
    private static final int MAX_COLUMNS = 1_000;

    private static final int ABSENT = Integer.MAX_VALUE;

    /** A column's meaning, its name as a field, and where its rank is kept while a row is read. */
    private record Column(M2Field.@Nullable Alias alias, String name, int slot) {}

    private final Problems problems;
    private final Row row = new Row();
    private final Map<String, Column> columns = new HashMap<>();
    private final Map<M2Field, Integer> slots = new EnumMap<>(M2Field.class);
    private final int[] ranks = new int[M2Field.values().length];
    private Place place = Place.NOWHERE;
    private boolean good;

    M2Values(Problems problems) {
        this.problems = problems;
    }

    void begin(Place where) {
        row.clear();
        Arrays.fill(ranks, ABSENT);
        place = where;
        good = true;
    }

    /** The finished row, or null when an error was told about it. */
    @Nullable
    Row end() {
        if (good && row.vlm == null && (row.text != null || row.labelled)) {
            bad("novlm");
        }
        if (good && row.key == null && row.question == null) {
            bad("nokey");
        }
        if (good && row.vlm != null && row.text == null) {
            problems.info(place, "notext", row.vlm);
        }
        return good ? row : null;
    }

    /** True when the column's value will be looked at. */
    boolean wants(String name) {
        Column column = column(name);
        return column.alias == null || column.alias.field() != M2Field.IGNORED;
    }

    /** Takes one value; a null value is an absent one. */
    void put(String name, @Nullable String value) {
        Column column = column(name);
        if (value == null) {
            return;
        }
        String text = Texts.encodable(value);
        if (column.alias == null) {
            extra(column.name, text);
        } else if (outranks(column, column.alias)) {
            assign(column.alias.field(), text);
        }
    }

    /** Takes a list: pictures stay a list, a list of answers becomes one text. */
    void put(String name, List<String> values) {
        Column column = column(name);
        if (column.alias == null || !outranks(column, column.alias)) {
            return;
        }
        switch (column.alias.field()) {
            case PICTURES -> row.pictures.addAll(values);
            case REFERENCE -> row.reference = Texts.encodable(String.join(" | ", values));
            case OUTPUT -> {
                problems.info(place, "output.list");
                row.text = Texts.encodable(String.join("\n", values));
            }
            default -> bad("list", name);
        }
    }

    /** Tells that a column that must hold a value holds an object. */
    void object(String name) {
        M2Field.Alias alias = column(name).alias;
        if (alias != null && alias.field() != M2Field.IGNORED) {
            bad("object", name);
        }
    }

    private Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            M2Field.Alias alias = M2Field.of(name);
            int slot = alias == null ? 0 : slots.computeIfAbsent(alias.field(), field -> slots.size());
            column = new Column(alias, M2Field.normal(name), slot);
            if (columns.size() < MAX_COLUMNS) {
                columns.put(name, column);
            }
        }
        return column;
    }

    private boolean outranks(Column column, M2Field.Alias alias) {
        int rank = ranks[column.slot];
        if (alias.rank() >= rank) {
            return false;
        }
        ranks[column.slot] = alias.rank();
        if (rank != ABSENT && alias.field() == M2Field.PICTURES) {
            row.pictures.clear();
        }
        return true;
    }

    private void extra(String name, String value) {
        if (value.length() <= MAX_FIELD && !value.isBlank() && !name.isEmpty() && row.fields.size() < MAX_FIELDS) {
            row.fields.put(name, value);
        }
    }

    private void assign(M2Field field, String value) {
        switch (field) {
            case KEY -> row.key = value.isBlank() ? null : value;
            case QUESTION -> row.question = value;
            case REFERENCE -> row.reference = value;
            case VLM -> row.vlm = value.isBlank() ? null : value.strip();
            case OUTPUT -> row.text = value;
            case PICTURES -> {
                if (!value.isBlank()) {
                    row.pictures.add(value);
                }
            }
            case LABEL -> label(value);
            case COST -> row.cost = number(field, value);
            case LATENCY -> row.latency = number(field, value);
            case INPUT_TOKENS -> row.inputTokens = tokens(field, value);
            case OUTPUT_TOKENS -> row.outputTokens = tokens(field, value);
            case POOL -> row.pool = value;
            case SIMULATED -> row.simulated = value.equalsIgnoreCase("true") || value.equals("1");
            case BENCHMARK -> standard(Fields.BENCHMARK, value);
            case DOMAIN -> standard(Fields.DOMAIN, value);
            case SPLIT -> standard(Fields.SPLIT, value);
            case LANGUAGE -> standard(Fields.LANGUAGE, value);
            case TASK -> standard(Fields.TASK, value);
            case IGNORED -> {}
        }
    }

    private void standard(String name, String value) {
        if (!value.isBlank()) {
            row.fields.put(name, value);
        }
    }

    private void label(String value) {
        switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "1.0", "right" -> labelled(Correctness.RIGHT);
            case "false", "0", "0.0", "wrong" -> labelled(Correctness.WRONG);
            case "", "null", "none", "unknown" -> {}
            case "nan" -> bad("label.nan");
            default -> bad("label.value", value);
        }
    }

    private void labelled(Correctness label) {
        row.label = label;
        row.labelled = true;
    }

    private double number(M2Field field, String value) {
        String text = value.strip();
        if (text.isEmpty() || text.equalsIgnoreCase("nan") || text.equalsIgnoreCase("null")) {
            return Double.NaN;
        }
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && number < Double.POSITIVE_INFINITY) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below like every other value that is no amount.
        }
        problems.warning(place, "number", field.column(), value);
        return Double.NaN;
    }

    private int tokens(M2Field field, String value) {
        double number = number(field, value);
        if (Double.isNaN(number) || number > Integer.MAX_VALUE) {
            return -1;
        }
        return (int) Math.round(number);
    }

    private void bad(String kind, Object... args) {
        problems.error(place, kind, args);
        good = false;
    }
}
