package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * AdamW with decoupled weight decay and clipping by the joint norm. The engine's own optimiser keeps its state outside
 * every NDManager, where closing a training run cannot free it, and clips element by element.
 */
final class AdamW {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private record Slot(Parameter parameter, NDArray mean, NDArray variance) {}

    private final List<Slot> slots = new ArrayList<>();
    private final double weightDecay;
    private final double clip;
    private int steps;

    /**
     * Prepares state.
     *
     * @param manager     owns the state
     * @param weightDecay per unit of learning rate
     * @param clip        bound of the joint gradient norm, 0 for none
     */
    AdamW(NDManager manager, Collection<Parameter> parameters, double weightDecay, double clip) {
        this.weightDecay = weightDecay;
        this.clip = clip;
        for (Parameter p : parameters) {
            NDArray mean = manager.zeros(p.getShape());
            slots.add(new Slot(p, mean, manager.zeros(p.getShape())));
        }
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
        double corrected = learningRate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            NDArray weight = slot.parameter().getArray();
            weight.getNDArrayInternal()
                    .adamUpdate(
                            new NDList(weight, gradients.get(i), slot.mean(), slot.variance()),
                            new NDList(weight),
                            (float) learningRate,
                            (float) corrected,
                            (float) weightDecay,
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
