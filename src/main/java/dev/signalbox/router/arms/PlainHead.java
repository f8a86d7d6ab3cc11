package dev.signalbox.router.arms;

import dev.signalbox.router.arms.ArmsConfig.ClassifierForm;
import dev.signalbox.router.arms.ArmsConfig.ExpertForm;
import dev.signalbox.router.arms.ArmsConfig.VisionKeys;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gate, fusion experts, mixture and fused vector of ARMS (section 1.2 steps 3 to 6) for one query at a time, without an
 * engine: for a small network starting an engine's operations takes far longer than the sums themselves. The result of a
 * query does not depend on what it is computed together with. Immutable and safe to share between threads.
 */
public final class PlainHead {
    /**
     * Weights up to which it is quicker than an engine, also in batches: a small cache's worth. With more of them a batch is
     * for the engine, which reads them once for all of its queries.
     */
    public static final int MOST = 1 << 20;

    /** Who does the experts' sums: one after the other, or on several threads. */
    public interface Runner {
        /** Does parts 0 to {@code parts - 1} in any order and returns when all are done. */
        void run(int parts, IntConsumer work);
    }

    private final ArmsConfig config;
    private final Linear gate;
    private final Expert[] experts;
    private final Norm norm;
    private final @Nullable Linear projection;

    /** y = x W^T + b; {@code byInput} is W turned, an array for each input. */
    @SuppressWarnings("ArrayRecordComponent") // weights: only read
    private record Linear(float[][] byInput, float[] bias) {
        static Linear of(Map<String, float[]> weights, String name) {
            return of(values(weights, name + ".weight"), values(weights, name + ".bias"));
        }

