package dev.signalbox.evaluation.risk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Conformal risk control (Angelopoulos, Bates, Fisch, Lei, Schuster 2024, Theorem 1) of a threshold over which a choice is
 * kept: the loss of query i at tau is {@code s_i > tau ? loss_i : 0}, which can only fall as tau rises. The lowest tau with
 * {@code n/(n+1) R(tau) + 1/(n+1) <= alpha} has an expected loss of at most alpha on a further query that is exchangeable
 * with the n.
 */
public final class ConformalRisk {
    private ConformalRisk() {}

    /**
     * A query to calibrate with.
     *
     * @param score the confidence s, 0..1
     * @param loss  what keeping its choice loses, 0..1
     */
    public record Case(double score, double loss) {
        public Case {
            if (!(loss >= 0 && loss <= 1) || Double.isNaN(score)) {
                throw new IllegalArgumentException("A loss of " + loss + " at a score of " + score);
            }
        }
    }

    /**
     * What came of it.
     *
     * @param possible false when no threshold can keep to alpha with so few queries
     * @param tau      the lowest threshold that keeps to it; 1 when none does
     * @param risk     the mean loss of the n queries at tau
     * @param kept     the share of them that is kept at tau
     * @param queries  n
     * @param needed   how many queries alpha needs before any threshold can keep to it
     */
    public record Outcome(boolean possible, double tau, double risk, double kept, int queries, int needed) {}

    /**
     * The exact infimum: the mean loss only changes at scores, so these and 0 are all there is to look at.
     *
     * @param alpha the bound on the expected loss, over 0
     */
    public static Outcome control(List<Case> cases, double alpha) {
        if (!(alpha > 0 && alpha <= 1)) {
            throw new IllegalArgumentException("A bound of " + alpha);
        }
        int n = cases.size();
        int needed = needed(alpha);
        if (n < needed) {
            return new Outcome(false, 1, 0, 0, n, needed);
        }
        List<Case> falling = new ArrayList<>(cases);
        falling.sort(Comparator.comparingDouble(Case::score).reversed());
        double lost = 0;
        int kept = 0;
        while (kept < n) {
            // With tau at this score, everything before it is kept; below it, its equals are as well.
            double score = falling.get(kept).score();
            double more = 0;
            int next = kept;
            while (next < n && falling.get(next).score() == score) {
                more += falling.get(next++).loss();
            }
            if (!keeps(lost + more, n, alpha)) {
                return new Outcome(true, score, lost / n, (double) kept / n, n, needed);
            }
            lost += more;
            kept = next;
        }
        return new Outcome(true, 0, lost / n, 1, n, needed);
    }

    /** The least n that any threshold can keep to alpha with: 1/(n+1) &lt;= alpha. */
    public static int needed(double alpha) {
        int n = (int) Math.max(0, Math.floor(1 / alpha) - 2);
        while (1.0 / (n + 1) > alpha) {
            n++;
        }
        return n;
    }

    private static boolean keeps(double lost, int n, double alpha) {
        // As (lost + 1) / (n + 1): one rounding instead of three, so that a bound that is met exactly is met.
        return (lost + 1) / (n + 1) <= alpha;
    }
}
