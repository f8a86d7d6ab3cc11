package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import org.jspecify.annotations.Nullable;

/** What several blocks compute alike. Results belong to the input's NDManager. */
final class Ops {
    private Ops() {}

    /**
     * x * factor, where gradients may flow. The engine's own {@code mul(Number)} frees the number at once, although the
     * backward pass still reads it: by then a garbage collection may have put anything in its place, which showed as runs
     * of one seed that differed, and now and then as a loss of NaN.
     */
    static NDArray times(NDArray x, Number factor) {
        return x.mul(x.getManager().create(factor));
    }

    static NDArray activate(NDArray x, dev.signalbox.router.arms.Activation activation) {
        return switch (activation) {
            case GELU -> Activation.gelu(x);
            case QUICK_GELU -> x.mul(Activation.sigmoid(times(x, 1.702f)));
            case RELU -> Activation.relu(x);
        };
    }

    static NDArray dropout(NDArray x, double rate, Pass pass) {
        return pass.training() && rate > 0
                ? Dropout.dropout(x, (float) rate, true).singletonOrThrow()
                : x;
    }

    /**
     * Multi-head attention softmax(Q K^T / sqrt(d / heads)) V, heads concatenated.
     *
     * @param q       [B, T, d]
     * @param k       [B, S, d]
     * @param v       [B, S, w]
     * @param penalty added to the logits, [B, 1, 1, S], or null
     * @return [B, T, w]
     */
    static NDArray attention(
            NDArray q, NDArray k, NDArray v, @Nullable NDArray penalty, int heads, double dropout, Pass pass) {
        double scale = 1 / Math.sqrt((double) q.getShape().getLastDimension() / heads);
        NDArray logits = split(times(q, scale), heads).matMul(split(k, heads).swapAxes(2, 3));
        if (penalty != null) {
            logits = logits.add(penalty);
        }
        NDArray weights = dropout(logits.softmax(-1), dropout, pass);
        NDArray mixed = weights.matMul(split(v, heads)).transpose(0, 2, 1, 3);
        return mixed.reshape(
                q.getShape().get(0), q.getShape().get(1), v.getShape().getLastDimension());
    }

    private static NDArray split(NDArray x, int heads) {
        long width = x.getShape().getLastDimension();
        return x.reshape(x.getShape().get(0), x.getShape().get(1), heads, width / heads)
                .transpose(0, 2, 1, 3);
    }
}
