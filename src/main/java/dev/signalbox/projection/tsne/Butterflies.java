package dev.signalbox.projection.tsne;

/**
 * The steps of a Fourier transform on whole rows: decimation in frequency on the way there (butterfly, then turn), in time
 * on the way back (turn back, then butterfly). The numbers c and s are cosine and sine of a turn by a negative angle. Products
 * are fused with sums throughout: only so do loops of this size become vectors (decision 91).
 */
final class Butterflies {
    /** Half the square root of three. */
    private static final float ROOT = 0.8660254f;

    private Butterflies() {}

    static void four(
            float[][] re, float[][] im, int row, int q, float[][] cos, float[][] sin, int m, int from, int to) {
        forward4(
                re[row],
                im[row],
                re[row + q],
                im[row + q],
                re[row + 2 * q],
                im[row + 2 * q],
                re[row + 3 * q],
                im[row + 3 * q],
                cos[1][m],
                sin[1][m],
                cos[2][m],
                sin[2][m],
                cos[3][m],
                sin[3][m],
                from,
                to);
    }

    static void fourBack(
            float[][] re, float[][] im, int row, int q, float[][] cos, float[][] sin, int m, int from, int to) {
        back4(
                re[row],
                im[row],
                re[row + q],
                im[row + q],
                re[row + 2 * q],
                im[row + 2 * q],
                re[row + 3 * q],
                im[row + 3 * q],
                cos[1][m],
                sin[1][m],
                cos[2][m],
                sin[2][m],
                cos[3][m],
                sin[3][m],
                from,
                to);
    }

    static void three(
            float[][] re, float[][] im, int row, int q, float[][] cos, float[][] sin, int m, int from, int to) {
        forward3(
                re[row],
                im[row],
                re[row + q],
                im[row + q],
                re[row + 2 * q],
                im[row + 2 * q],
                cos[1][m],
                sin[1][m],
                cos[2][m],
                sin[2][m],
                from,
                to);
    }

    static void threeBack(
            float[][] re, float[][] im, int row, int q, float[][] cos, float[][] sin, int m, int from, int to) {
        back3(
                re[row],
                im[row],
                re[row + q],
                im[row + q],
                re[row + 2 * q],
                im[row + 2 * q],
                cos[1][m],
                sin[1][m],
                cos[2][m],
                sin[2][m],
                from,
                to);
    }

