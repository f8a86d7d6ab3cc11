package dev.signalbox.router.arms;

import dev.signalbox.model.Raster;
import java.util.List;

/**
 * How a public image encoder wants its pictures: short side to a length (bicubic, antialiased), centre crop, times a
 * factor, minus mean, over standard deviation.
 *
 * @param shortSide length of the short side after scaling, in pixels
 * @param crop      side of the square that is cut out, in pixels
 * @param rescale   factor from 0..255, usually 1/255
 * @param mean      per channel, R G B, after the factor
 * @param std       per channel, R G B
 */
public record ImageRecipe(int shortSide, int crop, double rescale, List<Double> mean, List<Double> std) {
    static final List<Double> CLIP_MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    static final List<Double> CLIP_STD = List.of(0.26862954, 0.26130258, 0.27577711);
    /** Counts up when the same picture would give other numbers. */
    private static final int VERSION = 1;

    public ImageRecipe {
        Checks.positive("size", shortSide);
        Checks.positive("crop_size", crop);
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch(s -> !(s > 0))) {
            throw new IllegalArgumentException("image_mean and image_std have three values each, std above zero");
        }
        if (!(rescale > 0)) {
            throw new IllegalArgumentException("rescale_factor must be above zero");
        }
    }

    /** The recipe of the public CLIP ViT-B/32. */
    public static ImageRecipe clip(int size) {
        return new ImageRecipe(size, size, 1.0 / 255, CLIP_MEAN, CLIP_STD);
    }

    /** Names what decides the numbers: the same picture and the same version give the same pixels. */
    public String version() {
        return "picture-" + VERSION + " " + this;
    }

    /** The picture as the encoder sees it, [3 * crop * crop] bytes 0..255, channel by channel. */
    public byte[] square(Raster picture) {
        return Preprocessing.square(picture, shortSide, crop);
    }

    /** What the encoder computes with, [squares * 3 * crop * crop], in 32-bit steps as the published code takes them. */
    public float[] floats(List<byte[]> squares) {
        int plane = crop * crop;
        float[] result = new float[Math.multiplyExact(squares.size(), 3 * plane)];
        float[][] table = table();
        int at = 0;
        for (byte[] square : squares) {
            for (int channel = 0; channel < 3; channel++) {
                float[] values = table[channel];
                for (int i = 0; i < plane; i++) {
                    result[at++] = values[square[channel * plane + i] & 0xFF];
                }
            }
        }
        return result;
    }

    private float[][] table() {
        float[][] table = new float[3][256];
        for (int channel = 0; channel < 3; channel++) {
            float minus = mean.get(channel).floatValue();
            float over = std.get(channel).floatValue();
            for (int v = 0; v < 256; v++) {
                table[channel][v] = ((float) (v * rescale) - minus) / over;
            }
        }
        return table;
    }
}
