package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;

/**
 * Repulsion pair by pair: quickest for a few thousand points, and what the other way is measured against. Four sources
 * push a stretch of targets at a time and share one division.
 */
final class ExactRepulsion implements Repulsion {
    /** Targets that a part has at least: shorter loops spend their time on beginning and ending. */
    private static final int STRETCH = 500;

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
        for (int i = 0; i < n; i++) {
            x[i] = points[2 * i];
            y[i] = points[2 * i + 1];
        }
        int parts = Math.clamp(n / STRETCH, 1, 16);
        parallel.run(parts, part -> part(Parallel.bound(n, part, parts), Parallel.bound(n, part + 1, parts)));
        double z = 0;
        for (int i = 0; i < n; i++) {
            force[2 * i] = forceX[i];
            force[2 * i + 1] = forceY[i];
            z += near[i];
        }
        return z - n; // every point was near itself
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
            float uv = u * v;
            float wt = w * t;
            float all = 1 / (uv * wt);
            float first = all * wt;
            float second = all * uv;
            float qu = first * v;
            float qv = first * u;
            float qw = second * t;
            float qt = second * w;
            near[i] += qu + qv + (qw + qt);
            float su = qu * qu;
            float sv = qv * qv;
            float sw = qw * qw;
            float st = qt * qt;
            forceX[i] += Math.fma(su, ux, sv * vx) + Math.fma(sw, wx, st * tx);
            forceY[i] += Math.fma(su, uy, sv * vy) + Math.fma(sw, wy, st * ty);
        }
    }

    private static void one(
            float[] x, float[] y, float[] forceX, float[] forceY, float[] near, int from, int to, int j) {
        float jx = x[j];
        float jy = y[j];
        for (int i = from; i < to; i++) {
            float dx = x[i] - jx;
            float dy = y[i] - jy;
            float q = 1 / (1 + dx * dx + dy * dy);
            near[i] += q;
            forceX[i] += q * q * dx;
            forceY[i] += q * q * dy;
        }
    }
}
