package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocks of a transformer encoder, one after the other. */
final class EncoderStack extends Layer {
    private final List<EncoderBlock> blocks = new ArrayList<>();

    EncoderStack(Initial initial, EncoderBlock.Kind kind, EncoderBlock.Size size) {
        for (int i = 0; i < size.layers(); i++) {
            blocks.add(part(kind.prefix + i, new EncoderBlock(initial, kind, size)));
        }
    }

    /**
     * Hidden states after each block, the input first.
     *
     * @param x       [B, T, d]
     * @param penalty [B, 1, 1, T], very negative on padding, or null
     * @return layers + 1 arrays [B, T, d]
     */
    List<NDArray> hidden(NDArray x, @Nullable NDArray penalty, Pass pass) {
        List<NDArray> states = new ArrayList<>(List.of(x));
        for (EncoderBlock block : blocks) {
            states.add(block.apply(states.getLast(), penalty, false, pass));
        }
        return states;
    }

    /** The last hidden states [B, T, d]. */
    NDArray last(NDArray x, @Nullable NDArray penalty, Pass pass) {
        return run(x, penalty, false, pass);
    }

    /**
     * The first token's last hidden state [B, 1, d]. Outside of training the last block is not run for the others; in
     * training it is, so that dropout masks do not depend on what is asked for.
     */
    NDArray first(NDArray x, @Nullable NDArray penalty, Pass pass) {
        return pass.training() ? last(x, penalty, pass).get(":, 0:1") : run(x, penalty, true, pass);
    }

    private NDArray run(NDArray x, @Nullable NDArray penalty, boolean alone, Pass pass) {
        Packing packing = pass.packing();
        if (packing != null && packing.suits(x, blocks.getFirst())) {
            return packing.encode(x, penalty, blocks, alone, pass);
        }
        NDArray state = x;
        for (EncoderBlock block : blocks) {
            state = block.apply(state, penalty, alone && block == blocks.getLast(), pass);
        }
        return state;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        NDArray penalty = inputs.size() > 1 ? inputs.get(1) : null;
        return new NDList(last(inputs.get(0), penalty, new Pass(store, training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {inputs[0]};
    }
}
