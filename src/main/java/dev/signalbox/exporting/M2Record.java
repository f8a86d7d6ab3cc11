package dev.signalbox.exporting;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.Fields;
import dev.signalbox.model.Output;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One record of an M2 long table, as every writer of it sees it. */
record M2Record(
        ExportSource.Row row,
        ExportSource.@Nullable Answer answer,
        @Nullable Vlm vlm,
        boolean simulated) {
    Query query() {
        return row.query();
    }

    @Nullable
    Output output() {
        return answer == null ? null : answer.output();
    }

    Correctness label() {
        return answer == null ? Correctness.UNKNOWN : answer.label();
    }

    /** The label as imported, when a correction hides it. */
    @Nullable
    Correctness importedLabel() {
        return answer == null || answer.label() == answer.output().label()
                ? null
                : answer.output().label();
    }

    boolean referenceCorrected() {
        return !Objects.equals(row.reference(), query().reference());
    }

    boolean corrected() {
        return importedLabel() != null || referenceCorrected();
    }

    @Nullable
    String pool() {
        return vlm == null ? null : vlm.pool().name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    String field(String name) {
        return query().fields().get(name);
    }

    /** The dataset's own fields beside the standard ones, sorted. */
    Map<String, String> otherFields() {
        Map<String, String> others = new TreeMap<>(query().fields());
        others.keySet().removeAll(Fields.STANDARD);
        return others;
    }

    /** As M2 writes labels: true, false, or null for unknown. */
    static @Nullable Boolean value(Correctness label) {
        return switch (label) {
            case RIGHT -> Boolean.TRUE;
            case WRONG -> Boolean.FALSE;
            case UNKNOWN -> null;
        };
    }
}