    private static void forward4(
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
            float sr = ar[j] + cr[j];
            float si = ai[j] + ci[j];
            float tr = ar[j] - cr[j];
            float ti = ai[j] - ci[j];
            float ur = br[j] + dr[j];
            float ui = bi[j] + di[j];
            float vr = bi[j] - di[j];
            float vi = dr[j] - br[j];
            ar[j] = sr + ur;
            ai[j] = si + ui;
            float er = tr + vr;
            float ei = ti + vi;
            float fr = sr - ur;
            float fi = si - ui;
            float gr = tr - vr;
            float gi = ti - vi;
            br[j] = Math.fma(er, bc, -ei * bs);
            bi[j] = Math.fma(er, bs, ei * bc);
            cr[j] = Math.fma(fr, cc, -fi * cs);
            ci[j] = Math.fma(fr, cs, fi * cc);
            dr[j] = Math.fma(gr, dc, -gi * ds);
            di[j] = Math.fma(gr, ds, gi * dc);
        }
    }

    private static void back4(
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
            float er = Math.fma(br[j], bc, bi[j] * bs);
            float ei = Math.fma(bi[j], bc, -br[j] * bs);
            float fr = Math.fma(cr[j], cc, ci[j] * cs);
            float fi = Math.fma(ci[j], cc, -cr[j] * cs);
            float gr = Math.fma(dr[j], dc, di[j] * ds);
            float gi = Math.fma(di[j], dc, -dr[j] * ds);
            float sr = ar[j] + fr;
            float si = ai[j] + fi;
            float tr = ar[j] - fr;
            float ti = ai[j] - fi;
            float ur = er + gr;
            float ui = ei + gi;
            float vr = gi - ei;
            float vi = er - gr;
            ar[j] = sr + ur;
            ai[j] = si + ui;
            br[j] = tr + vr;
            bi[j] = ti + vi;
            cr[j] = sr - ur;
            ci[j] = si - ui;
            dr[j] = tr - vr;
            di[j] = ti - vi;
        }
    }

    /** The first step there when c and d are zero. */
    static void spread(
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
            float pr = ar[j];
            float pi = ai[j];
            float qr = br[j];
            float qi = bi[j];
            ar[j] = pr + qr;
            ai[j] = pi + qi;
            float er = pr + qi;
            float ei = pi - qr;
            float fr = pr - qr;
            float fi = pi - qi;
            float gr = pr - qi;
            float gi = pi + qr;
            br[j] = Math.fma(er, bc, -ei * bs);
            bi[j] = Math.fma(er, bs, ei * bc);
            cr[j] = Math.fma(fr, cc, -fi * cs);
            ci[j] = Math.fma(fr, cs, fi * cc);
            dr[j] = Math.fma(gr, dc, -gi * ds);
            di[j] = Math.fma(gr, ds, gi * dc);
        }
    }

    /** The last step back when c and d are not wanted. */
    static void gather(
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
            float er = Math.fma(br[j], bc, bi[j] * bs);
            float ei = Math.fma(bi[j], bc, -br[j] * bs);
            float fr = Math.fma(cr[j], cc, ci[j] * cs);
            float fi = Math.fma(ci[j], cc, -cr[j] * cs);
            float gr = Math.fma(dr[j], dc, di[j] * ds);
            float gi = Math.fma(di[j], dc, -dr[j] * ds);
            float pr = ar[j];
            float pi = ai[j];
            ar[j] = pr + fr + (er + gr);
            ai[j] = pi + fi + (ei + gi);
            br[j] = pr - fr + (gi - ei);
            bi[j] = pi - fi + (er - gr);
        }
    }

    private static void forward3(
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
            float sr = br[j] + cr[j];
            float si = bi[j] + ci[j];
            float tr = ROOT * (bi[j] - ci[j]);
            float ti = ROOT * (cr[j] - br[j]);
            float hr = Math.fma(-0.5f, sr, ar[j]);
            float hi = Math.fma(-0.5f, si, ai[j]);
            ar[j] += sr;
            ai[j] += si;
            float er = hr + tr;
            float ei = hi + ti;
            float fr = hr - tr;
            float fi = hi - ti;
            br[j] = Math.fma(er, bc, -ei * bs);
            bi[j] = Math.fma(er, bs, ei * bc);
            cr[j] = Math.fma(fr, cc, -fi * cs);
            ci[j] = Math.fma(fr, cs, fi * cc);
        }
    }

    private static void back3(
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

    static void two(float[][] re, float[][] im, int row, int q, float c, float s, int from, int to) {
        two(re[row], im[row], re[row + q], im[row + q], c, s, from, to);
    }

    static void twoBack(float[][] re, float[][] im, int row, int q, float c, float s, int from, int to) {
        twoBack(re[row], im[row], re[row + q], im[row + q], c, s, from, to);
    }

    private static void two(float[] ar, float[] ai, float[] br, float[] bi, float c, float s, int from, int to) {
        for (int j = from; j < to; j++) {
            float er = ar[j] - br[j];
            float ei = ai[j] - bi[j];
            ar[j] += br[j];
            ai[j] += bi[j];
            br[j] = Math.fma(er, c, -ei * s);
            bi[j] = Math.fma(er, s, ei * c);
        }
    }

    private static void twoBack(float[] ar, float[] ai, float[] br, float[] bi, float c, float s, int from, int to) {
        for (int j = from; j < to; j++) {
            float er = Math.fma(br[j], c, bi[j] * s);
            float ei = Math.fma(bi[j], c, -br[j] * s);
            br[j] = ar[j] - er;
            bi[j] = ai[j] - ei;
            ar[j] += er;
            ai[j] += ei;
        }
    }
}
