package dev.signalbox.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the append-only history. The newest event of a kind on one target is in force; a null {@code newValue}
 * clears the correction and restores what was imported.
 *
 * @param id       0 until it is stored
 * @param query    the query's ordinal
 * @param vlm      the VLM's id, or null when the event is about the query itself
 * @param oldValue what was in force before
 */
public record Event(
        long id,
        Instant at,
        String actor,
        Kind kind,
        long dataset,
        int query,
        @Nullable String vlm,
        @Nullable String oldValue,
        @Nullable String newValue,
        @Nullable String reason) {
    /** What an event changes. */
    public enum Kind {
        /** An output's label: {@code right} or {@code wrong}. */
        LABEL,
        /** A query's reference answer. */
        REFERENCE,
        /** A free note on a query. */
        NOTE,
        /** A query's place in the review queue, as {@link Review#text}. */
        REVIEW
    }
}
