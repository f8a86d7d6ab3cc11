package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What encoders that do not learn give for every query and profile sentence, computed once: a step is then the head alone
 * (section 2.1, the cached-embedding mode). An encoder that learns, or pictures that are moved at random, are not in it.
 */
final class Encoded {
    /** Nothing: every step asks the encoders. */
    static final Encoded NONE = new Encoded(null, null, null);

    private static final int CHUNK = 32;
    /** Picture tokens beyond this are computed anew in every step. */
    private static final long BUDGET = 2L << 30;

    /** [n][d_q] */
    private final float @Nullable [][] questions;
    /** [n][S * d_v] */
    private final float @Nullable [][] pictures;
    /** [K][d_q] before any projection */
    private final float @Nullable [][] sentences;

    private Encoded(float @Nullable [][] questions, float @Nullable [][] pictures, float @Nullable [][] sentences) {
        this.questions = questions;
        this.pictures = pictures;
        this.sentences = sentences;
    }

    /**
     * Asks the encoders that stay as they are. Always in the same batches, so that a resumed run has the same values.
     *
     * @param shifts true when training pictures are moved at random
     * @param keep   where vectors are kept for the next run, or null
     */
    static Encoded of(
            ArmsModel model,
            Examples examples,
            List<long[]> profiles,
            int padding,
            boolean shifts,
            @Nullable Path keep,
            NDManager manager,
            Progress progress)
            throws IOException {
        Pass pass = new Pass(new ParameterStore(manager, false), false);
        ArmsConfig config = model.config();
        String device = Engines.name(manager.getDevice());
        float[][] questions = null;
        float[][] sentences = null;
        if (!model.textMoves()) {
            String shape = config.text() + " " + config.pooling() + " " + padding;
            try (KeptVectors kept = KeptVectors.open(
                    keep, model.text().named(), shape, config.text().width(), device)) {
                Batches<long[]> batches = new Batches<>(manager, progress, kept, KeptVectors::tokens);
                BiFunction<NDManager, List<long[]>, NDArray> encode =
                        (step, some) -> model.encode(step, some, padding, pass);
                questions = batches.rows(examples.size(), examples::questions, encode);
                sentences = batches.rows(
                        profiles.size(),
                        some -> some.stream().map(profiles::get).toList(),
                        encode);
            }
        }
        float[][] pictures = null;
        long width = (long) model.looks() * config.image().projection();
        if (!model.imageMoves() && !shifts && examples.size() * width * Float.BYTES <= BUDGET) {
            String shape = config.image() + " " + model.looks();
            try (KeptVectors kept = KeptVectors.open(keep, model.image().named(), shape, (int) width, device)) {
                pictures = new Batches<>(manager, progress, kept, KeptVectors::pixels)
                        .rows(examples.size(), examples::pictures, (step, some) -> model.look(step, some, pass));
            }
        }
        return new Encoded(questions, pictures, sentences);
    }

    /** Encodes in batches, or takes them from where they are kept. */
    private record Batches<T>(
            NDManager manager, Progress progress, @Nullable KeptVectors kept, Function<List<T>, String> hash) {
        float[][] rows(int n, Function<List<Integer>, List<T>> inputs, BiFunction<NDManager, List<T>, NDArray> encode)
                throws IOException {
            float[][] rows = new float[n][];
            for (int from = 0; from < n; from += CHUNK) {
                progress.checkCancelled();
                progress.update(-1, Messages.text("router.training.cached", from, n));
                List<T> some = inputs.apply(
                        IntStream.range(from, Math.min(n, from + CHUNK)).boxed().toList());
                float[][] batch = batch(some, encode);
                System.arraycopy(batch, 0, rows, from, batch.length);
            }
            return rows;
        }

        private float[][] batch(List<T> some, BiFunction<NDManager, List<T>, NDArray> encode) throws IOException {
            String name = kept == null ? "" : hash.apply(some);
            float[][] known = kept == null ? null : kept.read(name, some.size());
            if (known != null) {
                return known;
            }
            float[][] rows = new float[some.size()][];
            try (NDManager step = manager.newSubManager()) {
                float[] flat = encode.apply(step, some).toFloatArray();
                int width = flat.length / rows.length;
                Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * width, (i + 1) * width));
            }
            if (kept != null) {
                kept.add(name, rows);
            }
            return rows;
        }
    }

    /** [B, d_q], or null when the text encoder is to be asked. */
    @Nullable
    NDArray questions(NDManager step, List<Integer> queries) {
        return questions == null ? null : array(step, some(questions, queries));
    }

    /** [K, d_q] before any projection, or null when the text encoder is to be asked. */
    @Nullable
    NDArray sentences(NDManager step) {
        return sentences == null ? null : array(step, sentences);
    }

    /** [B, S, d_v], or null when the image encoder is to be asked. */
    @Nullable
    NDArray pictures(NDManager step, List<Integer> queries, int looks) {
        if (pictures == null) {
            return null;
        }
        NDArray flat = array(step, some(pictures, queries));
        long width = flat.getShape().get(1);
        return flat.reshape(new Shape(queries.size(), looks, width / looks));
    }

    private static NDArray array(NDManager step, float[][] rows) {
        int width = rows[0].length;
        float[] flat = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return Initial.aligned(step, flat, new Shape(rows.length, width));
    }

    private static float[][] some(float[][] rows, List<Integer> queries) {
        return queries.stream().map(query -> rows[query]).toArray(float[][]::new);
    }
}
