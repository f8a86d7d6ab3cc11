package dev.signalbox.router.arms;

import java.util.List;

/**
 * A CLIP-shaped vision tower with visual projection, and the preprocessing it expects: short side to {@code size}
 * (bicubic, antialiased), centre crop, /255, minus mean, over standard deviation.
 *
 * @param size         side of the square input in pixels; a multiple of {@code patch}
 * @param width        hidden size
 * @param projection   width d_v of the projected tokens
 * @param mean         per channel, R G B
 * @param std          per channel, R G B
 * @param dropout      on attention weights and in the feed-forward part; CLIP itself has none
 * @param embeddingStd standard deviation of a fresh class token and position table
 */
public record ImageConfig(
        int size,
        int patch,
        int width,
        int layers,
        int heads,
        int ffn,
        int projection,
        Activation activation,
        double normEps,
        double dropout,
        double embeddingStd,
        List<Double> mean,
        List<Double> std) {
    public ImageConfig {
        Checks.divides("image.patch", patch, size);
        Checks.positive("image.layers", layers);
        Checks.positive("image.ffn", ffn);
        Checks.positive("image.projection", projection);
        Checks.divides("image.heads", heads, width);
        Checks.share("image.dropout", dropout);
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch(s -> !(s > 0))) {
            throw new IllegalArgumentException("image.mean and image.std have three values each, std above zero");
        }
    }

    /** The public CLIP ViT-B/32. */
    public static ImageConfig clipVitB32() {
        return clip(224, 32, 768, 12, 12, 3072, 512, 0, 1);
    }

    /** A tower with CLIP's activation, epsilon, mean and standard deviation. */
    public static ImageConfig clip(
            int size,
            int patch,
            int width,
            int layers,
            int heads,
            int ffn,
            int projection,
            double dropout,
            double embeddingStd) {
        return new ImageConfig(
                size,
                patch,
                width,
                layers,
                heads,
                ffn,
                projection,
                Activation.QUICK_GELU,
                1e-5,
                dropout,
                embeddingStd,
                ImageRecipe.CLIP_MEAN,
                ImageRecipe.CLIP_STD);
    }

    /** Tokens of a picture: the class token and the patches. */
    public int tokens() {
        return 1 + (size / patch) * (size / patch);
    }

    /** Bytes of one preprocessed picture: 3 x size x size. */
    public int bytes() {
        return 3 * size * size;
    }
}
