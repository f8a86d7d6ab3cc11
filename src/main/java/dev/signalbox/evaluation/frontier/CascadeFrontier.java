package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Steps;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A cascade on the plane of cost and quality and over its deferral, at tau below every s1 (nothing is deferred) and at
 * every distinct s1.
 *
 * @param points   parameter is tau; the first is 0, or just below the lowest s1 when that is 0
 * @param deferral the same points over the share of deferred queries
 * @param oracle   the deferral in the best order there is
 * @param byCost   the places of those points whose cost is known, by ascending cost: labels do not change it
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record CascadeFrontier(Points points, DeferralCurve deferral, DeferralCurve oracle, int[] byCost) {
    /**
     * Of a replay's steps.
     *
     * @param outcomes of the same queries (in ascending order) and of all columns that the steps choose
     */
    public static CascadeFrontier of(Steps steps, Outcomes outcomes) {
        return of(steps, outcomes, null);
    }

    /** @param before of the same steps and costs under other labels, whose thresholds, costs and shares are taken over; or null */
    public static CascadeFrontier of(Steps steps, Outcomes outcomes, @Nullable CascadeFrontier before) {
        int n = steps.size();
        if (n != outcomes.size()) {
            throw new IllegalArgumentException(n + " steps, outcomes of " + outcomes.size() + " queries");
        }
        int[] place = new int[n];
        int[] stay = new int[n];
        byte[] weak = new byte[n];
        byte[] strong = new byte[n];
        int[] places = outcomes.places();
        int[] rows = outcomes.rows();
        for (int i = 0; i < n; i++) {
            place[i] = rows[steps.query()[i]];
            int from = places[steps.stay()[i]];
            stay[place[i]] = from;
            weak[place[i]] = outcomes.quality()[from][place[i]];
            strong[place[i]] = outcomes.quality()[places[steps.go()[i]]][place[i]];
        }
        DeferralCurve oracle = DeferralCurve.oracle(weak, strong);
        if (before != null) {
            double[] quality = qualities(steps, place, weak, strong, before.points.size());
            return new CascadeFrontier(
                    new Points(before.points.parameter(), before.points.cost(), quality),
                    new DeferralCurve(before.deferral.share(), quality, before.points.parameter()),
                    oracle,
                    before.byCost);
        }
        Running running = new Running(outcomes, stay, n + 1);
        double[] share = new double[n + 1];
        int size = 0;
        running.mark(n > 0 && steps.s1()[0] <= 0 ? -Double.MIN_VALUE : 0);
        size++;
        for (int i = 0; i < n && steps.s1()[i] < Float.POSITIVE_INFINITY; i++) {
            int from = places[steps.stay()[i]];
            int to = places[steps.go()[i]];
            if (from != to) {
                running.replace(place[i], from, to);
            }
            if (i + 1 == n || steps.s1()[i + 1] > steps.s1()[i]) {
                running.mark(steps.s1()[i]);
                share[size++] = (i + 1.0) / n;
            }
        }
        Points points = running.points();
        DeferralCurve curve = new DeferralCurve(Arrays.copyOf(share, size), points.quality(), points.parameter());
        return new CascadeFrontier(points, curve, oracle, points.byKnownCost());
    }

    /** EM alone, at the same places as the points. */
    private static double[] qualities(Steps steps, int[] place, byte[] weak, byte[] strong, int size) {
        double[] quality = new double[size];
        int judged = 0;
        int right = 0;
        for (byte label : weak) {
            judged += label >>> 31 ^ 1;
            right += label & ~(label >> 31);
        }
        quality[0] = judged == 0 ? Double.NaN : (double) right / judged;
        int at = 1;
        int n = steps.size();
        float[] s1 = steps.s1();
        for (int i = 0; i < n && s1[i] < Float.POSITIVE_INFINITY; i++) {
            int now = strong[place[i]];
            int before = weak[place[i]];
            judged += (before >>> 31) - (now >>> 31);
            right += (now & ~(now >> 31)) - (before & ~(before >> 31));
            if (i + 1 == n || s1[i + 1] > s1[i]) {
                quality[at++] = judged == 0 ? Double.NaN : (double) right / judged;
            }
        }
        return quality;
    }

    /** The points by ascending cost, as {@link Points#sorted}. */
    public Points sorted() {
        return points.sorted(byCost);
    }

    /** The place of the point that holds at a tau. */
    public int place(double tau) {
        double[] taus = points.parameter();
        int found = Arrays.binarySearch(taus, (float) tau);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }
}
