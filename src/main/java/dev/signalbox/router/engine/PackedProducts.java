package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import dev.signalbox.router.arms.Activation;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Attention and feed-forward parts of encoders in one call each, on the CPU and without gradients, with weights that oneDNN
 * laid out beforehand or as they are.
 */
final class PackedProducts {
    private static final String CODE = """
        class Packed(Module):
          __parameters__ = []
          __buffers__ = []
          def pack(self: __torch__.Packed, weight: Tensor, rows: int) -> Tensor:
            return ops.mkldnn._reorder_linear_weight(weight, rows)
          def linear(self: __torch__.Packed, x: Tensor, weight: Tensor, bias: Tensor, after: str,
              packed: bool) -> Tensor:
            if packed:
              none = annotate(List[Optional[number]], [])
              y = ops.mkldnn._linear_pointwise(x, weight, bias, after, none, "none")
            else:
              y = torch.linear(x, weight, bias)
              if torch.eq(after, "gelu"):
                y = torch.gelu_(y)
              elif torch.eq(after, "relu"):
                y = torch.relu_(y)
            return y
          def split(self: __torch__.Packed, x: Tensor, heads: int) -> Tensor:
            return torch.transpose(torch.unflatten(x, 2, [heads, -1]), 1, 2)
          def attention(self: __torch__.Packed, asking: Tensor, x: Tensor, penalty: List[Tensor],
              weights: List[Tensor], heads: int, packed: bool) -> Tensor:
            q = (self).split((self).linear(asking, weights[0], weights[1], "none", packed), heads)
            k = (self).split((self).linear(x, weights[2], weights[3], "none", packed), heads)
            v = (self).split((self).linear(x, weights[4], weights[5], "none", packed), heads)
            if torch.eq(torch.len(penalty), 0):
              mixed = torch.scaled_dot_product_attention(q, k, v)
            else:
              mixed = torch.scaled_dot_product_attention(q, k, v, penalty[0])
            return (self).linear(torch.flatten(torch.transpose(mixed, 1, 2), 2), weights[6], weights[7], "none", packed)
          def feed(self: __torch__.Packed, x: Tensor, weights: List[Tensor], activation: str,
              packed: bool) -> Tensor:
            if torch.eq(activation, "quick_gelu"):
              first = (self).linear(x, weights[0], weights[1], "none", packed)
              hidden = torch.mul_(torch.sigmoid_(torch.mul(first, 1.702)), first)
            else:
              hidden = (self).linear(x, weights[0], weights[1], activation, packed)
            return (self).linear(hidden, weights[2], weights[3], "none", packed)
        """;

    private final Script script;

    private PackedProducts(Script script) {
        this.script = script;
    }

    /** Nothing where the engine was built without oneDNN, or works on a GPU. */
    static Optional<PackedProducts> open(NDManager manager) {
        return manager.getDevice().isGpu()
                ? Optional.empty()
                : Script.compile(manager, "Packed", CODE).map(PackedProducts::new);
    }

    /** W in the form that products with about so many rows read fastest; belongs to the weight's manager. */
    NDArray pack(NDArray weight, long rows) {
        return script.run(weight, "pack", Script.value(weight), IValue.from(rows));
    }

    /**
     * Attention of an encoder block with its four projections, as {@link Attention#apply(NDArray, NDArray, NDArray, Pass)}.
     *
     * @param weights weight and bias of queries, keys, values and output
     * @param packed  true when the weights come from {@link #pack}
     */
    NDArray attention(
            NDArray asking, NDArray x, @Nullable NDArray penalty, NDArray[] weights, int heads, boolean packed) {
        return script.run(
                asking,
                "attention",
                Script.value(asking),
                Script.value(x),
                penalty == null ? Script.list() : Script.list(penalty),
                Script.list(weights),
                IValue.from(heads),
                IValue.from(packed));
    }

    /**
     * Two dense layers around an activation.
     *
     * @param weights weight and bias of both
     * @param packed  true when the weights come from {@link #pack}
     */
    NDArray feed(NDArray x, NDArray[] weights, Activation activation, boolean packed) {
        String name = activation.name().toLowerCase(Locale.ROOT);
        return script.run(x, "feed", Script.value(x), Script.list(weights), IValue.from(name), IValue.from(packed));
    }
}
