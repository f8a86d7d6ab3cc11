package dev.signalbox.router;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cascade of two routers over two pools (ARMS, Algorithm 1), and the argmax that breaks ties by cost. */
public final class Cascade {
    /** Which line of Algorithm 1 decided. */
    public enum Branch {
        /** The first pool's best confidence is above the threshold, or there is no second router. */
        FIRST,
        /** The second pool's best is better. */
        SECOND,
        /** The second router was asked, and the first pool's best stands. */
        FIRST_AFTER_BOTH
    }

    /**
     * Confidences of one router on one query.
     *
     * @param vlms       ids, in column order
     * @param confidence one per VLM, in (0, 1); NaN for a VLM that may not be chosen
     * @param raw        scores before the clip, which tell apart VLMs whose confidences meet at the clip; or null
     * @param cost       US dollars per sample, NaN unknown; or null
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never kept
    public record Candidates(List<String> vlms, float[] confidence, float @Nullable [] raw, double @Nullable [] cost) {
        public Candidates {
            vlms = List.copyOf(vlms);
            if (vlms.isEmpty() || confidence.length != vlms.size()) {
                throw new IllegalArgumentException("One confidence per VLM and at least one VLM");
            }
        }

        public Candidates(List<String> vlms, float[] confidence) {
            this(vlms, confidence, null, null);
        }

        /** The column to choose: higher confidence, then higher raw score, then lower cost, then lower column. */
        public int best() {
            int best = -1;
            for (int k = 0; k < confidence.length; k++) {
                if (!Float.isNaN(confidence[k]) && (best < 0 || better(k, best))) {
                    best = k;
                }
            }
            if (best < 0) {
                throw new IllegalArgumentException("No VLM may be chosen");
            }
            return best;
        }

        private boolean better(int k, int than) {
            if (confidence[k] != confidence[than]) {
                return confidence[k] > confidence[than];
            }
            if (raw != null && raw[k] != raw[than]) {
                return raw[k] > raw[than];
            }
            // A known price beats an unknown one: comparing with NaN is false, which keeps the lower column.
            return cost != null && (cost[k] < cost[than] || (Double.isNaN(cost[than]) && !Double.isNaN(cost[k])));
        }
    }

    /**
     * A routing decision.
     *
     * @param vlm              the chosen VLM's id
     * @param column           its column in the pool that it comes from
     * @param confidence       its confidence
     * @param margin           best confidence of the first pool minus tau: above zero exactly when FIRST was by threshold
     * @param routersEvaluated 1 or 2
     */
    public record Decision(
            String vlm, int column, Branch branch, double confidence, double margin, int routersEvaluated) {}

    private Cascade() {}

    /**
     * Chooses. The comparison with tau is strict; a tie between the pools keeps the first one.
     *
     * @param second asked only when the first pool's best is not above tau; null when there is one router
     * @param tau    threshold on the first pool's best confidence, any number
     */
    public static Decision decide(Candidates first, @Nullable Supplier<Candidates> second, double tau) {
        if (Double.isNaN(tau)) {
            throw new IllegalArgumentException("The threshold is a number");
        }
        int one = first.best();
        float s1 = first.confidence()[one];
        // Confidences are floats: a threshold of 0.62 and a confidence of 0.62 are equal only as floats.
        double margin = (double) s1 - (float) tau;
        if (second == null || margin > 0) {
            return new Decision(first.vlms().get(one), one, Branch.FIRST, s1, margin, 1);
        }
        Candidates other = second.get();
        int two = other.best();
        float s2 = other.confidence()[two];
        return s2 > s1
                ? new Decision(other.vlms().get(two), two, Branch.SECOND, s2, margin, 2)
                : new Decision(first.vlms().get(one), one, Branch.FIRST_AFTER_BOTH, s1, margin, 2);
    }
}
