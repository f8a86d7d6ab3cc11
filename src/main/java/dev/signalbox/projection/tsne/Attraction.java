package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;

/**
 * The part of t-SNE's gradient that pulls neighbours together. Every pair is computed once and moves both ends; each part
 * has its own copy of places and forces, four numbers beside each other, so that a pair touches one line of the cache.
 */
final class Attraction {
    private static final int PARTS = 4;

    private final Affinities affinities;
    private final int n;
    private final int[] rows = new int[PARTS + 1];

    /** [part][4n] x, y, force x, force y of every point; a part never looks at rows before its own. */
    private final float[][] copies;

    Attraction(Affinities affinities) {
        this.affinities = affinities;
        this.n = affinities.rows();
        this.copies = new float[PARTS][4 * n];
        int[] start = affinities.start();
        for (int part = 1, row = 0; part < PARTS; part++) {
            while (row < n && start[row] < Parallel.bound(affinities.pairs(), part, PARTS)) {
                row++;
            }
            rows[part] = row;
        }
        rows[PARTS] = n;
    }

    static int parts() {
        return PARTS;
    }

    /** Does one part of {@link #parts}: the forces of its pairs. */
    void part(int part, float[] y) {
        float[] copy = copies[part];
        for (int i = rows[part]; i < n; i++) {
            copy[4 * i] = y[2 * i];
            copy[4 * i + 1] = y[2 * i + 1];
            copy[4 * i + 2] = 0;
            copy[4 * i + 3] = 0;
        }
        int[] start = affinities.start();
        for (int i = rows[part]; i < rows[part + 1]; i++) {
            pull(i, start[i], start[i + 1], affinities.column(), affinities.value(), copy);
        }
    }

    /** One row's pairs: a call so short that the compiler takes it up after a few thousand, not in the midst of a loop. */
    private static void pull(int i, int from, int to, int[] column, float[] value, float[] copy) {
        float x = copy[4 * i];
        float y = copy[4 * i + 1];
        float forceX = 0;
        float forceY = 0;
        for (int e = from; e < to; e++) {
            int j = 4 * column[e];
            float dx = x - copy[j];
            float dy = y - copy[j + 1];
            float pull = value[e] / Math.fma(dx, dx, Math.fma(dy, dy, 1));
            forceX = Math.fma(pull, dx, forceX);
            forceY = Math.fma(pull, dy, forceY);
            copy[j + 2] = Math.fma(-pull, dx, copy[j + 2]);
            copy[j + 3] = Math.fma(-pull, dy, copy[j + 3]);
        }
        copy[4 * i + 2] += forceX;
        copy[4 * i + 3] += forceY;
    }

    /** Sets [2n] numbers from {@code from} to {@code to} points to the sum over j of p_ij q_ij (y_i - y_j), once all parts are done. */
    void collect(int from, int to, float[] force) {
        for (int i = from; i < to; i++) {
            float x = 0;
            float y = 0;
            for (int part = 0; part < PARTS && rows[part] <= i; part++) {
                x += copies[part][4 * i + 2];
                y += copies[part][4 * i + 3];
            }
            force[2 * i] = x;
            force[2 * i + 1] = y;
        }
    }
}
