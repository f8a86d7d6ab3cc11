package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;

/** The part of t-SNE's gradient that pushes all points apart, in one of two ways. */
interface Repulsion {
    /**
     * Forces and their normaliser; with q_ij = 1 / (1 + |y_i - y_j|²).
     *
     * @param y     [2n] x and y by turns
     * @param force [2n] is set to the sum over j of q_ij² (y_i - y_j)
     * @return Z, the sum over i and j other than i of q_ij
     */
    double force(float[] y, float[] force, Parallel parallel);
}
