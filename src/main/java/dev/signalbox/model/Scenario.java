package dev.signalbox.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A saved setting of the cascade (ARMS, Algorithm 1).
 *
 * @param id      0 until it is stored
 * @param first   the first router's id
 * @param second  the second router's id, or null for one router alone
 * @param split   the split it was looked at on, or null for all queries
 * @param stages  its stages and thresholds as JSON where it is a cascade put together stage by stage; null for the two routers above
 * @param metrics what it gave when it was saved, as JSON, with router and data hashes
 */
public record Scenario(
        long id,
        long dataset,
        String name,
        long first,
        @Nullable Long second,
        double tau,
        @Nullable String split,
        @Nullable String stages,
        String metrics,
        Instant created) {
    /** A setting of one or two routers. */
    public Scenario(
            long id,
            long dataset,
            String name,
            long first,
            @Nullable Long second,
            double tau,
            @Nullable String split,
            String metrics,
            Instant created) {
        this(id, dataset, name, first, second, tau, split, null, metrics, created);
    }
}
