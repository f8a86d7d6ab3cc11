package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.TextConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DistilBERT: embeddings, then post-LayerNorm blocks. Parameter names are those of the public checkpoint. */
final class TextEncoder extends Layer {
    private final Embeddings embeddings;
    private final EncoderStack stack;
    private final TextConfig config;

    TextEncoder(Initial initial, TextConfig config) {
        this.config = config;
        embeddings = part("embeddings", new Embeddings(initial, config));
        stack = part(
                "transformer",
                new EncoderStack(
                        initial,
                        EncoderBlock.Kind.DISTILBERT,
                        new EncoderBlock.Size(
                                config.layers(),
                                config.width(),
                                config.heads(),
                                config.ffn(),
                                config.activation(),
                                config.normEps(),
                                config.dropout(),
                                0)));
    }

    /**
     * Hidden states after each block, the embeddings first.
     *
     * @param ids  [B, T] INT64
     * @param mask [B, T] 1 for tokens, 0 for padding, in the network's floating type; null where nothing is padded
     * @return layers + 1 arrays [B, T, d]
     */
    List<NDArray> hidden(NDArray ids, @Nullable NDArray mask, Pass pass) {
        return stack.hidden(embeddings.apply(ids, pass), penalty(mask), pass);
    }

    /** exp(-1e9) is exactly 0, so padding has no influence at all. */
    private static @Nullable NDArray penalty(@Nullable NDArray mask) {
        return mask == null ? null : Ops.times(mask.sub(1), 1e9f).expandDims(1).expandDims(1);
    }

    /** Text vectors [B, d]; {@code step} owns them. */
    NDArray encode(NDManager step, TokenBatch batch, Pooling pooling, Pass pass) {
        Shape shape = new Shape(batch.size(), batch.length());
        NDArray mask = batch.padded() ? step.create(batch.mask(), shape) : null;
        return encode(step.create(batch.ids(), shape), mask, pooling, pass);
    }

    /** Text vectors [B, d]; ids and mask as for {@link #hidden}. */
    NDArray encode(NDArray ids, @Nullable NDArray mask, Pooling pooling, Pass pass) {
        NDArray x = embeddings.apply(ids, pass);
        NDArray penalty = penalty(mask);
        return switch (pooling) {
            case CLS -> stack.first(x, penalty, pass).squeeze(1);
            case MEAN -> mean(stack.last(x, penalty, pass), mask);
        };
    }

    private static NDArray mean(NDArray states, @Nullable NDArray mask) {
        if (mask == null) {
            return states.mean(new int[] {1});
        }
        NDArray counts = mask.sum(new int[] {1}, true).maximum(1);
        return states.mul(mask.expandDims(2)).sum(new int[] {1}).div(counts);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        return new NDList(
                hidden(inputs.get(0), inputs.get(1), new Pass(store, training)).getLast());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {inputs[0].add(config.width())};
    }

    private static final class Embeddings extends Layer {
        private final Table words;
        private final Table positions;
        private final Norm norm;
        private final double dropout;

        Embeddings(Initial initial, TextConfig config) {
            words = part(
                    "word_embeddings", new Table(initial, config.vocabulary(), config.width(), config.embeddingStd()));
            positions = part(
                    "position_embeddings",
                    new Table(initial, config.positions(), config.width(), config.embeddingStd()));
            norm = part("LayerNorm", new Norm(config.width(), config.normEps()));
            dropout = config.dropout();
        }

        NDArray apply(NDArray ids, Pass pass) {
            int length = (int) ids.getShape().get(1);
            NDArray places =
                    ids.getManager().arange(0, length, 1, DataType.INT64).reshape(1, length);
            NDArray sum = words.apply(ids, pass).add(positions.apply(places, pass));
            return Ops.dropout(norm.apply(sum, pass), dropout, pass);
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
            return new NDList(apply(inputs.singletonOrThrow(), new Pass(store, training)));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return words.getOutputShapes(inputs);
        }
    }
}
