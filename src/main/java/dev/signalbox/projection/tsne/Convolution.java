package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;

/** Convolution of a grid of charges with the kernel 1 / (1 + r²). */
interface Convolution {
    /** The kernel of a squared distance. */
    static double kernel(double square) {
        return 1 / (1 + square);
    }

    /**
     * Turns charges into potentials.
     *
     * @param charges [rows][columns]
     * @param result  likewise, or the same
     */
    void convolve(float[][] charges, float[][] result, Parallel parallel);
}
