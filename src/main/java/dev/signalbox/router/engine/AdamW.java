package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.signalbox.router.arms.Safetensors.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * AdamW with decoupled weight decay and clipping by the joint norm. The engine's own optimiser keeps its state outside
 * every NDManager, where closing a training run cannot free it, and clips element by element.
 */
final class AdamW {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    /**
     * How a parameter moves.
     *
     * @param factor of the learning rate
     * @param decay  per unit of learning rate
     */
    record Rule(double factor, double decay) {}

    private record Slot(String name, Parameter parameter, NDArray mean, NDArray variance, Rule rule) {}

    private final List<Slot> slots = new ArrayList<>();
    private final double clip;
    private int steps;

    /**
     * Prepares state.
     *
     * @param manager owns the state
     * @param rules   by a parameter's name
     * @param clip    bound of the joint gradient norm, 0 for none
     */
    AdamW(NDManager manager, SequencedMap<String, Parameter> parameters, Function<String, Rule> rules, double clip) {
        this.clip = clip;
        parameters.forEach((name, p) -> slots.add(
                new Slot(name, p, manager.zeros(p.getShape()), manager.zeros(p.getShape()), rules.apply(name))));
    }

    /** The running means of the gradients, copied out. */
    SequencedMap<String, Tensor> means() {
        return copies(Slot::mean);
    }

    /** The running means of their squares, copied out. */
    SequencedMap<String, Tensor> variances() {
        return copies(Slot::variance);
    }

    /** Goes on where another one stood after {@code done} steps. */
    void restore(Map<String, Tensor> means, Map<String, Tensor> variances, int done) {
        for (Slot slot : slots) {
            ArmsModel.put(slot.mean(), Objects.requireNonNull(means.get(slot.name())));
            ArmsModel.put(slot.variance(), Objects.requireNonNull(variances.get(slot.name())));
        }
        steps = done;
    }

    private SequencedMap<String, Tensor> copies(Function<Slot, NDArray> part) {
        SequencedMap<String, Tensor> all = new LinkedHashMap<>();
        slots.forEach(slot -> all.put(slot.name(), ArmsModel.copy(part.apply(slot))));
        return all;
    }

    /** Applies the gradients that the parameters carry, and clears them. */
    void step(NDManager step, double learningRate) {
        steps++;
        List<NDArray> gradients = new ArrayList<>();
        for (Slot slot : slots) {
            NDArray gradient = slot.parameter().getArray().getGradient();
            gradient.attach(step);
            gradients.add(gradient);
        }
        float scale = clip > 0 ? (float) Math.min(1, clip / (norm(gradients) + 1e-6)) : 1;
        double correction = Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            NDArray weight = slot.parameter().getArray();
            double rate = learningRate * slot.rule().factor();
            weight.getNDArrayInternal()
                    .adamUpdate(
                            new NDList(weight, gradients.get(i), slot.mean(), slot.variance()),
                            new NDList(weight),
                            (float) rate,
                            (float) (rate * correction),
                            (float) slot.rule().decay(),
                            scale,
                            -1,
                            BETA1,
                            BETA2,
                            EPSILON,
                            false,
                            true);
            JniUtils.zeroGrad((PtNDArray) weight);
        }
    }

    private static double norm(List<NDArray> gradients) {
        NDList norms = new NDList();
        gradients.forEach(g -> norms.add(g.square().sum()));
        return Math.sqrt(NDArrays.stack(norms).sum().getFloat());
    }
}
