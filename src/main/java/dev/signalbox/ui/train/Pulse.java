package dev.signalbox.ui.train;

import dev.signalbox.router.TrainingReport.Epoch;
import java.util.List;

/**
 * Where a run stands.
 *
 * @param began     the network is ready; before, questions and pictures are prepared
 * @param device    where it computes, empty before it began
 * @param epoch     the one under way, counted from 1; 0 before the first step
 * @param epochs    the most that were asked for
 * @param loss      of the last steps, smoothed; NaN before the first step
 * @param rate      learning rate of the last step
 * @param perSecond queries learnt from, judging of epochs included; NaN before the first step
 * @param left      seconds to the last step, should no epoch be saved by stopping early; NaN before the first step
 * @param done      finished epochs
 * @param curve     steps of this session
 */
record Pulse(
        boolean began,
        String device,
        int epoch,
        int epochs,
        int step,
        int steps,
        double loss,
        double rate,
        double perSecond,
        double left,
        List<Epoch> done,
        Steps curve) {
    /**
     * A point per step, or per some steps of a long run.
     *
     * @param x in epochs
     */
    @SuppressWarnings("ArrayRecordComponent") // thousands of numbers, handed over and not changed
    record Steps(double[] x, double[] loss, double[] smooth, double[] rate) {
        static final Steps NONE = new Steps(new double[0], new double[0], new double[0], new double[0]);
    }

    /** The best finished epoch, counted from 1, by the trainer's rule: highest validation EM, then lowest loss; else 0. */
    static int best(List<Epoch> epochs) {
        Epoch best = null;
        for (Epoch epoch : epochs) {
            if (best == null
                    || epoch.validationEm() > best.validationEm()
                    || (epoch.validationEm() == best.validationEm()
                            && epoch.validationLoss() < best.validationLoss())) {
                best = epoch;
            }
        }
        return best == null ? 0 : best.number();
    }
}
