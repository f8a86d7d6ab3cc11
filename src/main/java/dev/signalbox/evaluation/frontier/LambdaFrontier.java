package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.RadixOrder;
import java.util.Arrays;

/**
 * All that a {@link UtilityPolicy} can give: every lambda from 0 on at which the choice of some query changes, and what
 * holds from there to the next. A query's utilities are lines over lambda, so its choices are their upper envelope; the
 * corners of all envelopes in one order are the frontier. O(n K E + B log B) for envelopes of E corners and B corners in
 * all.
 *
 * @param points parameter is lambda, ascending from 0; point i holds for lambda[i] &lt;= lambda &lt; lambda[i + 1], in a
 *               corner itself the cheaper VLM is taken. The second point may be {@link Double#MIN_VALUE}: there the ties of
 *               lambda 0 end, whatever the rule for them.
 * @param changes how often the choice of a query changes, over all of them
 */
public record LambdaFrontier(Points points, int changes) {
    /** Corners and utilities closer than this, relative to a lambda over 1, are the same. */
    static final double ROUNDING = 1e-12;

    public static LambdaFrontier of(UtilityPolicy policy) {
        return Corners.of(policy).frontier(policy.outcomes());
    }

    /** The place of the point that holds at a lambda of 0 or more. */
    public int place(double lambda) {
        double reached = lambda == 0 ? 0 : lambda + ROUNDING * Math.max(1, lambda);
        int found = Arrays.binarySearch(points.parameter(), reached);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }

    public OperatingPoint at(double lambda) {
        return points.get(place(lambda));
    }

    /**
     * All corners in their order: what of a frontier does not depend on labels, so that a changed label only counts
     * anew.
     *
     * @param start  [n] the choices at lambda 0
     * @param lambda ascending, one per corner
     * @param query  whose choice changes there
     * @param from   from which place
     * @param to     to which place
     */
    @SuppressWarnings("ArrayRecordComponent") // hundreds of thousands of numbers, handed over and not changed
    public record Corners(int[] start, double[] lambda, int[] query, int[] from, int[] to) {
        public static Corners of(UtilityPolicy policy) {
            return new Envelopes(policy).sorted();
        }

        /**
         * EM anew, everything else as it was.
         *
         * @param outcomes of the same queries, pool and costs as the policy's, under any labels
         * @param before   of these corners, under other labels
         */
        public LambdaFrontier frontier(Outcomes outcomes, LambdaFrontier before) {
            double[] quality = new double[before.points.size()];
            int judged = 0;
            int right = 0;
            for (int i = 0; i < start.length; i++) {
                int label = start[i] < 0 ? -1 : outcomes.quality()[start[i]][i];
                judged += label >>> 31 ^ 1;
                right += label & ~(label >> 31);
            }
            int size = 0;
            double at = 0;
            for (int i = 0; i < lambda.length; i++) {
                if (lambda[i] > at) {
                    quality[size++] = judged == 0 ? Double.NaN : (double) right / judged;
                    at = lambda[i];
                }
                int old = from[i] < 0 ? -1 : outcomes.quality()[from[i]][query[i]];
                int now = outcomes.quality()[to[i]][query[i]];
                judged += (old >>> 31) - (now >>> 31);
                right += (now & ~(now >> 31)) - (old & ~(old >> 31));
            }
            quality[size] = judged == 0 ? Double.NaN : (double) right / judged;
            return new LambdaFrontier(
                    new Points(before.points.parameter(), before.points.cost(), quality), lambda.length);
        }

        /** @param outcomes of the same queries, pool and costs as the policy's, under any labels */
        public LambdaFrontier frontier(Outcomes outcomes) {
            Running running = new Running(outcomes, start, lambda.length + 1);
            double at = 0;
            for (int i = 0; i < lambda.length; i++) {
                if (lambda[i] > at) {
                    running.mark(at);
                    at = lambda[i];
                }
                running.replace(query[i], from[i], to[i]);
            }
            running.mark(at);
            return new LambdaFrontier(running.points(), lambda.length);
        }
    }

    /** Collects the corners of every query's envelope. */
    private static final class Envelopes {
        private final UtilityPolicy policy;
        private final int width;
        private final double[] s;
        private final double[] c;
        private final int[] open;
        private double[] lambda;
        private int[] query;
        private int[] from;
        private int[] to;
        private int size;

        Envelopes(UtilityPolicy policy) {
            this.policy = policy;
            width = policy.outcomes().width();
            s = new double[width];
            c = new double[width];
            open = new int[width];
            int guess = Math.max(16, policy.outcomes().size() * 4);
            lambda = new double[guess];
            query = new int[guess];
            from = new int[guess];
            to = new int[guess];
            for (int i = 0; i < policy.outcomes().size(); i++) {
                envelope(i);
            }
        }

        private void envelope(int i) {
            int n = 0;
            int best = -1;
            for (int k = 0; k < width; k++) {
                if (!policy.open(k, i)) {
                    continue;
                }
                open[n] = k;
                s[n] = policy.score(k, i);
                c[n] = policy.cost(k, i);
                if (best < 0 || s[n] > s[best] || s[n] == s[best] && c[n] < c[best]) {
                    best = n;
                }
                n++;
            }
            if (best < 0) {
                return;
            }
            int atZero = policy.choice(i, 0);
            if (atZero != open[best]) {
                add(Double.MIN_VALUE, i, atZero, open[best]);
            }
            double before = 0;
            while (true) {
                int next = -1;
                double first = Double.POSITIVE_INFINITY;
                for (int k = 0; k < n; k++) {
                    if (c[k] < c[best]) {
                        double crossing = (s[best] - s[k]) / (c[best] - c[k]);
                        if (next < 0 || crossing < first || crossing == first && c[k] < c[next]) {
                            next = k;
                            first = crossing;
                        }
                    }
                }
                if (next < 0) {
                    return;
                }
                before = Math.max(before, first); // rounding could let a later corner come first
                add(before, i, open[best], open[next]);
                best = next;
            }
        }

        private void add(double at, int i, int old, int now) {
            if (size == lambda.length) {
                int larger = size * 2;
                lambda = Arrays.copyOf(lambda, larger);
                query = Arrays.copyOf(query, larger);
                from = Arrays.copyOf(from, larger);
                to = Arrays.copyOf(to, larger);
            }
            lambda[size] = at;
            query[size] = i;
            from[size] = old;
            to[size++] = now;
        }

        Corners sorted() {
            int[] order = RadixOrder.ascending(lambda, size);
            Corners result =
                    new Corners(policy.choices(0), new double[size], new int[size], new int[size], new int[size]);
            for (int i = 0; i < size; i++) {
                result.lambda[i] = lambda[order[i]];
                result.query[i] = query[order[i]];
                result.from[i] = from[order[i]];
                result.to[i] = to[order[i]];
            }
            return result;
        }
    }
}
