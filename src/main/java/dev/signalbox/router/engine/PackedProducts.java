package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import dev.signalbox.router.arms.Activation;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of encoders and pairs of dense layers in one call, on the CPU and without gradients, with weights that oneDNN laid
 * out beforehand or as they are. What a block needs for itself is free again when it is done.
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
          def norm(self: __torch__.Packed, x: Tensor, weights: List[Tensor], at: int, epsilon: float) -> Tensor:
            return torch.layer_norm(x, [torch.size(x, -1)], weights[at], weights[torch.add(at, 1)], epsilon)
          def block(self: __torch__.Packed, x: Tensor, penalty: List[Tensor], weights: List[Tensor], heads: int,
              activation: str, epsilon: float, first: bool, alone: bool, packed: bool) -> Tensor:
            if first:
              seen = (self).norm(x, weights, 12, epsilon)
            else:
              seen = x
            if alone:
              some = torch.slice(x, 1, 0, 1)
              asking = torch.slice(seen, 1, 0, 1)
            else:
              some = x
              asking = seen
            mixed = torch.add_((self).attention(asking, seen, penalty, weights, heads, packed), some)
            dense = torch.slice(weights, 8, 12)
            if first:
              fed = (self).feed((self).norm(mixed, weights, 14, epsilon), dense, activation, packed)
              y = torch.add_(fed, mixed)
            else:
              middle = (self).norm(mixed, weights, 12, epsilon)
              fed = (self).feed(middle, dense, activation, packed)
              y = (self).norm(torch.add_(fed, middle), weights, 14, epsilon)
            return y
          def encode(self: __torch__.Packed, x: Tensor, penalty: List[Tensor], weights: List[Tensor], heads: int,
              activation: str, epsilon: float, first: bool, alone: bool, packed: bool) -> Tensor:
            blocks = torch.floordiv(torch.len(weights), 16)
            state = x
            for i in range(blocks):
              own = torch.slice(weights, torch.mul(16, i), torch.mul(16, torch.add(i, 1)))
              last = torch.eq(torch.add(i, 1), blocks)
              state = (self).block(state, penalty, own, heads, activation, epsilon, first, torch.__and__(alone, last), packed)
            return state
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
     * The blocks of an encoder, one after the other.
     *
     * @param x       [B, T, d]
     * @param weights for each block weight and bias of queries, keys, values, output, both dense layers and both norms
     * @param block   any of them: sizes and kind are the same for all
     * @param alone   the last block for the first token alone
     * @param packed  true when the products' weights come from {@link #pack}
     * @return [B, T, d], or [B, 1, d] when alone
     */
    NDArray encode(
            NDArray x,
            @Nullable NDArray penalty,
            NDArray[] weights,
            EncoderBlock block,
            boolean alone,
            boolean packed) {
        EncoderBlock.Size sizes = block.sizes();
        return script.run(
                x,
                "encode",
                Script.value(x),
                penalty == null ? Script.list() : Script.list(penalty),
                Script.list(weights),
                IValue.from(sizes.heads()),
                IValue.from(name(sizes.activation())),
                IValue.from(sizes.normEps()),
                IValue.from(block.normFirst()),
                IValue.from(alone),
                IValue.from(packed));
    }

    /**
     * Two dense layers around an activation.
     *
     * @param weights weight and bias of both
     * @param packed  true when the weights come from {@link #pack}
     */
    NDArray feed(NDArray x, NDArray[] weights, Activation activation, boolean packed) {
        return script.run(
                x, "feed", Script.value(x), Script.list(weights), IValue.from(name(activation)), IValue.from(packed));
    }

    private static String name(Activation activation) {
        return activation.name().toLowerCase(Locale.ROOT);
    }
}
