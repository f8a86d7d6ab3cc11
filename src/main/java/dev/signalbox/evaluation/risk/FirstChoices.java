package dev.signalbox.evaluation.risk;

import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Choice;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import java.util.Arrays;

/**
 * The choices of a cascade's first router, which are kept where their confidence is over the threshold.
 *
 * @param confidence [n] ascending, as {@link Cascade#against} puts it
 * @param label      [n] {@link Correctness#code()} of the chosen VLM's answer
 */
@SuppressWarnings("ArrayRecordComponent") // columns, read only
record FirstChoices(float[] confidence, byte[] label) {
    /** Of those rows that both routers have scored, as a replay takes them. */
    static FirstChoices of(DatasetTable table, Labels labels, Selection rows, Cascade cascade) {
        Choice first = new Choice(table, cascade.first(), cascade.firstPool(), cascade.ties());
        Choice second = new Choice(table, cascade.second(), cascade.secondPool(), cascade.ties());
        long[] packed = new long[rows.size()];
        int n = 0;
        for (int query = rows.next(0); query >= 0; query = rows.next(query + 1)) {
            int best = first.best(query);
            if (best >= 0 && second.scored(query)) {
                // Confidences are not negative: their bits are in their order.
                float confidence = cascade.against(best, first.confidenceOf(query, best) + 0f);
                long bits = Float.floatToIntBits(confidence);
                packed[n++] = bits << 8 | labels.code(query, best) & 0xff;
            }
        }
        Arrays.sort(packed, 0, n);
        float[] confidence = new float[n];
        byte[] label = new byte[n];
        for (int i = 0; i < n; i++) {
            confidence[i] = Float.intBitsToFloat((int) (packed[i] >>> 8));
            label[i] = (byte) packed[i];
        }
        return new FirstChoices(confidence, label);
    }

    int size() {
        return confidence.length;
    }

    /** Those with a known label: what anything can be learnt from. */
    FirstChoices judged() {
        float[] some = new float[size()];
        byte[] codes = new byte[size()];
        int n = 0;
        for (int i = 0; i < size(); i++) {
            if (label[i] != Correctness.UNKNOWN.code()) {
                some[n] = confidence[i];
                codes[n++] = label[i];
            }
        }
        return new FirstChoices(Arrays.copyOf(some, n), Arrays.copyOf(codes, n));
    }

    /** How many are kept at a threshold: those over it. */
    int kept(double tau) {
        return size() - from(tau);
    }

    /** How many of the kept ones are wrong. */
    int wrong(double tau) {
        int wrong = 0;
        for (int i = from(tau); i < size(); i++) {
            wrong += label[i] == Correctness.WRONG.code() ? 1 : 0;
        }
        return wrong;
    }

    private int from(double tau) {
        float limit = (float) tau; // compared as floats, as a replay does
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (confidence[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
