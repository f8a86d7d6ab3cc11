package dev.signalbox.evaluation;

import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Scores;
import dev.signalbox.text.UserFacingException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The cascade of two routers (ARMS, Algorithm 1): let s1 be the first router's highest confidence over its pool. If
 * s1 &gt; tau, its choice is taken. Otherwise the second router is asked; its choice is taken if its confidence
 * s2 &gt; s1, else the first router's. One router alone plays both parts: first over the free pool, then over the paid one.
 *
 * @param firstPool  the first router's columns of the dataset, at least one
 * @param secondPool the second router's columns, none of them in the first pool; may be empty
 * @param own        by column, a threshold of 0 to 1 that takes tau's place where the first router's choice is that VLM
 */
@SuppressWarnings("ArrayRecordComponent") // a description that is read, never compared
public record Cascade(
        Scores first, int[] firstPool, Scores second, int[] secondPool, Ties ties, Map<Integer, Double> own) {
    public Cascade {
        own = Map.copyOf(own);
        if (own.values().stream().anyMatch(tau -> !(tau >= 0 && tau <= 1))) {
            throw new IllegalArgumentException("Thresholds are from 0 to 1, not " + own);
        }
        if (firstPool.length == 0) {
            throw new UserFacingException("evaluation.pool");
        }
        Set<Integer> seen = new HashSet<>();
        for (int column : IntStream.concat(Arrays.stream(firstPool), Arrays.stream(secondPool))
                .toArray()) {
            if (!seen.add(column)) {
                throw new IllegalArgumentException("Column " + column + " is in the cascade twice");
            }
        }
    }

    /** With one threshold for all VLMs. */
    public Cascade(Scores first, int[] firstPool, Scores second, int[] secondPool, Ties ties) {
        this(first, firstPool, second, secondPool, ties, Map.of());
    }

    /** The columns of both pools, ascending. */
    public int[] pool() {
        return IntStream.concat(Arrays.stream(firstPool), Arrays.stream(secondPool))
                .sorted()
                .toArray();
    }

    /** The same with other thresholds of single VLMs; those of VLMs that are not in the first pool mean nothing. */
    public Cascade with(Map<Integer, Double> thresholds) {
        return new Cascade(first, firstPool, second, secondPool, ties, thresholds);
    }

    /**
     * The confidence that tau is compared with. Where the chosen VLM has a threshold of its own, every tau decides as that
     * one does: the answer is 0, which any tau defers, or infinite, which none does.
     *
     * @param column that the first router chose
     * @param s1     its confidence in it
     */
    public float against(int column, float s1) {
        Double limit = own.isEmpty() ? null : own.get(column);
        return limit == null ? s1 : s1 > limit.floatValue() ? Float.POSITIVE_INFINITY : 0;
    }

    /**
     * One router over the VLMs that it scored, split by {@link Pool}: free ones first, paid ones when deferred. When
     * one of the two is empty, everything is the first pool and tau changes nothing but the deferral.
     */
    public static Cascade of(DatasetTable table, Scores router, Ties ties) {
        int[] free = columns(table, router, Pool.FREE);
        int[] paid = columns(table, router, Pool.PAID);
        return free.length == 0
                ? new Cascade(router, paid, router, free, ties)
                : new Cascade(router, free, router, paid, ties);
    }

    /** Two routers: the first over the free VLMs that it scored, the second over the paid ones that it scored. */
    public static Cascade of(DatasetTable table, Scores first, Scores second, Ties ties) {
        return new Cascade(first, columns(table, first, Pool.FREE), second, columns(table, second, Pool.PAID), ties);
    }

    private static int[] columns(DatasetTable table, Scores scores, Pool pool) {
        return IntStream.range(0, table.width())
                .filter(k -> table.dataset().vlms().get(k).pool() == pool)
                .filter(k -> scores.set()
                        .vlms()
                        .contains(table.dataset().vlms().get(k).id()))
                .toArray();
    }
}
