package dev.signalbox.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A query's place in the review queue, and why it came there.
 *
 * @param from the VLM that was chosen before, for {@link Cause#FLIP}
 * @param to   the VLM that is chosen now, for {@link Cause#FLIP}
 * @param rule the filter that let it through, for {@link Cause#FILTER}; else empty
 */
public record Review(
        State state,
        Cause cause,
        @Nullable String from,
        @Nullable String to,
        String rule) {
    private static final int PARTS = 5;

    /** What became of it. */
    public enum State {
        /** It waits. */
        OPEN,
        /** Left for later. */
        SKIPPED,
        /** Somebody has looked at it and is done. */
        DONE;

        /** As filters and the history write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why it was sent. */
    public enum Cause {
        /** Its chosen VLM changed between two settings. */
        FLIP,
        /** It was among the queries that a filter left. */
        FILTER,
        /** Its labels and answers contradict each other. */
        SUSPECT,
        /** A person chose it. */
        PERSON
    }

    public static Review ofFlip(String from, String to) {
        return new Review(State.OPEN, Cause.FLIP, from, to, "");
    }

    public static Review ofFilter(String rule) {
        return new Review(State.OPEN, Cause.FILTER, null, null, rule);
    }

    public static Review suspect() {
        return new Review(State.OPEN, Cause.SUSPECT, null, null, "");
    }

    public static Review ofPerson() {
        return new Review(State.OPEN, Cause.PERSON, null, null, "");
    }

    /** The same query in another state. */
    public Review in(State now) {
        return new Review(now, cause, from, to, rule);
    }

    /** As the history keeps it; {@link #parse} reads it back. */
    public String text() {
        return String.join(
                "\t",
                state.word(),
                cause.name().toLowerCase(Locale.ROOT),
                escaped(from == null ? "" : from),
                escaped(to == null ? "" : to),
                escaped(rule));
    }

    /** @throws IllegalArgumentException for a text that {@link #text} does not write */
    public static Review parse(String text) {
        String[] parts = text.split("\t", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("Not a review: " + text);
        }
        return new Review(
                State.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                Cause.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                parts[2].isEmpty() ? null : plain(parts[2]),
                parts[3].isEmpty() ? null : plain(parts[3]),
                plain(parts[4]));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t");
    }

    private static String plain(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                result.append(text.charAt(i) == 't' ? '\t' : text.charAt(i));
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }
}
