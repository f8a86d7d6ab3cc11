package dev.signalbox.projection.tsne;

/** The six pieces of the quintic B-spline that a place in a cell, 0 to 1, lies under, and their slopes. */
final class Spline {
    /** Nodes that a place touches along an axis; the first is {@link #BEFORE} before its cell. */
    static final int NODES = 6;

    static final int BEFORE = 2;
    private static final float PART = 1 / 120f;

    private Spline() {}

    /** Sets six weights, which add up to 1. */
    static void weights(float t, float[] w) {
        float r = 1 - t;
        float s = t * t;
        float q = r * r;
        w[0] = PART * q * q * r;
        w[1] = PART * (26 + t * (-50 + t * (20 + t * (20 + t * (-20 + 5 * t)))));
        w[2] = PART * (66 + s * (-60 + s * (30 - 10 * t)));
        w[3] = PART * (26 + t * (50 + t * (20 + t * (-20 + t * (-20 + 10 * t)))));
        w[4] = PART * (1 + t * (5 + t * (10 + t * (10 + t * (5 - 5 * t)))));
        w[5] = PART * s * s * t;
    }

    /** Sets six slopes, which add up to 0. */
    static void slopes(float t, float[] d) {
        float r = 1 - t;
        float s = t * t;
        float q = r * r;
        d[0] = -5 * PART * q * q;
        d[1] = PART * (-50 + t * (40 + t * (60 + t * (-80 + 25 * t))));
        d[2] = PART * t * (-120 + s * (120 - 50 * t));
        d[3] = PART * (50 + t * (40 + t * (-60 + t * (-80 + 50 * t))));
        d[4] = PART * (5 + t * (20 + t * (30 + t * (20 - 25 * t))));
        d[5] = 5 * PART * s * s;
    }

    /** The spectrum of the spline at the nodes. */
    static double spectrum(double angle) {
        return (33 + 26 * Math.cos(angle) + Math.cos(2 * angle)) / 60;
    }
}