        static Linear of(float[] rows, float[] bias) {
            int out = bias.length;
            int in = rows.length / out;
            float[][] turned = new float[in][out];
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    turned[i][o] = rows[o * in + i];
                }
            }
            return new Linear(turned, bias);
        }

        float[] apply(float[] x) {
            float[] y = bias.clone();
            addRows(x, 0, byInput, 0, byInput.length, y);
            return y;
        }
    }

    /** y += sum over {@code count} rows of x[at + i] rows[from + i], four rows at a time, so that y is read less often. */
    private static void addRows(float[] x, int at, float[][] rows, int from, int count, float[] y) {
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            addFour(x, at + i, rows[from + i], rows[from + i + 1], rows[from + i + 2], rows[from + i + 3], y);
        }
        for (; i < count; i++) {
            float a = x[at + i];
            float[] row = rows[from + i];
            for (int o = 0; o < y.length; o++) {
                y[o] += a * row[o];
            }
        }
    }

    /**
     * Four rows are four arrays, read from their beginnings: at places within one array the compiler would not make vectors of
     * this loop (measured: 4 to 8 times slower).
     */
    private static void addFour(float[] x, int i, float[] p, float[] q, float[] r, float[] s, float[] y) {
        float a = x[i];
        float b = x[i + 1];
        float c = x[i + 2];
        float d = x[i + 3];
        for (int o = 0; o < y.length; o++) {
            y[o] = y[o] + a * p[o] + b * q[o] + c * r[o] + d * s[o];
        }
    }

    /** Layer normalisation. */
    @SuppressWarnings("ArrayRecordComponent") // weights: only read
    private record Norm(float[] gamma, float[] beta) {
        private static final double EPSILON = 1e-5;

        static Norm of(Map<String, float[]> weights, String name) {
            return new Norm(values(weights, name + ".weight"), values(weights, name + ".bias"));
        }

        float[] apply(float[] x) {
            double mean = 0;
            for (float v : x) {
                mean += v;
            }
            mean /= x.length;
            double variance = 0;
            for (float v : x) {
                variance += (v - mean) * (v - mean);
            }
            double scale = 1 / Math.sqrt(variance / x.length + EPSILON);
            float[] y = new float[x.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = (float) ((x[i] - mean) * scale) * gamma[i] + beta[i];
            }
            return y;
        }
    }

    /**
     * {@code keyRows} is W_K as it is stored, an array for each of its d_a outputs; {@code values} are the rows of W_V that
     * belong to each head.
     */
    @SuppressWarnings("ArrayRecordComponent") // weights: only read
    private record Expert(
            Linear query,
            float[][] keyRows,
            Linear[] values,
            @Nullable Linear out,
            Norm norm,
            Linear first,
            Linear second) {}

    /**
     * What gate and experts make of a query, before they are mixed.
     *
     * @param question [d_q]
     * @param logits   [n] of the gate
     * @param outputs  [n][d_q]
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Opinions(float[] question, float[] logits, float[][] outputs) {}

    /**
     * A fused query.
     *
     * @param fused u [d_q]
     * @param gate  [n] weights used in the mixture
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Fused(float[] fused, float[] gate) {}

    /**
     * Takes a head's weights.
     *
     * @param weights by their names in a checkpoint, without {@code router.}
     */
    public PlainHead(ArmsConfig config, Map<String, float[]> weights) {
        this.config = config;
        gate = Linear.of(weights, "gate");
        experts = new Expert[config.experts()];
        for (int k = 0; k < experts.length; k++) {
            String name = "experts." + k + ".";
            experts[k] = new Expert(
                    Linear.of(weights, name + "wq"),
                    parts(values(weights, name + "wk.weight"), config.attentionWidth()),
                    heads(values(weights, name + "wv.weight"), values(weights, name + "wv.bias"), config.heads()),
                    config.outputProjection() ? Linear.of(weights, name + "wo") : null,
                    Norm.of(weights, name + "ln"),
                    Linear.of(weights, name + "ffn1"),
                    Linear.of(weights, name + "ffn2"));
        }
        norm = Norm.of(weights, "head.ln");
        projection = config.classifierForm() == ClassifierForm.CONCAT_PROJ ? Linear.of(weights, "head.proj") : null;
    }

    /** An array cut into so many of the same length. */
    private static float[][] parts(float[] all, int count) {
        int length = all.length / count;
        float[][] parts = new float[count][];
        Arrays.setAll(parts, i -> Arrays.copyOfRange(all, i * length, (i + 1) * length));
        return parts;
    }

    private static Linear[] heads(float[] rows, float[] bias, int count) {
        float[][] weights = parts(rows, count);
        float[][] biases = parts(bias, count);
        Linear[] heads = new Linear[count];
        Arrays.setAll(heads, h -> Linear.of(weights[h], biases[h]));
        return heads;
    }

    private static float[] values(Map<String, float[]> weights, String name) {
        return Objects.requireNonNull(weights.get(name), name);
    }

    /** Runs gate and experts on the caller's thread; arguments as of the other. */
    public Opinions opinions(float[] question, float[] tokens) {
        return opinions(
                question, tokens, (parts, work) -> IntStream.range(0, parts).forEach(work));
    }

    /**
     * Runs gate and experts; the result does not depend on the runner.
     *
     * @param question [d_q]
     * @param tokens   [S * d_v]; token 0 is the picture's vector, and the only one that counts in the form POOLED
     */
    public Opinions opinions(float[] question, float[] tokens, Runner runner) {
        int width = config.image().projection();
        int count = config.visionKeys() == VisionKeys.POOLED ? 1 : tokens.length / width;
        float[][] keys = parts(Arrays.copyOf(tokens, count * width), count);
        if (config.normaliseImage()) {
            for (float[] key : keys) {
                normalise(key);
            }
        }
        float[][] seen = count == 1 ? new float[0][] : attend(question, keys);
        float[][] outputs = new float[experts.length][];
        runner.run(experts.length, k -> {
            float[] mixed = new float[question.length];
            for (int h = 0; h < config.heads(); h++) {
                // Softmax over a single key is 1 whatever the question asks: W_Q and W_K have no part in it (A5).
                float[] before = count == 1 ? keys[0] : seen[k * config.heads() + h];
                place(experts[k].values()[h].apply(before), h, mixed);
            }
            outputs[k] = output(experts[k], question, mixed);
        });
        return new Opinions(question, gate.apply(concat(question, keys[0])), outputs);
    }

    private float[] output(Expert expert, float[] question, float[] mixed) {
        Linear out = expert.out();
        float[] a = out == null ? mixed : out.apply(mixed);
        boolean residual = config.expertForm() == ExpertForm.RESIDUAL;
        float[] h = expert.norm().apply(residual ? sum(question, a) : concat(a, question));
        float[] hidden = expert.first().apply(h);
        activate(hidden);
        float[] fed = expert.second().apply(hidden);
        return residual ? sum(h, fed) : fed;
    }

    /**
     * What the heads of every expert see of the picture, [n * heads][d_v]. Since (W_K x + b) q = x (W_K^T q) + b q, whose
     * last term is the same for every token, and since the weights sum to 1, keys and values are projected once and not token
     * by token. All heads of all experts look at a token together: the loops are long enough for vectors then.
     *
     * @param keys [S][d_v]
     */
    private float[][] attend(float[] question, float[][] keys) {
        int width = keys[0].length;
        int heads = config.heads();
        int part = config.attentionWidth() / heads;
        float[][] directions = new float[width][experts.length * heads];
        for (int k = 0; k < experts.length; k++) {
            float[] query = experts[k].query().apply(question);
            for (int h = 0; h < heads; h++) {
                float[] direction = new float[width];
                addRows(query, h * part, experts[k].keyRows(), h * part, part, direction);
                for (int d = 0; d < width; d++) {
                    directions[d][k * heads + h] = direction[d];
                }
            }
        }
        float[][] logits = new float[keys.length][experts.length * heads];
        for (int t = 0; t < keys.length; t++) {
            addRows(keys[t], 0, directions, 0, width, logits[t]);
        }
        float[][] seen = new float[experts.length * heads][width];
        for (int i = 0; i < seen.length; i++) {
            float[] weights = new float[keys.length];
            for (int t = 0; t < weights.length; t++) {
                weights[t] = logits[t][i];
            }
            softmax(weights, 1 / Math.sqrt(part));
            addRows(weights, 0, keys, 0, weights.length, seen[i]);
        }
        return seen;
    }

    /** Puts what a head sees beside what the others see. */
    private static void place(float[] part, int head, float[] whole) {
        System.arraycopy(part, 0, whole, head * part.length, part.length);
    }

    /** Mixes the experts of a set and puts the question to the mixture: u = LN(f + e_q), or P LN([f; e_q]) + b. */
    public Fused mix(Opinions opinions, ExpertSet set) {
        float[] weights = opinions.logits().clone();
        for (int k = 0; k < weights.length; k++) {
            weights[k] = set.has(k) ? weights[k] : Float.NEGATIVE_INFINITY;
        }
        softmax(weights, 1);
        if (config.topK() > 0) {
            largest(weights, Math.min(config.topK(), set.count()));
        }
        float[] mixture = new float[opinions.question().length];
        for (int k = 0; k < weights.length; k++) {
            for (int d = 0; d < mixture.length; d++) {
                mixture[d] += weights[k] * opinions.outputs()[k][d];
            }
        }
        float[] fused = projection == null
                ? norm.apply(sum(mixture, opinions.question()))
                : projection.apply(norm.apply(concat(mixture, opinions.question())));
        return new Fused(fused, weights);
    }

    private static void largest(float[] weights, int most) {
        float[] sorted = weights.clone();
        Arrays.sort(sorted);
        float least = sorted[sorted.length - most];
        double kept = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = weights[k] >= least ? weights[k] : 0;
            kept += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] = (float) (weights[k] / kept);
        }
    }

    private static void softmax(float[] logits, double scale) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit * scale);
        }
        double sum = 0;
        double[] powers = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            powers[i] = Math.exp(logits[i] * scale - highest);
            sum += powers[i];
        }
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (powers[i] / sum);
        }
    }

    private static void normalise(float[] vector) {
        double square = 0;
        for (float v : vector) {
            square += (double) v * v;
        }
        double length = Math.max(Math.sqrt(square), ArmsNumerics.SMALLEST_NORM);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
    }

    private void activate(float[] x) {
        switch (config.activation()) {
            case GELU -> {
                for (int i = 0; i < x.length; i++) {
                    x[i] *= (float) NormalTable.below(x[i]);
                }
            }
            case QUICK_GELU -> {
                for (int i = 0; i < x.length; i++) {
                    x[i] *= (float) ArmsNumerics.sigmoid(1.702f * x[i]);
                }
            }
            case RELU -> {
                for (int i = 0; i < x.length; i++) {
                    x[i] = Math.max(0, x[i]);
                }
            }
        }
    }

    private static float[] sum(float[] a, float[] b) {
        float[] y = new float[a.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = a[i] + b[i];
        }
        return y;
    }

    private static float[] concat(float[] a, float[] b) {
        float[] y = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, y, a.length, b.length);
        return y;
    }
}
