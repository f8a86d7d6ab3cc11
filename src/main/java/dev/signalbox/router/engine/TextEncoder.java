package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.TextConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DistilBERT: embeddings, then post-LayerNorm blocks. Parameter names are those of the public checkpoint. */
final class TextEncoder extends Layer {
    private final Embeddings embeddings;
    private final Stack stack;
    private final TextConfig config;

    TextEncoder(Initial initial, TextConfig config) {
        this.config = config;
        embeddings = part("embeddings", new Embeddings(initial, config));
        stack = part("transformer", new Stack(initial, config));
    }

    /**
     * Hidden states after each block, the embeddings first.
     *
     * @param ids  [B, T] INT64
     * @param mask [B, T] 1 for tokens, 0 for padding, in the network's floating type
     * @return layers + 1 arrays [B, T, d]
     */
    List<NDArray> hidden(NDArray ids, NDArray mask, Pass pass) {
        List<NDArray> states = new ArrayList<>();
        NDArray x = embeddings.apply(ids, pass);
        states.add(x);
        NDArray penalty = penalty(mask);
        for (Block block : stack.blocks) {
            x = block.apply(x, penalty, pass);
            states.add(x);
        }
        return states;
    }

    /** exp(-1e9) is exactly 0, so padding has no influence at all. */
    private static NDArray penalty(NDArray mask) {
        return Ops.times(mask.sub(1), 1e9f).expandDims(1).expandDims(1);
    }

    /** The first token's last hidden state [B, d]; the last block is not run for the others. */
    private NDArray first(NDArray ids, NDArray mask, Pass pass) {
        NDArray x = embeddings.apply(ids, pass);
        NDArray penalty = penalty(mask);
        List<Block> blocks = stack.blocks;
        for (Block block : blocks.subList(0, blocks.size() - 1)) {
            x = block.apply(x, penalty, pass);
        }
        return blocks.getLast().apply(x.get(":, 0:1"), x, penalty, pass).squeeze(1);
    }

    /** Text vectors [B, d]. */
    NDArray encode(NDArray ids, NDArray mask, Pooling pooling, Pass pass) {
        return switch (pooling) {
            case CLS -> pass.training() ? hidden(ids, mask, pass).getLast().get(":, 0") : first(ids, mask, pass);
            case MEAN -> {
                NDArray last = hidden(ids, mask, pass).getLast();
                NDArray counts = mask.sum(new int[] {1}, true).maximum(1);
                yield last.mul(mask.expandDims(2)).sum(new int[] {1}).div(counts);
            }
        };
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

    /** Only a name in the checkpoint: {@code transformer.layer.N}. */
    private static final class Stack extends Layer {
        private final List<Block> blocks = new ArrayList<>();

        Stack(Initial initial, TextConfig config) {
            for (int i = 0; i < config.layers(); i++) {
                blocks.add(part("layer." + i, new Block(initial, config)));
            }
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
            NDArray x = inputs.get(0);
            for (Block block : blocks) {
                x = block.apply(x, inputs.get(1), new Pass(store, training));
            }
            return new NDList(x);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return new Shape[] {inputs[0]};
        }
    }

    private static final class Block extends Layer {
        private final Attention attention;
        private final Norm afterAttention;
        private final FeedForward ffn;
        private final Norm afterFfn;
        private final double dropout;

        Block(Initial initial, TextConfig config) {
            int width = config.width();
            dropout = config.dropout();
            attention = part("attention", new Attention(initial, width, config.heads(), dropout, Attention.DISTILBERT));
            afterAttention = part("sa_layer_norm", new Norm(width, config.normEps()));
            ffn = part(
                    "ffn",
                    new FeedForward(initial, width, config.ffn(), width, config.activation(), 0, "lin1", "lin2"));
            afterFfn = part("output_layer_norm", new Norm(width, config.normEps()));
        }

        NDArray apply(NDArray x, NDArray penalty, Pass pass) {
            return apply(x, x, penalty, pass);
        }

        /** For the tokens {@code some} of {@code x}. */
        NDArray apply(NDArray some, NDArray x, NDArray penalty, Pass pass) {
            NDArray mixed =
                    afterAttention.apply(attention.apply(some, x, penalty, pass).add(some), pass);
            NDArray fed = Ops.dropout(ffn.apply(mixed, pass), dropout, pass);
            return afterFfn.apply(fed.add(mixed), pass);
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
            return new NDList(apply(inputs.get(0), inputs.get(1), new Pass(store, training)));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return new Shape[] {inputs[0]};
        }
    }
}
