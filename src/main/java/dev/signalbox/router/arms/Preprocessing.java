package dev.signalbox.router.arms;

import dev.signalbox.model.Raster;
import java.util.Arrays;

/**
 * From a decoded picture to the 8-bit square that the image encoder sees: short side to size, centre crop. Bicubic with
 * a = -0.5, widened when shrinking, in whole numbers as Pillow does it, so that pixels agree with the public pipeline.
 */
public final class Preprocessing {
    private static final int PRECISION = 22;

    private Preprocessing() {}

    /**
     * The picture as the encoder sees it.
     *
     * @return [3 * size * size] bytes 0..255, channel by channel (R, G, B), row by row
     */
    public static byte[] square(Raster picture, int size) {
        return square(picture, size, size);
    }

    /**
     * The picture with its short side scaled, then cropped or padded with black around its centre.
     *
     * @param shortSide length of the short side after scaling
     * @param crop      side of the result
     */
    public static byte[] square(Raster picture, int shortSide, int crop) {
        int width = picture.width();
        int height = picture.height();
        int scaledWidth = width <= height ? shortSide : longSide(shortSide, width, height);
        int scaledHeight = width <= height ? longSide(shortSide, height, width) : shortSide;
        // Truncating division: a crop is floored from the left, padding is floored on the left.
        int left = (scaledWidth - crop) / 2;
        int top = (scaledHeight - crop) / 2;
        // Only what survives the crop is computed: columns first, then rows, as in the order of the full picture.
        Taps columns = Taps.of(width, scaledWidth, left, crop);
        Taps rows = Taps.of(height, scaledHeight, top, crop);
        byte[] result = new byte[3 * crop * crop];
        int firstRow = rows.first();
        int usedRows = rows.end() - firstRow;
        if (usedRows <= 0 || columns.end() <= columns.first()) {
            return result;
        }
        int[] middle = new int[usedRows * crop];
        for (int channel = 0; channel < 3; channel++) {
            int shift = 16 - 8 * channel;
            for (int y = 0; y < usedRows; y++) {
                int source = (firstRow + y) * width;
                for (int x = 0; x < crop; x++) {
                    middle[y * crop + x] = columns.apply(x, picture.rgb(), source, 1, shift);
                }
            }
            for (int y = 0; y < crop; y++) {
                for (int x = 0; x < crop; x++) {
                    int value = rows.apply(y, middle, x - firstRow * crop, crop, 0);
                    result[(channel * crop + y) * crop + x] = (byte) value;
                }
            }
        }
        return result;
    }

    /** A picture of the mean colour: what a text-only query shows the encoder. */
    public static byte[] blank(ImageConfig config) {
        int size = config.size();
        byte[] result = new byte[config.bytes()];
        for (int channel = 0; channel < 3; channel++) {
            byte mean = (byte) Math.round(config.mean().get(channel) * 255);
            Arrays.fill(result, channel * size * size, (channel + 1) * size * size, mean);
        }
        return result;
    }

    private static int longSide(int shortSide, int longer, int shorter) {
        return (int) Math.min(1 << 24, (long) shortSide * longer / shorter);
    }

    /** The weighted source pixels of each kept output pixel along one axis; offsets outside the picture are black. */
    @SuppressWarnings("ArrayRecordComponent") // private to one pass over a picture
    private record Taps(int[] start, int[][] weights) {
        static Taps of(int in, int out, int offset, int kept) {
            double scale = (double) in / out;
            double filter = Math.max(scale, 1);
            double support = 2 * filter;
            int[] start = new int[kept];
            int[][] weights = new int[kept][];
            for (int i = 0; i < kept; i++) {
                int target = offset + i;
                if (target < 0 || target >= out) {
                    weights[i] = new int[0];
                    continue;
                }
                double centre = (target + 0.5) * scale;
                int from = Math.max((int) (centre - support + 0.5), 0);
                int to = Math.min((int) (centre + support + 0.5), in);
                start[i] = from;
                weights[i] = in == out ? new int[] {1 << PRECISION} : normalised(from, to, centre, filter);
                if (in == out) {
                    start[i] = target;
                }
            }
            return new Taps(start, weights);
        }

        private static int[] normalised(int from, int to, double centre, double filter) {
            double[] w = new double[to - from];
            double sum = 0;
            for (int k = 0; k < w.length; k++) {
                w[k] = bicubic((from + k - centre + 0.5) / filter);
                sum += w[k];
            }
            int[] whole = new int[w.length];
            for (int k = 0; k < w.length; k++) {
                double scaled = w[k] / sum * (1 << PRECISION);
                whole[k] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
            }
            return whole;
        }

        private static double bicubic(double x) {
            double a = -0.5;
            double t = Math.abs(x);
            if (t < 1) {
                return ((a + 2) * t - (a + 3)) * t * t + 1;
            }
            return t < 2 ? (((t - 5) * t + 8) * t - 4) * a : 0;
        }

        /** The first source index that any kept pixel needs. */
        int first() {
            int first = Integer.MAX_VALUE;
            for (int i = 0; i < start.length; i++) {
                if (weights[i].length > 0) {
                    first = Math.min(first, start[i]);
                }
            }
            return first == Integer.MAX_VALUE ? 0 : first;
        }

        /** One past the last source index that any kept pixel needs. */
        int end() {
            int end = 0;
            for (int i = 0; i < start.length; i++) {
                if (weights[i].length > 0) {
                    end = Math.max(end, start[i] + weights[i].length);
                }
            }
            return end;
        }

        int apply(int i, int[] source, int origin, int stride, int shift) {
            int[] w = weights[i];
            if (w.length == 0) {
                return 0;
            }
            long sum = 1L << (PRECISION - 1);
            int at = origin + start[i] * stride;
            for (int weight : w) {
                sum += (long) weight * ((source[at] >> shift) & 0xFF);
                at += stride;
            }
            return Math.clamp(sum >> PRECISION, 0, 255);
        }
    }
}
