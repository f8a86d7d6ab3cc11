package dev.signalbox.projection.tsne;

/**
 * The steps of a Fourier transform on whole rows: turn all inputs but the first back, then add them up in all ways, as a
 * transform does that goes back; with real and imaginary parts in each other's places it is one that goes there. The numbers
 * c and s are cosine and sine of the turns. Whether loops of this size become vectors hangs on fused products and on the order
 * of their lines (decision 91): measure after every change.
 */
final class Butterflies {
    /** Half the square root of three. */
    private static final float ROOT = 0.8660254f;

    private Butterflies() {}

    /** Rows {@code row} and {@code row + q}, which is turned by {@code cos[1][turn]} and {@code sin[1][turn]}. */
    static void two(
            float[][] re, float[][] im, int row, int q, float[][] cos, float[][] sin, int turn, int from, int to) {
        two(re[row], im[row], re[row + q], im[row + q], cos[1][turn], sin[1][turn], from, to);
    }

    static void three(
            float[][] re, float[][] im, int row, int q, float[][] cos, float[][] sin, int turn, int from, int to) {
        three(
                re[row],
                im[row],
                re[row + q],
                im[row + q],
                re[row + 2 * q],
                im[row + 2 * q],
                cos[1][turn],
                sin[1][turn],
                cos[2][turn],
                sin[2][turn],
                from,
                to);
    }

    static void four(
            float[][] re, float[][] im, int row, int q, float[][] cos, float[][] sin, int turn, int from, int to) {
        four(
                re[row],
                im[row],
                re[row + q],
                im[row + q],
                re[row + 2 * q],
                im[row + 2 * q],
                re[row + 3 * q],
                im[row + 3 * q],
                cos[1][turn],
                sin[1][turn],
                cos[2][turn],
                sin[2][turn],
                cos[3][turn],
                sin[3][turn],
                from,
                to);
    }

    /** The last step back: four rows of which only the first two are wanted. */
    static void gather(float[][] re, float[][] im, int row, int q, float[][] cos, float[][] sin, int from, int to) {
        gather(
                re[row],
                im[row],
                re[row + q],
                im[row + q],
                re[row + 2 * q],
                im[row + 2 * q],
                re[row + 3 * q],
                im[row + 3 * q],
                cos[1][row],
                sin[1][row],
                cos[2][row],
                sin[2][row],
                cos[3][row],
                sin[3][row],
                from,
                to);
    }

    /** The first step there: four rows of which the last two are zero and nothing is turned. */
    static void spread(float[][] re, float[][] im, int row, int q, int from, int to) {
        spread(
                re[row],
                im[row],
                re[row + q],
                im[row + q],
                re[row + 2 * q],
                im[row + 2 * q],
                re[row + 3 * q],
                im[row + 3 * q],
                from,
                to);
    }

    private static void two(float[] ar, float[] ai, float[] br, float[] bi, float bc, float bs, int from, int to) {
        for (int j = from; j < to; j++) {
            float er = Math.fma(br[j], bc, bi[j] * bs);
            float ei = Math.fma(bi[j], bc, -br[j] * bs);
            br[j] = ar[j] - er;
            bi[j] = ai[j] - ei;
            ar[j] += er;
            ai[j] += ei;
        }
    }

    private static void three(
            float[] ar,
            float[] ai,
            float[] br,
            float[] bi,
            float[] cr,
            float[] ci,
            float bc,
            float bs,
            float cc,
            float cs,
            int from,
            int to) {
        for (int j = from; j < to; j++) {
            float er = Math.fma(br[j], bc, bi[j] * bs);
            float ei = Math.fma(bi[j], bc, -br[j] * bs);
            float fr = Math.fma(cr[j], cc, ci[j] * cs);
            float fi = Math.fma(ci[j], cc, -cr[j] * cs);
            float sr = er + fr;
            float si = ei + fi;
            float tr = ROOT * (fi - ei);
            float ti = ROOT * (er - fr);
            float hr = Math.fma(-0.5f, sr, ar[j]);
            float hi = Math.fma(-0.5f, si, ai[j]);
            ar[j] += sr;
            ai[j] += si;
            br[j] = hr + tr;
            bi[j] = hi + ti;
            cr[j] = hr - tr;
            ci[j] = hi - ti;
        }
    }

    private static void four(
            float[] ar,
            float[] ai,
            float[] br,
            float[] bi,
            float[] cr,
            float[] ci,
            float[] dr,
            float[] di,
            float bc,
            float bs,
            float cc,
            float cs,
            float dc,
            float ds,
            int from,
            int to) {
        for (int j = from; j < to; j++) {
            float ui = Math.fma(bi[j], bc, -br[j] * bs);
            float ur = Math.fma(br[j], bc, bi[j] * bs);
            float vi = Math.fma(ci[j], cc, -cr[j] * cs);
            float vr = Math.fma(cr[j], cc, ci[j] * cs);
            float wi = Math.fma(di[j], dc, -dr[j] * ds);
            float wr = Math.fma(dr[j], dc, di[j] * ds);
            float pi = ai[j] + vi;
            float pr = ar[j] + vr;
            float qi = ai[j] - vi;
            float qr = ar[j] - vr;
            float si = ui + wi;
            float sr = ur + wr;
            float ti = ur - wr;
            float tr = wi - ui;
            ai[j] = pi + si;
            ar[j] = pr + sr;
            bi[j] = qi + ti;
            br[j] = qr + tr;
            ci[j] = pi - si;
            cr[j] = pr - sr;
            di[j] = qi - ti;
            dr[j] = qr - tr;
        }
    }

    private static void spread(
            float[] ar,
            float[] ai,
            float[] br,
            float[] bi,
            float[] cr,
            float[] ci,
            float[] dr,
            float[] di,
            int from,
            int to) {
        for (int j = from; j < to; j++) {
            float pr = ar[j];
            float pi = ai[j];
            float qr = br[j];
            float qi = bi[j];
            ar[j] = pr + qr;
            ai[j] = pi + qi;
            br[j] = pr + qi;
            bi[j] = pi - qr;
            cr[j] = pr - qr;
            ci[j] = pi - qi;
            dr[j] = pr - qi;
            di[j] = pi + qr;
        }
    }

    private static void gather(
            float[] ar,
            float[] ai,
            float[] br,
            float[] bi,
            float[] cr,
            float[] ci,
            float[] dr,
            float[] di,
            float bc,
            float bs,
            float cc,
            float cs,
            float dc,
            float ds,
            int from,
            int to) {
        for (int j = from; j < to; j++) {
            float ui = Math.fma(bi[j], bc, -br[j] * bs);
            float ur = Math.fma(br[j], bc, bi[j] * bs);
            float vi = Math.fma(ci[j], cc, -cr[j] * cs);
            float vr = Math.fma(cr[j], cc, ci[j] * cs);
            float wi = Math.fma(di[j], dc, -dr[j] * ds);
            float wr = Math.fma(dr[j], dc, di[j] * ds);
            float qi = ai[j] - vi + (ur - wr);
            float qr = ar[j] - vr + (wi - ui);
            ai[j] = ai[j] + vi + (ui + wi);
            ar[j] = ar[j] + vr + (ur + wr);
            bi[j] = qi;
            br[j] = qr;
        }
    }

    /** Rows times a row. */
    static void scale(float[] re, float[] im, float[] by, int from, int to) {
        for (int j = from; j < to; j++) {
            re[j] = Math.fma(re[j], by[j], 0f);
            im[j] = Math.fma(im[j], by[j], 0f);
        }
    }
}
