package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
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
     */
    static Encoded of(
            ArmsModel model,
            Examples examples,
            List<long[]> profiles,
            int padding,
            boolean shifts,
            NDManager manager,
            Progress progress) {
        Pass pass = new Pass(new ParameterStore(manager, false), false);
        int n = examples.size();
        long values = (long) n * model.looks() * model.config().image().projection();
        float[][] questions = model.textMoves()
                ? null
                : rows(
                        n,
                        manager,
                        progress,
                        (step, some) -> model.encode(step, examples.questions(some), padding, pass));
        float[][] sentences = model.textMoves()
                ? null
                : rows(
                        profiles.size(),
                        manager,
                        progress,
                        (step, some) -> model.encode(
                                step, some.stream().map(profiles::get).toList(), padding, pass));
        float[][] pictures = model.imageMoves() || shifts || values * Float.BYTES > BUDGET
                ? null
                : rows(n, manager, progress, (step, some) -> model.look(step, examples.pictures(some), pass));
        return new Encoded(questions, pictures, sentences);
    }

    private static float[][] rows(
            int n, NDManager manager, Progress progress, BiFunction<NDManager, List<Integer>, NDArray> encode) {
        float[][] rows = new float[n][];
        for (int from = 0; from < n; from += CHUNK) {
            progress.checkCancelled();
            progress.update(-1, Messages.text("router.training.cached", from, n));
            List<Integer> some =
                    IntStream.range(from, Math.min(n, from + CHUNK)).boxed().toList();
            try (NDManager step = manager.newSubManager()) {
                float[] flat = encode.apply(step, some).toFloatArray();
                int width = flat.length / some.size();
                for (int i = 0; i < some.size(); i++) {
                    rows[from + i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
                }
            }
        }
        return rows;
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
