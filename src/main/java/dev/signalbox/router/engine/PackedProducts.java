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
    /** With more rows the engine's own way is as quick (measured: from 1,000 on). */
    private static final long MOST = 512;

    /** W as it is stored. */
    static final int PLAIN = -1;
    /** As oneDNN wants it, for any number of rows. */
    static final int ANY = 0;

    /** As MKL wants it for a certain number of rows: for these quicker by an eighth than oneDNN. */
    private static final String MKL = """
          def packForRows(self: __torch__.Packed, weight: Tensor, rows: int) -> Tensor:
            return ops.mkl._mkl_reorder_linear_weight(weight, rows)
          def byRows(self: __torch__.Packed, x: Tensor, weight: Tensor, packed: Tensor, bias: Tensor,
              rows: int) -> Tensor:
            if torch.eq(torch.size(x, 0), 1):
              y = ops.mkl._mkl_linear(x, packed, weight, bias, rows)
            else:
              items = torch.split(torch.flatten(x, 0, 1), rows)
              done = annotate(List[Tensor], [])
              for i in range(torch.len(items)):
                one = ops.mkl._mkl_linear(items[i], packed, weight, bias, rows)
                done2 = torch.append(done, one)
              y = torch.stack(done)
            return y
        """;

    /** Where the engine was built without MKL. */
    private static final String NO_MKL = """
          def byRows(self: __torch__.Packed, x: Tensor, weight: Tensor, packed: Tensor, bias: Tensor,
              rows: int) -> Tensor:
            return torch.linear(x, weight, bias)
        """;

    private static final String CODE = """
        class Packed(Module):
          __parameters__ = []
          __buffers__ = []
          def pack(self: __torch__.Packed, weight: Tensor, rows: int) -> Tensor:
            return ops.mkldnn._reorder_linear_weight(weight, rows)
        BY_ROWS  def linear(self: __torch__.Packed, x: Tensor, weight: Tensor, packed: Tensor, bias: Tensor, after: str,
              layout: int) -> Tensor:
            if torch.eq(layout, 0):
              none = annotate(List[Optional[number]], [])
              y = ops.mkldnn._linear_pointwise(x, packed, bias, after, none, "none")
            else:
              if torch.eq(layout, torch.size(x, -2)):
                y = (self).byRows(x, weight, packed, bias, layout)
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
              w: List[Tensor], packed: List[Tensor], heads: int, layout: int) -> Tensor:
            if torch.eq(layout, 0):
              all = torch.chunk((self).linear(x, w[0], packed[3], packed[4], "none", layout), 3, 2)
              q = torch.slice(all[0], 1, 0, torch.size(asking, 1))
              k = all[1]
              v = all[2]
            else:
              q = (self).linear(asking, w[0], packed[3], w[1], "none", layout)
              k = (self).linear(x, w[2], packed[4], w[3], "none", layout)
              v = (self).linear(x, w[4], packed[5], w[5], "none", layout)
            heads_q = (self).split(q, heads)
            heads_k = (self).split(k, heads)
            heads_v = (self).split(v, heads)
            if torch.eq(torch.len(penalty), 0):
              mixed = torch.scaled_dot_product_attention(heads_q, heads_k, heads_v)
            else:
              mixed = torch.scaled_dot_product_attention(heads_q, heads_k, heads_v, penalty[0])
            seen = torch.flatten(torch.transpose(mixed, 1, 2), 2)
            return (self).linear(seen, w[6], packed[2], w[7], "none", layout)
          def feed(self: __torch__.Packed, x: Tensor, w: List[Tensor], packed: List[Tensor],
              activation: str, layout: int) -> Tensor:
            if torch.eq(activation, "quick_gelu"):
              first = (self).linear(x, w[0], packed[0], w[1], "none", layout)
              hidden = torch.mul_(torch.sigmoid_(torch.mul(first, 1.702)), first)
            else:
              hidden = (self).linear(x, w[0], packed[0], w[1], activation, layout)
            return (self).linear(hidden, w[2], packed[1], w[3], "none", layout)
          def norm(self: __torch__.Packed, x: Tensor, w: List[Tensor], at: int, epsilon: float) -> Tensor:
            return torch.layer_norm(x, [torch.size(x, -1)], w[at], w[torch.add(at, 1)], epsilon)
          def block(self: __torch__.Packed, x: Tensor, penalty: List[Tensor], w: List[Tensor],
              packed: List[Tensor], heads: int, activation: str, epsilon: float, normFirst: bool, alone: bool,
              layout: int) -> Tensor:
            if normFirst:
              seen = (self).norm(x, w, 12, epsilon)
            else:
              seen = x
            if alone:
              some = torch.slice(x, 1, 0, 1)
              asking = torch.slice(seen, 1, 0, 1)
            else:
              some = x
              asking = seen
            mixed = torch.add_((self).attention(asking, seen, penalty, w, packed, heads, layout), some)
            dense = torch.slice(w, 8, 12)
            if normFirst:
              fed = (self).feed((self).norm(mixed, w, 14, epsilon), dense, packed, activation, layout)
              y = torch.add_(fed, mixed)
            else:
              middle = (self).norm(mixed, w, 12, epsilon)
              fed = (self).feed(middle, dense, packed, activation, layout)
              y = (self).norm(torch.add_(fed, middle), w, 14, epsilon)
            return y
          def encode(self: __torch__.Packed, x: Tensor, penalty: List[Tensor], weights: List[Tensor],
              packed: List[Tensor], heads: int, activation: str, epsilon: float, normFirst: bool, alone: bool,
              layout: int) -> Tensor:
            blocks = torch.floordiv(torch.len(weights), 16)
            each = torch.floordiv(torch.len(packed), blocks)
            state = x
            for i in range(blocks):
              next = torch.add(i, 1)
              own = torch.slice(weights, torch.mul(16, i), torch.mul(16, next))
              ownPacked = torch.slice(packed, torch.mul(each, i), torch.mul(each, next))
              short = torch.__and__(alone, torch.eq(next, blocks))
              state = (self).block(state, penalty, own, ownPacked, heads, activation, epsilon, normFirst, short, layout)
            return state
        """;

    private final Script script;
    private final boolean byRows;

    private PackedProducts(Script script, boolean byRows) {
        this.script = script;
        this.byRows = byRows;
    }

    /** Nothing where the engine was built without oneDNN, or works on a GPU. */
    static Optional<PackedProducts> open(NDManager manager) {
        return manager.getDevice().isGpu()
                ? Optional.empty()
                : open(manager, MKL, true).or(() -> open(manager, NO_MKL, false));
    }

    private static Optional<PackedProducts> open(NDManager manager, String byRows, boolean here) {
        return Script.compile(manager, "Packed", CODE.replace("BY_ROWS", byRows))
                .map(script -> new PackedProducts(script, here));
    }

    /**
     * The quickest layout for products of this input.
     *
     * @param x      [B, T, d]
     * @param tokens T where it is the same for every input, otherwise 0
     */
    int layout(NDArray x, int tokens) {
        if (rows(x) > MOST) {
            return PLAIN;
        }
        return byRows ? tokens : ANY;
    }

    /** Number of rows of x [..., d]. */
    static long rows(NDArray x) {
        return x.getShape().size() / x.getShape().getLastDimension();
    }

    /**
     * W in a layout; belongs to the weight's manager.
     *
     * @param rows about so many will be multiplied with it, where the layout does not say
     */
    NDArray pack(NDArray weight, int layout, long rows) {
        return layout == ANY
                ? script.run(weight, "pack", Script.value(weight), IValue.from(rows))
                : script.run(weight, "packForRows", Script.value(weight), IValue.from((long) layout));
    }

    /**
     * The blocks of an encoder, one after the other.
     *
     * @param x       [B, T, d]
     * @param weights for each block weight and bias of queries, keys, values, output, both dense layers and both norms
     * @param packed  for each block the weights of both dense layers and the output in the layout, then those of queries,
     *                keys and values, which for {@link #ANY} are one array and followed by their biases as one
     * @param block   any of them: sizes and kind are the same for all
     * @param alone   the last block for the first token alone
     * @return [B, T, d], or [B, 1, d] when alone
     */
    NDArray encode(
            NDArray x,
            @Nullable NDArray penalty,
            NDArray[] weights,
            NDArray[] packed,
            EncoderBlock block,
            boolean alone,
            int layout) {
        EncoderBlock.Size sizes = block.sizes();
        return script.run(
                x,
                "encode",
                Script.value(x),
                penalty == null ? Script.list() : Script.list(penalty),
                Script.list(weights),
                Script.list(packed),
                IValue.from(sizes.heads()),
                IValue.from(name(sizes.activation())),
                IValue.from(sizes.normEps()),
                IValue.from(block.normFirst()),
                IValue.from(alone),
                IValue.from(layout));
    }

    /**
     * Two dense layers around an activation.
     *
     * @param weights weight and bias of both
     * @param packed  both weights in the layout
     */
    NDArray feed(NDArray x, NDArray[] weights, NDArray[] packed, Activation activation, int layout) {
        return script.run(
                x,
                "feed",
                Script.value(x),
                Script.list(weights),
                Script.list(packed),
                IValue.from(name(activation)),
                IValue.from(layout));
    }

    private static String name(Activation activation) {
        return activation.name().toLowerCase(Locale.ROOT);
    }
}
