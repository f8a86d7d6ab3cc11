package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;

/**
 * Repulsion pair by pair: quickest for a few thousand points, and what the other way is measured against. Four sources
 * push a stretch of targets at a time, two and two sharing a division. A product of two numbers that are not the same for
 * the whole loop is written as a sum with 0: the compiler packs those into vectors of the machine's full width, but plain
 * products not (measured: .21 instead of .9 ns a pair, see decision 91).
 */
final class ExactRepulsion implements Repulsion {
    /** Targets that a part has at least: shorter loops spend their time on beginning and ending. */
    private static final int STRETCH = 1000;

    /** With so many, two parts are worth it all the same. */
    private static final int TWO = 500;

    private final float[] x;
    private final float[] y;
    private final float[] forceX;
    private final float[] forceY;
    private final float[] near;

    ExactRepulsion(int n) {
        x = new float[n];
        y = new float[n];
        forceX = new float[n];
        forceY = new float[n];
        near = new float[n];
    }

    @Override
    public double force(float[] points, float[] force, Parallel parallel) {
        int n = x.length;
        apart(points, x, y);
        int parts = Math.clamp(n / STRETCH, n < TWO ? 1 : 2, 64);
        parallel.run(parts, part -> part(Parallel.bound(n, part, parts), Parallel.bound(n, part + 1, parts)));
        together(forceX, forceY, force);
        return sum(near) - n; // every point was near itself
    }

    private static void apart(float[] both, float[] x, float[] y) {
        for (int i = 0; i < x.length; i++) {
            x[i] = both[2 * i];
            y[i] = both[2 * i + 1];
        }
    }

    private static void together(float[] x, float[] y, float[] both) {
        for (int i = 0; i < x.length; i++) {
            both[2 * i] = x[i];
            both[2 * i + 1] = y[i];
        }
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private void part(int from, int to) {
        for (int i = from; i < to; i++) {
            forceX[i] = 0;
            forceY[i] = 0;
            near[i] = 0;
        }
        int n = x.length;
        int j = 0;
        for (; j + 3 < n; j += 4) {
            four(x, y, forceX, forceY, near, from, to, j);
        }
        for (; j < n; j++) {
            one(x, y, forceX, forceY, near, from, to, j);
        }
    }

    private static void four(
            float[] x, float[] y, float[] forceX, float[] forceY, float[] near, int from, int to, int j) {
        float ax = x[j];
        float ay = y[j];
        float bx = x[j + 1];
        float by = y[j + 1];
        float cx = x[j + 2];
        float cy = y[j + 2];
        float dx = x[j + 3];
        float dy = y[j + 3];
        for (int i = from; i < to; i++) {
            float px = x[i];
            float py = y[i];
            float ux = px - ax;
            float uy = py - ay;
            float vx = px - bx;
            float vy = py - by;
            float wx = px - cx;
            float wy = py - cy;
            float tx = px - dx;
            float ty = py - dy;
            float u = Math.fma(ux, ux, Math.fma(uy, uy, 1));
            float v = Math.fma(vx, vx, Math.fma(vy, vy, 1));
            float w = Math.fma(wx, wx, Math.fma(wy, wy, 1));
            float t = Math.fma(tx, tx, Math.fma(ty, ty, 1));
            float uv = 1 / Math.fma(u, v, 0f);
            float wt = 1 / Math.fma(w, t, 0f);
            float qu = Math.fma(uv, v, 0f);
            float qv = Math.fma(uv, u, 0f);
            float qw = Math.fma(wt, t, 0f);
            float qt = Math.fma(wt, w, 0f);
            near[i] = near[i] + qu + qv + qw + qt;
            float su = Math.fma(qu, qu, 0f);
            float sv = Math.fma(qv, qv, 0f);
            float sw = Math.fma(qw, qw, 0f);
            float st = Math.fma(qt, qt, 0f);
            forceX[i] = Math.fma(st, tx, Math.fma(sw, wx, Math.fma(sv, vx, Math.fma(su, ux, forceX[i]))));
            forceY[i] = Math.fma(st, ty, Math.fma(sw, wy, Math.fma(sv, vy, Math.fma(su, uy, forceY[i]))));
        }
    }

    private static void one(
            float[] x, float[] y, float[] forceX, float[] forceY, float[] near, int from, int to, int j) {
        float jx = x[j];
        float jy = y[j];
        for (int i = from; i < to; i++) {
            float dx = x[i] - jx;
            float dy = y[i] - jy;
            float q = 1 / Math.fma(dx, dx, Math.fma(dy, dy, 1));
            float square = Math.fma(q, q, 0f);
            near[i] += q;
            forceX[i] = Math.fma(square, dx, forceX[i]);
            forceY[i] = Math.fma(square, dy, forceY[i]);
        }
    }
}
