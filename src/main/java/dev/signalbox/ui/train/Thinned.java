package dev.signalbox.ui.train;

import java.util.Arrays;

/** A series of any length in bounded room: when it is full, neighbours are joined to their mean. */
final class Thinned {
    static final int MOST = 4096;

    private final double[] means = new double[MOST];
    private int size;
    private int stride = 1;
    private double sum;
    private int pending;

    void add(double value) {
        sum += value;
        pending++;
        if (pending == stride) {
            if (size == MOST) {
                halve();
                return; // a step is twice as long now: what was summed is half of one
            }
            means[size++] = sum / stride;
            sum = 0;
            pending = 0;
        }
    }

    private void halve() {
        for (int i = 0; i < MOST / 2; i++) {
            means[i] = (means[2 * i] + means[2 * i + 1]) / 2;
        }
        size = MOST / 2;
        stride *= 2;
    }

    /** How many values each kept one stands for. */
    int stride() {
        return stride;
    }

    double[] values() {
        return Arrays.copyOf(means, size);
    }
}
