package dev.signalbox.importing;

import dev.signalbox.importing.Problem.Severity;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Collects problems: the first of each kind word by word, the rest as a count, so that a million cost no more than twenty. */
final class Problems {
    /** Problems kept word by word. */
    static final int KEPT = 200;

    /** Problems kept word by word of one kind. */
    static final int KEPT_PER_KIND = 20;

    /** Of remarks, fewer examples say as much. */
    static final int INFOS_PER_KIND = 5;

    private static final class Kind {
        private final List<Problem> kept = new ArrayList<>();
        private int count;
    }

    private final Map<Severity, Map<String, Kind>> kinds = new EnumMap<>(Severity.class);

    /** The kind is the last part of a text key {@code import.problem.KIND}; texts among the arguments are shortened. */
    void error(Place place, String kind, Object... args) {
        add(Severity.ERROR, place::toString, kind, args);
    }

    void warning(Place place, String kind, Object... args) {
        add(Severity.WARNING, place::toString, kind, args);
    }

    void info(Place place, String kind, Object... args) {
        add(Severity.INFO, place::toString, kind, args);
    }

    private void add(Severity severity, Supplier<String> where, String kind, Object... args) {
        Kind bucket =
                kinds.computeIfAbsent(severity, key -> new LinkedHashMap<>()).computeIfAbsent(kind, key -> new Kind());
        bucket.count++;
        if (bucket.kept.size() < (severity == Severity.INFO ? INFOS_PER_KIND : KEPT_PER_KIND)) {
            Object[] shown = Arrays.stream(args)
                    .map(arg -> arg instanceof String text ? Texts.shorten(text) : arg)
                    .toArray();
            bucket.kept.add(new Problem(severity, where.get(), Messages.text("import.problem." + kind, shown)));
        }
    }

    boolean hasErrors() {
        return kinds.containsKey(Severity.ERROR);
    }

    int count(String kind) {
        return kinds.values().stream()
                .mapToInt(map -> map.containsKey(kind) ? map.get(kind).count : 0)
                .sum();
    }

    /** Errors first, kinds together, each kind closed by the count of those left out. */
    List<Problem> list() {
        List<Problem> all = new ArrayList<>();
        int room = KEPT;
        for (Map.Entry<Severity, Map<String, Kind>> entry : kinds.entrySet()) {
            for (Kind kind : entry.getValue().values()) {
                // One of a kind is always told, however many kinds there are.
                int shown = Math.max(1, Math.min(room, kind.kept.size()));
                all.addAll(kind.kept.subList(0, shown));
                room -= shown;
                if (kind.count > shown) {
                    all.add(new Problem(
                            entry.getKey(), "", Messages.text("import.problem.more", kind.count - shown, kind.count)));
                }
            }
        }
        return all;
    }
}
