package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsNumerics;
import dev.signalbox.router.arms.ExpertSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gate, fusion experts, mixture and classifier of ARMS (section 1.2 steps 3 to 6). */
final class ArmsHead extends Layer {
    private static final float OFF = -1e9f;

    private final ArmsConfig config;
    private final Dense gate;
    private final List<Expert> experts = new ArrayList<>();
    private final Norm norm;
    private final @Nullable Dense projection;
    private final @Nullable Dense profileProjection;
    private final @Nullable Norm profileNorm;
    private final @Nullable Parameter alpha;
    private final @Nullable Parameter beta;

    /**
     * A fused batch.
     *
     * @param gate     [B, n] weights used in the mixture
     * @param gateFull [B, n] the full softmax
     * @param experts  each expert's attention and output
     * @param mixture  f [B, d_q]
     * @param fused    u [B, d_q]
     */
    record Fused(NDArray gate, NDArray gateFull, List<Expert.Result> experts, NDArray mixture, NDArray fused) {}

    /**
     * Scores of a batch.
     *
     * @param cosine s [B, K]
     * @param logit  z [B, K], within the bound
     */
    record Scored(NDArray cosine, NDArray logit) {}

    /**
     * Builds the head.
     *
     * @param vlms number of VLMs with a bias of their own; used with scaled logits only
     */
    ArmsHead(Initial initial, ArmsConfig config, int vlms) {
        this.config = config;
        int dq = config.text().width();
        boolean wide = config.classifierForm() == ArmsConfig.ClassifierForm.CONCAT_PROJ;
        gate = part("gate", Dense.of(initial, dq + config.image().projection(), config.experts()));
        for (int i = 0; i < config.experts(); i++) {
            experts.add(part("experts." + i, new Expert(initial, config)));
        }
        norm = part("head.ln", new Norm(wide ? 2L * dq : dq, 1e-5));
        projection = wide ? part("head.proj", Dense.of(initial, 2L * dq, dq)) : null;
        boolean profiles = config.profileProjection();
        profileProjection = profiles ? part("profile.proj", Dense.of(initial, dq, dq)) : null;
        profileNorm = profiles ? part("profile.ln", new Norm(dq, 1e-5)) : null;
        alpha = config.scaledLogits() ? weight("logit.alpha", Initial.constant(config.logitScale())) : null;
        beta = config.scaledLogits() ? weight("logit.beta", Initial.constant(0), vlms) : null;
    }

    /**
     * What gate and experts make of a batch, before they are mixed.
     *
     * @param question [B, d_q]
     * @param logits   [B, n] of the gate
     * @param experts  each expert's attention and output
     * @param outputs  the outputs in one array [B, n, d_q]
     */
    record Opinions(NDArray question, NDArray logits, List<Expert.Result> experts, NDArray outputs) {}

    /**
     * Fuses with every expert.
     *
     * @param question [B, d_q]
     * @param tokens   [B, S, d_v]; token 0 is the picture's vector, and the only one in the form POOLED
     */
    Fused fuse(NDArray question, NDArray tokens, Pass pass) {
        return mix(opinions(question, tokens, pass), ExpertSet.all(config.experts()), pass);
    }

    /** Runs gate and experts; arguments as of {@link #fuse}. */
    Opinions opinions(NDArray question, NDArray tokens, Pass pass) {
        NDArray keys = config.visionKeys() == ArmsConfig.VisionKeys.POOLED ? tokens.get(":, 0:1") : tokens;
        if (config.normaliseImage()) {
            keys = keys.normalize(2, 2, ArmsNumerics.SMALLEST_NORM);
        }
        NDArray logits = gate.apply(question.concat(keys.get(":, 0"), 1), pass);
        List<Expert.Result> results = new ArrayList<>();
        NDList outputs = new NDList();
        for (Expert expert : experts) {
            Expert.Result result = expert.apply(question, keys, pass);
            results.add(result);
            outputs.add(result.output());
        }
        return new Opinions(question, logits, results, NDArrays.stack(outputs, 1));
    }

