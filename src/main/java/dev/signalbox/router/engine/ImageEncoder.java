package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.signalbox.router.arms.ImageConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CLIP's vision tower with visual projection: class token, patches, pre-LayerNorm blocks. Parameter names are those of
 * the public checkpoint, its misspelt {@code pre_layrnorm} included.
 */
final class ImageEncoder extends Layer {
    private final Tower tower;
    private final Dense projection;
    private final ImageConfig config;

    ImageEncoder(Initial initial, ImageConfig config) {
        this.config = config;
        tower = part("vision_model", new Tower(initial, config));
        projection = part("visual_projection", Dense.withoutBias(initial, config.width(), config.projection()));
    }

    /**
     * Hidden states: after the first norm, then after each block.
     *
     * @param pixels [B, 3, size, size], normalised
     * @return layers + 1 arrays [B, tokens, width]
     */
    List<NDArray> hidden(NDArray pixels, Pass pass) {
        return tower.hidden(pixels, pass);
    }

    /** Projected tokens [B, 1 or tokens, projection]; token 0 is the picture's vector. */
    NDArray encode(NDArray pixels, boolean allTokens, Pass pass) {
        NDArray kept;
        if (allTokens) {
            kept = hidden(pixels, pass).getLast();
        } else {
            kept = pass.training() ? hidden(pixels, pass).getLast().get(":, 0:1") : tower.first(pixels, pass);
        }
        return projection.apply(tower.after.apply(kept, pass), pass);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        return new NDList(encode(inputs.singletonOrThrow(), true, new Pass(store, training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(inputs[0].get(0), config.tokens(), config.projection())};
    }

    private static final class Tower extends Layer {
        private final Parameter classToken;
        private final Parameter patches;
        private final Table positions;
        private final Norm before;
        private final List<Block> blocks = new ArrayList<>();
        private final Norm after;
        private final ImageConfig config;

        Tower(Initial initial, ImageConfig config) {
            this.config = config;
            int width = config.width();
            int patch = config.patch();
            classToken = weight("embeddings.class_embedding", initial.normal(config.embeddingStd()), width);
            patches = weight(
                    "embeddings.patch_embedding.weight", initial.linear(3L * patch * patch), width, 3, patch, patch);
            positions = part(
                    "embeddings.position_embedding", new Table(initial, config.tokens(), width, config.embeddingStd()));
            before = part("pre_layrnorm", new Norm(width, config.normEps()));
            for (int i = 0; i < config.layers(); i++) {
                blocks.add(part("encoder.layers." + i, new Block(initial, config)));
            }
            after = part("post_layernorm", new Norm(width, config.normEps()));
        }

        List<NDArray> hidden(NDArray pixels, Pass pass) {
            List<NDArray> states = new ArrayList<>();
            NDArray x = before.apply(embed(pixels, pass), pass);
            states.add(x);
            for (Block block : blocks) {
                x = block.apply(x, pass);
                states.add(x);
            }
            return states;
        }

        /** The first token's last hidden state [B, 1, width]; the last block is not run for the others. */
        NDArray first(NDArray pixels, Pass pass) {
            NDArray x = before.apply(embed(pixels, pass), pass);
            for (Block block : blocks.subList(0, blocks.size() - 1)) {
                x = block.apply(x, pass);
            }
            return blocks.getLast().applyToFirst(x, pass);
        }

        /** A convolution with stride = kernel is one product per patch. */
        private NDArray embed(NDArray pixels, Pass pass) {
            long batch = pixels.getShape().get(0);
            int patch = config.patch();
            int side = config.size() / patch;
            int width = config.width();
            NDArray columns = pixels.reshape(batch, 3, side, patch, side, patch)
                    .transpose(0, 2, 4, 1, 3, 5)
                    .reshape(batch, (long) side * side, 3L * patch * patch);
            NDArray kernel = owned(columns, value(pass, patches, pixels).reshape(width, 3L * patch * patch));
            NDArray embedded = Linear.linear(columns, kernel).singletonOrThrow();
            NDArray token = pixels.getManager()
                    .zeros(new Shape(batch, 1, width), pixels.getDataType())
                    .add(value(pass, classToken, pixels));
            NDArray places = pixels.getManager().arange(0, config.tokens(), 1, DataType.INT64);
            return token.concat(embedded, 1).add(positions.apply(places.expandDims(0), pass));
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
            return new NDList(
                    hidden(inputs.singletonOrThrow(), new Pass(store, training)).getLast());
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return new Shape[] {new Shape(inputs[0].get(0), config.tokens(), config.width())};
        }
    }

    private static final class Block extends Layer {
        private final Norm first;
        private final Attention attention;
        private final Norm second;
        private final FeedForward mlp;
        private final double dropout;

        Block(Initial initial, ImageConfig config) {
            int width = config.width();
            dropout = config.dropout();
            attention = part("self_attn", new Attention(initial, width, config.heads(), dropout, Attention.CLIP));
            first = part("layer_norm1", new Norm(width, config.normEps()));
            mlp = part(
                    "mlp",
                    new FeedForward(initial, width, config.ffn(), width, config.activation(), dropout, "fc1", "fc2"));
            second = part("layer_norm2", new Norm(width, config.normEps()));
        }

        NDArray apply(NDArray x, Pass pass) {
            NDArray normed = first.apply(x, pass);
            return apply(x, normed, normed, pass);
        }

        /** What becomes of the first token [B, 1, d]. */
        NDArray applyToFirst(NDArray x, Pass pass) {
            NDArray normed = first.apply(x, pass);
            return apply(x.get(":, 0:1"), normed.get(":, 0:1"), normed, pass);
        }

        private NDArray apply(NDArray x, NDArray asking, NDArray normed, Pass pass) {
            NDArray mixed = x.add(attention.apply(asking, normed, null, pass));
            return mixed.add(Ops.dropout(mlp.apply(second.apply(mixed, pass), pass), dropout, pass));
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
            return new NDList(apply(inputs.singletonOrThrow(), new Pass(store, training)));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return new Shape[] {inputs[0]};
        }
    }
}
