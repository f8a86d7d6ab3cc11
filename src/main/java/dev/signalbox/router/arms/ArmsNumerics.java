package dev.signalbox.router.arms;

import dev.signalbox.router.arms.ArmsConfig.ClipForm;

/**
 * The classifier's arithmetic in double precision: cosine, inverse hyperbolic tangent, clip, sigmoid (ARMS, section
 * 3.3). What the engine computes in training, one number at a time.
 */
public final class ArmsNumerics {
    /** |s| is held below 1 by this much before atanh, so that |atanh(s)| is at most 7.2543. */
    public static final double EDGE = 1e-6;

    /** Norms are floored here before a division. */
    public static final double SMALLEST_NORM = 1e-8;

    private ArmsNumerics() {}

    /** The cosine of the first {@code width} entries of two vectors. */
    public static double cosine(float[] a, float[] b, int width) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < width; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return dot / (Math.max(Math.sqrt(aa), SMALLEST_NORM) * Math.max(Math.sqrt(bb), SMALLEST_NORM));
    }

    /**
     * atanh(s) = ln((1 + s) / (1 - s)) / 2 with s held inside +-(1 - EDGE), to 1e-15. Close to 0, where the quotient forgets
     * what s was, by the series s + s^3 / 3.
     */
    public static double atanh(double s) {
        double held = Math.max(-(1 - EDGE), Math.min(s, 1 - EDGE));
        return Math.abs(held) < 1e-4 ? held + held * held * held / 3 : 0.5 * Math.log((1 + held) / (1 - held));
    }

    /** The logit held inside [-c, c]. */
    public static double clip(double z, double c, ClipForm form) {
        return switch (form) {
            case HARD -> Math.max(-c, Math.min(z, c));
            case SOFT -> c * Math.tanh(z / c);
        };
    }

    public static double sigmoid(double z) {
        double e = Math.exp(-Math.abs(z));
        return (z >= 0 ? 1 : e) / (1 + e);
    }

    /** Binary cross entropy of a logit, stable for any size: max(z, 0) - z y + log1p(exp(-|z|)). */
    public static double crossEntropy(double z, double y) {
        return Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)));
    }

    /** d crossEntropy(clip(atanh(s))) / ds with a hard clip: (sigmoid(z) - y) / (1 - s^2) inside the bound, 0 outside. */
    public static double crossEntropySlope(double s, double y, double c) {
        double z = atanh(s);
        if (Math.abs(z) > c || Math.abs(s) > 1 - EDGE) {
            return 0;
        }
        return (sigmoid(z) - y) / (1 - s * s);
    }
}
