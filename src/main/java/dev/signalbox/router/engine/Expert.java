package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.signalbox.router.arms.ArmsConfig;
import org.jspecify.annotations.Nullable;

/** One fusion expert: the question attends to the picture, then LayerNorm and a feed-forward part (section 1.2 step 4). */
final class Expert extends Layer {
    private final Dense query;
    private final Dense key;
    private final Dense value;
    private final @Nullable Dense out;
    private final Norm norm;
    private final FeedForward ffn;
    private final ArmsConfig config;

    /** What an expert made of a batch: attention after W_O [B, d_q] and output f [B, d_q]. */
    record Result(NDArray attention, NDArray output) {}

    Expert(Initial initial, ArmsConfig config) {
        this.config = config;
        int dq = config.text().width();
        int dv = config.image().projection();
        int inner = config.expertForm() == ArmsConfig.ExpertForm.CONCAT ? 2 * dq : dq;
        query = part("wq", Dense.intoAttention(initial, dq, config.attentionWidth()));
        key = part("wk", Dense.intoAttention(initial, dv, config.attentionWidth()));
        value = part("wv", Dense.intoAttention(initial, dv, dq));
        out = config.outputProjection() ? part("wo", Dense.outOfAttention(initial, dq, dq)) : null;
        norm = part("ln", new Norm(inner, 1e-5));
        ffn = part(
                "",
                new FeedForward(
                        initial, inner, config.ffnWidth(), dq, config.activation(), config.dropout(), "ffn1", "ffn2"));
    }

    /**
     * Fuses.
     *
     * @param question [B, d_q]
     * @param tokens   [B, S, d_v]
     */
    Result apply(NDArray question, NDArray tokens, Pass pass) {
        NDArray values = value.apply(tokens, pass);
        NDArray mixed;
        if (tokens.getShape().get(1) == 1) {
            // Softmax over a single key is 1 whatever the question asks: W_Q and W_K have no part in it (A5).
            mixed = values.squeeze(1);
        } else {
            NDArray q = query.apply(question, pass).expandDims(1);
            mixed = Ops.attention(q, key.apply(tokens, pass), values, null, config.heads(), 0, pass)
                    .squeeze(1);
        }
        NDArray attention = out == null ? mixed : out.apply(mixed, pass);
        NDArray a = Ops.dropout(attention, config.dropout(), pass);
        return switch (config.expertForm()) {
            case RESIDUAL -> {
                NDArray h = norm.apply(question.add(a), pass);
                yield new Result(attention, h.add(ffn.apply(h, pass)));
            }
            case CONCAT -> new Result(attention, ffn.apply(norm.apply(a.concat(question, 1), pass), pass));
        };
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        return new NDList(
                apply(inputs.get(0), inputs.get(1), new Pass(store, training)).output());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {inputs[0]};
    }
}
