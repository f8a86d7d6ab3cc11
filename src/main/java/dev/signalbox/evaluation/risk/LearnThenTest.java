package dev.signalbox.evaluation.risk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learn then Test (Angelopoulos, Bates, Candès, Jordan, Lei 2021): thresholds are tested one after the other, in an order
 * fixed before the labels are looked at, and the first one that is not rejected ends it (fixed-sequence testing). With a
 * probability of at least 1 - delta over the calibration queries, every threshold found has a risk of at most alpha. The risk
 * need not be monotone.
 */
public final class LearnThenTest {
    private LearnThenTest() {}

    /**
     * A threshold with what it did on the calibration queries that count for it.
     *
     * @param losses the sum of their losses, each 0..1; a whole number when each is 0 or 1
     */
    public record Trial(double tau, int queries, double losses) {
        /** The mean loss; 0 of no queries. */
        public double risk() {
            return queries == 0 ? 0 : losses / queries;
        }
    }

    /** A threshold that was tested. */
    public record Tested(Trial trial, double p) {}

    /**
     * What came of it.
     *
     * @param tested those up to the first that failed, that one included
     * @param valid  how many of the first ones hold
     */
    public record Outcome(List<Tested> tested, int valid) {
        public Outcome {
            tested = List.copyOf(tested);
        }

        /** The last threshold that holds: the boldest; null when none does. */
        public @Nullable Trial boldest() {
            return valid == 0 ? null : tested.get(valid - 1).trial();
        }
    }

    /** How likely losses this low are if the risk were over alpha. */
    public enum Test {
        /** Exact, for losses that are 0 or 1. */
        BINOMIAL,
        /** For any losses within 0..1. */
        HOEFFDING_BENTKUS;

        double p(Trial trial, double alpha) {
            return this == BINOMIAL
                    ? binomial(Math.round(trial.losses()), trial.queries(), alpha)
                    : hoeffdingBentkus(trial.risk(), trial.queries(), alpha);
        }
    }

    /**
     * Tests one trial after the other until one fails.
     *
     * @param safestFirst the order of testing, fixed without the labels
     * @param delta       the probability with which the promise may fail
     */
    public static Outcome fixedSequence(List<Trial> safestFirst, Test test, double alpha, double delta) {
        List<Tested> tested = new ArrayList<>();
        int valid = 0;
        for (Trial trial : safestFirst) {
            double p = test.p(trial, alpha);
            tested.add(new Tested(trial, p));
            if (p > delta) {
                break;
            }
            valid++;
        }
        return new Outcome(tested, valid);
    }

    /** The p-value of “the error rate is over alpha” after k errors among n. */
    public static double binomial(long k, long n, double alpha) {
        return Binomial.atMost(k, n, alpha);
    }

    /**
     * The p-value of Hoeffding and Bentkus for a mean of losses within 0..1 (equation 5 of Bates, Angelopoulos, Lei, Malik,
     * Jordan 2021).
     */
    public static double hoeffdingBentkus(double risk, long n, double alpha) {
        double hoeffding = Math.exp(-n * h(Math.min(risk, alpha), alpha));
        // A mean of whole losses times n may miss its whole number by a rounding.
        double bentkus = Math.E * Binomial.atMost((long) Math.ceil(n * risk - 1e-9), n, alpha);
        return Math.min(1, Math.min(hoeffding, bentkus));
    }

    private static double h(double a, double b) {
        return term(a, b) + term(1 - a, 1 - b);
    }

    private static double term(double a, double b) {
        return a == 0 ? 0 : a * Math.log(a / b);
    }

    /** The least n with which a test of alpha can succeed at all: without one error. */
    public static int needed(double alpha, double delta) {
        return (int) Math.ceil(Math.log(delta) / Math.log1p(-alpha) - 1e-9);
    }
}
