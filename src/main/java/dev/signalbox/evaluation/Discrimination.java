package dev.signalbox.evaluation;

import java.util.Arrays;

/**
 * How well confidences tell right pairs from wrong ones: the ROC and precision-recall curves over every distinct
 * confidence, from the strictest threshold to the loosest.
 *
 * @param threshold        [m] descending; a pair is predicted right when its confidence is at least this. The first is
 *                         infinite: nothing is predicted right
 * @param falsePositive    [m] share of the wrong pairs predicted right, ascending
 * @param recall           [m] share of the right pairs predicted right, ascending
 * @param precision        [m] share of right pairs among those predicted right; the first is that of the second
 * @param auroc            the area under the ROC curve, which is the mid-rank statistic; NaN with pairs of one class only
 * @param averagePrecision the sum over thresholds of (R_k - R_{k-1}) P_k; NaN without right pairs
 */
@SuppressWarnings("ArrayRecordComponent") // columns for a plot, never compared
public record Discrimination(
        double[] threshold,
        double[] falsePositive,
        double[] recall,
        double[] precision,
        double auroc,
        double averagePrecision) {
    public static Discrimination of(CalibrationPairs pairs) {
        int n = pairs.size();
        int[] order = pairs.ascending();
        double[] threshold = new double[n + 1];
        long[] rights = new long[n + 1];
        long[] wrongs = new long[n + 1];
        threshold[0] = Double.POSITIVE_INFINITY;
        int m = 1;
        for (int at = n - 1; at >= 0; at--) {
            double p = pairs.p()[order[at]];
            if (p != threshold[m - 1]) {
                threshold[m] = p;
                rights[m] = rights[m - 1];
                wrongs[m] = wrongs[m - 1];
                m++;
            }
            rights[m - 1] += pairs.y()[order[at]];
            wrongs[m - 1] += 1 - pairs.y()[order[at]];
        }
        return of(Arrays.copyOf(threshold, m), rights, wrongs);
    }

    private static Discrimination of(double[] threshold, long[] rights, long[] wrongs) {
        int m = threshold.length;
        double right = rights[m - 1];
        double wrong = wrongs[m - 1];
        double[] falsePositive = new double[m];
        double[] recall = new double[m];
        double[] precision = new double[m];
        double twice = 0; // pairs of a right and a wrong one in order, equal ones by half, doubled to stay whole
        double average = 0;
        for (int i = 0; i < m; i++) {
            falsePositive[i] = wrongs[i] / wrong;
            recall[i] = rights[i] / right;
            precision[i] = (double) rights[i] / (rights[i] + wrongs[i]);
            if (i > 0) {
                twice += (double) (wrongs[i] - wrongs[i - 1]) * (rights[i] + rights[i - 1]);
                average += (recall[i] - recall[i - 1]) * precision[i];
            }
        }
        precision[0] = m > 1 ? precision[1] : Double.NaN;
        return new Discrimination(
                threshold,
                falsePositive,
                recall,
                precision,
                twice / (2 * right * wrong),
                right == 0 ? Double.NaN : average);
    }
}
