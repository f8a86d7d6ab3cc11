package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingOptions.Precision;
import dev.signalbox.router.arms.TrainingOptions.Strategy;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A network with its optimiser: takes steps, scores queries, and can be saved and put back to the last bit. */
final class Learner {
    private static final int CHUNK = 64;

    private final TrainingOptions options;
    private final Examples examples;
    private final Taught taught;
    private final ArmsModel model;
    private final AdamW optimiser;
    private final List<long[]> profiles;
    private final int padding;
    private final NDManager manager;
    private final ParameterStore store;
    private final @Nullable MixedProducts mixed;
    private Encoded encoded = Encoded.NONE;

    Learner(
            TrainingOptions options,
            Roster roster,
            Examples examples,
            Taught taught,
            Tokeniser tokeniser,
            NDManager manager) {
        this.options = options;
        this.examples = examples;
        this.taught = taught;
        this.manager = manager;
        padding = tokeniser.padding();
        profiles = tokeniser.encode(
                roster.vlms().stream().map(Vlm::profile).toList(),
                options.config().profileTokens());
        store = new ParameterStore(manager, false);
        mixed = options.precision() == Precision.MIXED ? MixedProducts.open(manager) : null;
        model = new ArmsModel(options.config(), roster.size(), new Random(Seeds.WEIGHTS.of(options.seed(), 0)));
        model.start(manager, options.strategy() == Strategy.HEAD);
        optimiser = new AdamW(manager, model.trained(), this::rule, options.gradientClip());
    }

    private AdamW.Rule rule(String name) {
        boolean decays = options.decayAll() || matrix(name);
        return new AdamW.Rule(
                name.startsWith(ArmsModel.HEAD) ? 1 : options.encoderFactor(), decays ? options.weightDecay() : 0);
    }

    /** False for biases, LayerNorms, and the scale and biases of the logits. */
    static boolean matrix(String parameter) {
        String[] parts = parameter.split("\\.", -1);
        String layer = parts[Math.max(0, parts.length - 2)].toLowerCase(Locale.ROOT);
        return !parameter.endsWith(".bias") && !layer.equals("ln") && !layer.contains("norm") && !layer.equals("logit");
    }

    /** Weights, copied out of the engine. */
    SequencedMap<String, Tensor> weights() {
        return model.save();
    }

    void weights(Map<String, Tensor> values, String source) {
        model.restore(values, source);
    }

    /** Gives the encoders the weights of others. */
    void encoders(EncoderSource source) throws IOException {
        source.fill(model);
    }

    /** Asks encoders that do not learn once for all; call when the weights are in. */
    void encode(Progress progress) throws IOException {
        encoded =
                Encoded.of(model, examples, profiles, padding, options.shift() > 0, examples.keep(), manager, progress);
    }

    AdamW optimiser() {
        return optimiser;
    }

    /**
     * Takes one step of the optimiser.
     *
     * @param number counted from 0 over the whole run; it alone decides every random draw
     * @return the mean binary cross entropy over the batch's labels, before the step
     */
    double step(List<Integer> batch, int number, double rate) {
        Engines.engine().setRandomSeed(Long.hashCode(Seeds.ENGINE.of(options.seed(), number)));
        SplittableRandom shifts = new SplittableRandom(Seeds.SHIFT.of(options.seed(), number));
        double labels = known(batch);
        int part = (batch.size() + options.accumulate() - 1) / options.accumulate();
        double loss = 0;
        try (NDManager step = manager.newSubManager()) {
            try (GradientCollector collector = Engines.engine().newGradientCollector()) {
                for (int from = 0; from < batch.size(); from += part) {
                    List<Integer> some = batch.subList(from, Math.min(from + part, batch.size()));
                    try (NDManager inner = step.newSubManager()) {
                        loss += gradients(
                                inner,
                                collector,
                                some,
                                shifts,
                                known(some) / labels,
                                (double) some.size() / batch.size());
                    }
                }
            }
            optimiser.step(step, rate);
        }
        return loss;
    }

    /** Adds the gradients of a part of a batch; returns its share of the batch's loss. */
    private double gradients(
            NDManager step,
            GradientCollector collector,
            List<Integer> batch,
            SplittableRandom shifts,
            double labels,
            double queries) {
        Pass pass = new Pass(store, true, null, mixed);
        ArmsHead.Fused fusion = fuse(step, batch, () -> examples.shifted(batch, options.shift(), shifts), pass);
        NDArray vectors = vectors(step, pass);
        NDArray logits = model.head().score(fusion.fused(), vectors, pass).logit();
        NDArray total = ArmsHead.loss(
                logits,
                matrix(step, batch, label -> label == 1 ? 1 : 0),
                matrix(step, batch, label -> label >= 0 ? 1 : 0));
        if (labels != 1) {
            total = Ops.times(total, (float) labels);
        }
        double loss = total.getFloat();
        double balance = options.config().loadBalance() * queries;
        if (balance > 0) {
            total = total.add(Ops.times(ArmsHead.imbalance(fusion.gateFull()), balance));
        }
        collector.backward(total);
        return loss;
    }

    private ArmsHead.Fused fuse(NDManager step, List<Integer> batch, Supplier<List<byte[]>> pictures, Pass pass) {
        NDArray question = encoded.questions(step, batch);
        NDArray tokens = encoded.pictures(step, batch, model.looks());
        return model.head()
                .fuse(
                        question == null ? model.encode(step, examples.questions(batch), padding, pass) : question,
                        tokens == null ? model.look(step, pictures.get(), pass) : tokens,
                        pass);
    }

    private NDArray vectors(NDManager step, Pass pass) {
        NDArray sentences = encoded.sentences(step);
        return model.head().profiles(sentences == null ? model.encode(step, profiles, padding, pass) : sentences, pass);
    }

    private int known(List<Integer> batch) {
        int known = 0;
        for (int query : batch) {
            for (int k = 0; k < examples.vlms(); k++) {
                known += taught.label(query, k) >= 0 ? 1 : 0;
            }
        }
        return known;
    }

    private NDArray matrix(NDManager step, List<Integer> batch, IntUnaryOperator value) {
        int width = examples.vlms();
        float[] values = new float[batch.size() * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsInt(taught.label(batch.get(i / width), i % width));
        }
        return step.create(values, new Shape(batch.size(), width));
    }

    /** Logits [queries][K]. */
    float[][] logits(List<Integer> queries, Progress progress) {
        float[][] result = new float[queries.size()][];
        Pass pass = new Pass(store, false);
        for (int from = 0; from < queries.size(); from += CHUNK) {
            progress.checkCancelled();
            List<Integer> chunk = queries.subList(from, Math.min(from + CHUNK, queries.size()));
            try (NDManager step = manager.newSubManager()) {
                NDArray fused =
                        fuse(step, chunk, () -> examples.pictures(chunk), pass).fused();
                NDArray vectors = vectors(step, pass);
                float[] flat = model.head().score(fused, vectors, pass).logit().toFloatArray();
                int width = flat.length / chunk.size();
                for (int i = 0; i < chunk.size(); i++) {
                    result[from + i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
                }
            }
        }
        return result;
    }
}
