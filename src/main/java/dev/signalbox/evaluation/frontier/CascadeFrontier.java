package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.OutcomeChange;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Steps;
import java.util.Arrays;
import java.util.List;

/**
 * A cascade on the plane of cost and quality and over its deferral, at tau below every s1 (nothing is deferred) and at
 * every distinct s1.
 *
 * @param points   parameter is tau; the first is 0, or just below the lowest s1 when that is 0
 * @param deferral the same points over the share of deferred queries
 * @param oracle   the deferral in the best order there is
 * @param byCost   the points by cost
 * @param rates    of the points
 * @param ends     the labels that the oracle's order is of
 */
public record CascadeFrontier(
        Points points, DeferralCurve deferral, DeferralCurve oracle, ByCost byCost, Rates rates, Ends ends) {
    /**
     * Labels by row, -1 unknown.
     *
     * @param weak   of what is chosen when nothing is deferred
     * @param strong when everything is
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Ends(byte[] weak, byte[] strong) {}

    /**
     * Of a replay's steps.
     *
     * @param outcomes of the same queries (in ascending order) and of all columns that the steps choose
     */
    public static CascadeFrontier of(Steps steps, Outcomes outcomes) {
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
        return new CascadeFrontier(
                points,
                new DeferralCurve(Arrays.copyOf(share, size), points.quality(), points.parameter()),
                DeferralCurve.oracle(weak, strong),
                points.byCost(),
                running.rates(),
                new Ends(weak, strong));
    }

    /**
     * Under changed labels, as if made anew: thresholds, costs and shares stay.
     *
     * @param steps those it was made of
     */
    public CascadeFrontier updated(Steps steps, Outcomes outcomes, List<OutcomeChange> changes) {
        double[] taus = points.parameter();
        Rates now = rates.upTo(taus.length);
        byte[] weak = ends.weak.clone();
        byte[] strong = ends.strong.clone();
        for (OutcomeChange change : changes) {
            int step = steps.of(outcomes.query()[change.row()]);
            int column = outcomes.column()[change.place()];
            float s1 = steps.s1()[step];
            int deferred = s1 < Float.POSITIVE_INFINITY ? Arrays.binarySearch(taus, s1) : taus.length;
            boolean stays = column == steps.stay()[step];
            boolean goes = column == steps.go()[step];
            now.change(stays ? 0 : deferred, goes ? taus.length : deferred, change.label());
            weak[change.row()] = stays ? change.label().after() : weak[change.row()];
            strong[change.row()] = goes ? change.label().after() : strong[change.row()];
        }
        double[] quality = now.quality();
        Points after = new Points(taus, points.cost(), quality);
        return new CascadeFrontier(
                after,
                new DeferralCurve(deferral.share(), quality, taus),
                DeferralCurve.oracle(weak, strong, oracle),
                byCost.with(after),
                now,
                new Ends(weak, strong));
    }

    /** The place of the point that holds at a tau. */
    public int place(double tau) {
        double[] taus = points.parameter();
        int found = Arrays.binarySearch(taus, (float) tau);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }
}
