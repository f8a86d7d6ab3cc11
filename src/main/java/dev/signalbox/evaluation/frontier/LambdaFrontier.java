package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.OutcomeChange;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.RadixOrder;
import java.util.Arrays;
import java.util.List;

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
 * @param byCost  the points by cost
 * @param rates   of the points
 */
public record LambdaFrontier(Points points, int changes, ByCost byCost, Rates rates) {
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
         * Under changed labels: EM anew, everything else as it was.
         *
         * @param before of these corners
         */
        public LambdaFrontier updated(LambdaFrontier before, List<OutcomeChange> changes) {
            double[] at = before.points.parameter();
            Rates rates = before.rates.upTo(at.length);
            for (OutcomeChange change : changes) {
                int since =
                        start[change.row()] == change.place() ? 0 : -1; // the first point at which the VLM is chosen
                for (int i = 0; i < lambda.length; i++) {
                    if (query[i] != change.row()) {
                        continue;
                    }
                    int here = Arrays.binarySearch(at, lambda[i]);
                    if (since >= 0) {
                        rates.change(since, here, change.label());
                    }
                    since = to[i] == change.place() ? here : -1;
                }
                if (since >= 0) {
                    rates.change(since, at.length, change.label());
                }
            }
            Points points = new Points(at, before.points.cost(), rates.quality());
            return new LambdaFrontier(points, lambda.length, before.byCost.with(points), rates);
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
            Points points = running.points();
            return new LambdaFrontier(points, lambda.length, points.byCost(), running.rates());
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
