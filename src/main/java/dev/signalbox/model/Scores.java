package dev.signalbox.model;

/**
 * Confidences and gate weights of a {@link ScoreSet}, row-major by query ordinal.
 *
 * @param confidence [rows * K] in (0, 1): P(VLM answers this query right) as the router sees it
 * @param gate       [rows * gates], each row sums to 1; empty when the router has no gate
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never copied
public record Scores(ScoreSet set, float[] confidence, float[] gate) {
    public float confidence(int query, int column) {
        return confidence[query * set.vlms().size() + column];
    }

    public float gate(int query, int expert) {
        return gate[query * set.gates() + expert];
    }
}
