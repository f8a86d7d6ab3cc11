package dev.signalbox.projection.dense;

/**
 * The inner loop of every product of matrices here: four sums take up five inputs each. Only places with one and the same
 * number in different arrays are involved, which is the form that the compiler turns into vector instructions; a loop of
 * this size it unrolls far enough only with the flag in jvm.options, see decision 90 (without it: a quarter of the speed).
 */
public final class Products {
    /** Sums that grow together. */
    public static final int SUMS = 4;

    /** Inputs that are taken up at once. */
    public static final int INPUTS = 5;

    private Products() {}

    /** {@link #add} over whole arrays. */
    public static void add(
            float[][] sums, float[][] factors, int at, int k, float[] a, float[] b, float[] c, float[] d, float[] e) {
        add(sums, factors, at, k, a, b, c, d, e, 0, sums[0].length);
    }

    /**
     * For i of 0 to 3: {@code sums[i] += factors[at + i][k] a + factors[at + i][k + 1] b + ... + factors[at + i][k + 4] e}
     * at the places {@code from} to {@code to - 1}.
     */
    public static void add(
            float[][] sums,
            float[][] factors,
            int at,
            int k,
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            float[] e,
            int from,
            int to) {
        float[] o = sums[0];
        float[] p = sums[1];
        float[] q = sums[2];
        float[] r = sums[3];
        float oa = factors[at][k];
        float ob = factors[at][k + 1];
        float oc = factors[at][k + 2];
        float od = factors[at][k + 3];
        float oe = factors[at][k + 4];
        float pa = factors[at + 1][k];
        float pb = factors[at + 1][k + 1];
        float pc = factors[at + 1][k + 2];
        float pd = factors[at + 1][k + 3];
        float pe = factors[at + 1][k + 4];
        float qa = factors[at + 2][k];
        float qb = factors[at + 2][k + 1];
        float qc = factors[at + 2][k + 2];
        float qd = factors[at + 2][k + 3];
        float qe = factors[at + 2][k + 4];
        float ra = factors[at + 3][k];
        float rb = factors[at + 3][k + 1];
        float rc = factors[at + 3][k + 2];
        float rd = factors[at + 3][k + 3];
        float re = factors[at + 3][k + 4];
        for (int j = from; j < to; j++) {
            float av = a[j];
            float bv = b[j];
            float cv = c[j];
            float dv = d[j];
            float ev = e[j];
            o[j] = Math.fma(oe, ev, Math.fma(od, dv, Math.fma(oc, cv, Math.fma(ob, bv, Math.fma(oa, av, o[j])))));
            p[j] = Math.fma(pe, ev, Math.fma(pd, dv, Math.fma(pc, cv, Math.fma(pb, bv, Math.fma(pa, av, p[j])))));
            q[j] = Math.fma(qe, ev, Math.fma(qd, dv, Math.fma(qc, cv, Math.fma(qb, bv, Math.fma(qa, av, q[j])))));
            r[j] = Math.fma(re, ev, Math.fma(rd, dv, Math.fma(rc, cv, Math.fma(rb, bv, Math.fma(ra, av, r[j])))));
        }
    }
}
