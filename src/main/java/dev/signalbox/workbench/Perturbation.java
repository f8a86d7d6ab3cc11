package dev.signalbox.workbench;

import dev.signalbox.model.Raster;
import dev.signalbox.router.QueryInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One change of an image question, to see how much of the decision hangs on what it takes away. */
public enum Perturbation {
    /** Nothing is changed: what moves here is noise of the router. */
    SAME,
    /** No picture; the encoder sees a blank one. */
    BLANK,
    /** Blurred until only coarse shapes are left. */
    BLURRED,
    /** The middle half along each side. */
    CROPPED,
    /** A quarter turn to the right. */
    ROTATED,
    /** The picture of another query. */
    SWAPPED,
    /** No question. */
    EMPTY,
    /** The same words in another order. */
    SHUFFLED,
    /** Two neighbouring letters change places in every word that is long enough. */
    MISSPELT;

    /** A word shorter than this stays as it is. */
    private static final int SHORTEST = 4;

    /** The share of the shorter side that one pass of the blur reaches to each side. */
    private static final int BLUR = 24;

    private static final int BLUR_PASSES = 3;

    /** The end of text keys about it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The changed question.
     *
     * @param other another query's picture, for {@link #SWAPPED}
     * @param seed  of what is drawn: equal seeds make equal changes
     * @return empty when there is nothing to change: no picture, no other picture, too few words
     */
    public Optional<QueryInput> apply(QueryInput query, @Nullable Raster other, long seed) {
        Raster picture = query.picture();
        String question = query.question();
        return switch (this) {
            case SAME -> Optional.of(query);
            case BLANK, BLURRED, CROPPED, ROTATED, SWAPPED ->
                picture == null || (this == SWAPPED && other == null)
                        ? Optional.empty()
                        : Optional.of(new QueryInput(question, changed(picture, other)));
            case EMPTY, SHUFFLED, MISSPELT ->
                Optional.of(changed(question, new Random(seed)))
                        .filter(text -> !text.equals(question))
                        .map(text -> new QueryInput(text, picture));
        };
    }

    private @Nullable Raster changed(Raster picture, @Nullable Raster other) {
        return switch (this) {
            case BLURRED -> blurred(picture);
            case CROPPED -> cropped(picture);
            case ROTATED -> rotated(picture);
            case SWAPPED -> other;
            default -> null;
        };
    }

    private String changed(String question, Random random) {
        return switch (this) {
            case SHUFFLED -> shuffled(question, random);
            case MISSPELT -> misspelt(question, random);
            default -> "";
        };
    }

    static Raster cropped(Raster picture) {
        int width = (picture.width() + 1) / 2;
        int height = (picture.height() + 1) / 2;
        int left = (picture.width() - width) / 2;
        int top = (picture.height() - height) / 2;
        int[] out = new int[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.rgb(), (top + y) * picture.width() + left, out, y * width, width);
        }
        return new Raster(width, height, out);
    }

    static Raster rotated(Raster picture) {
        int width = picture.height();
        int height = picture.width();
        int[] out = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[y * width + x] = picture.rgb()[(picture.height() - 1 - x) * picture.width() + y];
            }
        }
        return new Raster(width, height, out);
    }

    /** Three box blurs along each axis, which come close to a Gaussian; beyond the edge its pixels go on. */
    static Raster blurred(Raster picture) {
        int width = picture.width();
        int height = picture.height();
        int radius = Math.max(1, Math.min(width, height) / BLUR);
        int[] from = picture.rgb().clone();
        int[] line = new int[Math.max(width, height)];
        for (int pass = 0; pass < BLUR_PASSES; pass++) {
            for (int y = 0; y < height; y++) {
                box(from, y * width, 1, width, radius, line);
            }
            for (int x = 0; x < width; x++) {
                box(from, x, width, height, radius, line);
            }
        }
        return new Raster(width, height, from);
    }

    private static void box(int[] pixels, int start, int stride, int count, int radius, int[] line) {
        for (int i = 0; i < count; i++) {
            line[i] = pixels[start + i * stride];
        }
        int window = 2 * radius + 1;
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int i = -radius; i <= radius; i++) {
            int rgb = line[Math.clamp(i, 0, count - 1)];
            red += rgb >> 16 & 255;
            green += rgb >> 8 & 255;
            blue += rgb & 255;
        }
        for (int i = 0; i < count; i++) {
            pixels[start + i * stride] = mean(red, window) << 16 | mean(green, window) << 8 | mean(blue, window);
            int in = line[Math.min(i + radius + 1, count - 1)];
            int out = line[Math.max(i - radius, 0)];
            red += (in >> 16 & 255) - (out >> 16 & 255);
            green += (in >> 8 & 255) - (out >> 8 & 255);
            blue += (in & 255) - (out & 255);
        }
    }

    private static int mean(long sum, int count) {
        return (int) ((sum + count / 2) / count);
    }

    static String shuffled(String question, Random random) {
        List<String> words = new ArrayList<>(Arrays.asList(question.strip().split("\\s+")));
        List<String> before = List.copyOf(words);
        if (words.stream().distinct().count() < 2) {
            return question;
        }
        // The order that was there is a chance among others; it would look as if order did not count.
        do {
            Collections.shuffle(words, random);
        } while (words.equals(before));
        return String.join(" ", words);
    }

    static String misspelt(String question, Random random) {
        int[] points = question.codePoints().toArray();
        int start = 0;
        while (start < points.length) {
            int end = start;
            while (end < points.length && Character.isLetter(points[end])) {
                end++;
            }
            swap(points, start, end, random);
            start = end + 1;
        }
        return new String(points, 0, points.length);
    }

    /** The first letter stays: it is the one that people seldom get wrong. */
    private static void swap(int[] points, int start, int end, Random random) {
        if (end - start < SHORTEST) {
            return;
        }
        int[] places = IntStream.range(start + 1, end - 1)
                .filter(i -> points[i] != points[i + 1])
                .toArray();
        if (places.length > 0) {
            int at = places[random.nextInt(places.length)];
            int letter = points[at];
            points[at] = points[at + 1];
            points[at + 1] = letter;
        }
    }
}
