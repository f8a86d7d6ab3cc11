package dev.signalbox.model;

import java.time.Instant;
import java.util.List;

/**
 * A router's stored scores on a dataset: what they are, not the numbers themselves.
 *
 * @param vlms     the scored VLMs' ids in column order
 * @param gates    number of gate weights per query (4 for ARMS, 0 for routers without a gate)
 * @param rows     rows scored so far
 * @param total    rows to score; the set is complete when {@code rows == total}
 * @param dataHash {@link Dataset#dataHash()} at the time of scoring
 */
public record ScoreSet(
        long id,
        long dataset,
        long router,
        List<String> vlms,
        int gates,
        int rows,
        int total,
        String routerHash,
        String dataHash,
        Instant created) {
    public ScoreSet {
        vlms = List.copyOf(vlms);
    }

    public boolean complete() {
        return rows == total;
    }
}
