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
        return tower.stack.hidden(tower.start(pixels, pass), null, pass);
    }

    /** Projected tokens [B, 1 or tokens, projection]; token 0 is the picture's vector. */
    NDArray encode(NDArray pixels, boolean allTokens, Pass pass) {
        NDArray start = tower.start(pixels, pass);
        NDArray kept = allTokens ? tower.stack.last(start, null, pass) : tower.stack.first(start, null, pass);
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
        private final EncoderStack stack;
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
            stack = part(
                    "encoder",
                    new EncoderStack(
                            initial,
                            EncoderBlock.Kind.CLIP,
                            new EncoderBlock.Size(
                                    config.layers(),
                                    width,
                                    config.heads(),
                                    config.ffn(),
                                    config.activation(),
                                    config.normEps(),
                                    config.dropout(),
                                    config.tokens())));
            after = part("post_layernorm", new Norm(width, config.normEps()));
        }

        /** The first norm's output. */
        NDArray start(NDArray pixels, Pass pass) {
            return before.apply(embed(pixels, pass), pass);
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
            Pass pass = new Pass(store, training);
            return new NDList(stack.last(start(inputs.singletonOrThrow(), pass), null, pass));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return new Shape[] {new Shape(inputs[0].get(0), config.tokens(), config.width())};
        }
    }
}