    /** Mixes the experts of a set and puts the question to the mixture: u = LN(f + e_q), or P LN([f; e_q]) + b. */
    Fused mix(Opinions opinions, ExpertSet set, Pass pass) {
        NDArray full = kept(opinions.logits(), set).softmax(1);
        NDArray weights = config.topK() == 0 ? full : largest(full, Math.min(config.topK(), set.count()));
        NDArray mixture = weights.expandDims(1).matMul(opinions.outputs()).squeeze(1);
        NDArray question = opinions.question();
        NDArray fused = projection == null
                ? norm.apply(mixture.add(question), pass)
                : projection.apply(norm.apply(mixture.concat(question, 1), pass), pass);
        return new Fused(weights, full, opinions.experts(), mixture, fused);
    }

    /** Logits of experts that are off go so far down that their softmax is 0 exactly. */
    private static NDArray kept(NDArray logits, ExpertSet set) {
        if (set.isAll()) {
            return logits;
        }
        float[] down = new float[set.size()];
        for (int k = 0; k < down.length; k++) {
            down[k] = set.has(k) ? 0 : OFF;
        }
        return logits.add(logits.getManager().create(down).toType(logits.getDataType(), false));
    }

    /** Profile vectors [K, d_q] as the cosine sees them, from encoded profile sentences. */
    NDArray profiles(NDArray encoded, Pass pass) {
        return profileProjection == null || profileNorm == null
                ? encoded
                : profileNorm.apply(profileProjection.apply(encoded, pass), pass);
    }

    /**
     * Cosines and logits.
     *
     * @param fused    [B, d_q]
     * @param profiles [K, d_q], from {@link #profiles}
     */
    Scored score(NDArray fused, NDArray profiles, Pass pass) {
        NDArray cosine = fused.normalize(2, 1, ArmsNumerics.SMALLEST_NORM)
                .matMul(profiles.normalize(2, 1, ArmsNumerics.SMALLEST_NORM).transpose());
        NDArray held = cosine.clip(-(1 - ArmsNumerics.EDGE), 1 - ArmsNumerics.EDGE);
        NDArray z = Ops.times(held.add(1).log().sub(held.neg().add(1).log()), 0.5f);
        if (alpha != null && beta != null) {
            z = z.mul(value(pass, alpha, z)).add(value(pass, beta, z));
        }
        double c = config.clip();
        NDArray logit = switch (config.clipForm()) {
            case HARD -> z.clip(-c, c);
            case SOFT -> Ops.times(Activation.tanh(Ops.times(z, 1 / c)), c);
        };
        return new Scored(cosine, logit);
    }

    /**
     * Mean binary cross entropy over the known labels. Logits are finite by the bound, so a factor of 0 removes an
     * unknown label without a trace.
     *
     * @param labels [B, K] 0 or 1, in the logits' type
     * @param known  [B, K] 1 where the label is known, else 0
     */
    static NDArray loss(NDArray logits, NDArray labels, NDArray known) {
        NDArray each = Activation.softPlus(logits).sub(logits.mul(labels)).mul(known);
        return each.sum().div(known.sum().maximum(1));
    }

    /** n * sum over experts of (share of queries whose largest weight it has) * (its mean weight) (A4). */
    static NDArray imbalance(NDArray gate) {
        long n = gate.getShape().get(1);
        NDArray share =
                gate.argMax(1).oneHot((int) n).toType(gate.getDataType(), false).mean(new int[] {0});
        return Ops.times(share.mul(gate.mean(new int[] {0})).sum(), n);
    }

    private static NDArray largest(NDArray full, int k) {
        NDArray least = full.topK(k, 1).get(0).min(new int[] {1}, true);
        NDArray kept = full.mul(full.gte(least).toType(full.getDataType(), false));
        return kept.div(kept.sum(new int[] {1}, true));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        Pass pass = new Pass(store, training);
        Fused fused = fuse(inputs.get(0), inputs.get(1), pass);
        return new NDList(
                score(fused.fused(), profiles(inputs.get(2), pass), pass).logit(), fused.gate());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        long batch = inputs[0].get(0);
        return new Shape[] {new Shape(batch, inputs[2].get(0)), new Shape(batch, config.experts())};
    }
}
