package dev.signalbox.router.arms;

/**
 * What an ARMS network is. Every choice that the paper leaves open has a name here, so that the tiny and the full
 * preset are one network in two configurations.
 *
 * @param name              shown to people, such as {@code arms-tiny}
 * @param experts           n, the number of fusion experts and gate weights
 * @param expertForm        how attention output and question meet in an expert
 * @param classifierForm    how mixture and question meet in the classifier
 * @param pooling           how token vectors become e_q and e_m
 * @param visionKeys        what the experts' attention looks at
 * @param attentionWidth    d_a, width of attention queries and keys
 * @param heads             attention heads of an expert
 * @param ffnWidth          hidden width of an expert's feed-forward part
 * @param dropout           after attention and inside the feed-forward part of an expert
 * @param outputProjection  true for W_O after the attention
 * @param topK              gate weights kept and renormalised per query; 0 for a dense mixture
 * @param loadBalance       weight of the load-balance loss n * sum(share of arg-max * mean gate); 0 for none
 * @param clip              c, the bound of |logit|
 * @param clipForm          how the bound is enforced
 * @param profileProjection true for e_m = LN(P e_m + b) before the cosine
 * @param scaledLogits      true for alpha * atanh(s) + beta_j with a trained alpha and a trained beta per VLM
 * @param logitScale        what alpha starts from. At 1 the cosine's geometry bounds how sure the network can be of several VLMs at once
 *                          (section 1.4): four orthogonal profiles give at most 0.634 each
 * @param normaliseImage    true for unit image vectors before gate and experts
 * @param tuneText          false freezes the text encoder
 * @param tuneImage         false freezes the image encoder
 * @param questionTokens    longest question in tokens, special tokens included
 * @param profileTokens     longest profile sentence in tokens, special tokens included
 */
public record ArmsConfig(
        String name,
        TextConfig text,
        ImageConfig image,
        int experts,
        ExpertForm expertForm,
        ClassifierForm classifierForm,
        Pooling pooling,
        VisionKeys visionKeys,
        int attentionWidth,
        int heads,
        int ffnWidth,
        Activation activation,
        double dropout,
        boolean outputProjection,
        int topK,
        double loadBalance,
        double clip,
        ClipForm clipForm,
        boolean profileProjection,
        boolean scaledLogits,
        double logitScale,
        boolean normaliseImage,
        boolean tuneText,
        boolean tuneImage,
        int questionTokens,
        int profileTokens) {
    /** Ambiguity A1. */
    public enum ExpertForm {
        /** h = LN(e_q + a), f = h + FFN(h). */
        RESIDUAL,
        /** h = LN([a; e_q]), f = FFN(h). */
        CONCAT
    }

    /** Ambiguity A2. */
    public enum ClassifierForm {
        /** u = LN(f + e_q). */
        SUM,
        /** u = P LN([f; e_q]) + b. */
        CONCAT_PROJ
    }

    /** How token vectors become one vector. */
    public enum Pooling {
        /** The vector of the first token. */
        CLS,
        /** The mean over the tokens that are not padding. */
        MEAN
    }

    /** Ambiguity A5. */
    public enum VisionKeys {
        /** The projected class token alone: softmax over one key is 1, so the attention is its value projection. */
        POOLED,
        /** All projected tokens, the class token included. */
        PATCHES
    }

    /** Ambiguity A8. */
    public enum ClipForm {
        /** min(max(z, -c), c): no gradient beyond the bound. */
        HARD,
        /** c * tanh(z / c). */
        SOFT
    }

    public ArmsConfig {
        Checks.positive("experts", experts);
        Checks.positive("ffnWidth", ffnWidth);
        Checks.divides("heads", heads, attentionWidth);
        Checks.divides("heads", heads, text.width());
        Checks.share("dropout", dropout);
        if (topK < 0 || topK > experts) {
            throw new IllegalArgumentException("topK is between 0 (dense) and the number of experts, not " + topK);
        }
        if (!(clip > 0) || !(logitScale > 0) || !(loadBalance >= 0)) {
            throw new IllegalArgumentException("clip and logitScale are above zero and loadBalance is not negative");
        }
        if (questionTokens < 3
                || profileTokens < 3
                || questionTokens > text.positions()
                || profileTokens > text.positions()) {
            throw new IllegalArgumentException(
                    "questionTokens and profileTokens are between 3 and text.positions " + text.positions());
        }
    }

    /** DistilBERT and CLIP ViT-B/32 with the paper's head, each ambiguity resolved to its literal reading. */
    public static ArmsConfig full() {
        return new ArmsConfig(
                "arms-full",
                TextConfig.distilBert(),
                ImageConfig.clipVitB32(),
                4,
                ExpertForm.RESIDUAL,
                ClassifierForm.SUM,
                Pooling.CLS,
                VisionKeys.POOLED,
                768,
                1,
                3072,
                Activation.GELU,
                0.1,
                true,
                0,
                0,
                5,
                ClipForm.HARD,
                false,
                false,
                1,
                false,
                true,
                true,
                128,
                64);
    }

    /** The same network small enough to be trained from nothing on one processor core in minutes. */
    public static ArmsConfig tiny() {
        return new ArmsConfig(
                "arms-tiny",
                new TextConfig(2_500, 64, 96, 2, 4, 192, 0.2, 1e-12, Activation.GELU, 0.1),
                ImageConfig.clip(64, 16, 96, 3, 4, 192, 96, 0.2, 0.02),
                4,
                ExpertForm.RESIDUAL,
                ClassifierForm.SUM,
                Pooling.MEAN,
                VisionKeys.PATCHES,
                96,
                4,
                192,
                Activation.GELU,
                0.2,
                true,
                0,
                0.01,
                5,
                ClipForm.HARD,
                true,
                true,
                6,
                false,
                true,
                true,
                48,
                48);
    }

    public ArmsConfig withText(TextConfig changed) {
        return withEncoders(changed, image, pooling, questionTokens, profileTokens);
    }

    /** The same head on other encoders. */
    public ArmsConfig withEncoders(
            TextConfig words, ImageConfig pictures, Pooling pooled, int longestQuestion, int longestProfile) {
        return new ArmsConfig(
                name,
                words,
                pictures,
                experts,
                expertForm,
                classifierForm,
                pooled,
                visionKeys,
                attentionWidth,
                heads,
                ffnWidth,
                activation,
                dropout,
                outputProjection,
                topK,
                loadBalance,
                clip,
                clipForm,
                profileProjection,
                scaledLogits,
                logitScale,
                normaliseImage,
                tuneText,
                tuneImage,
                longestQuestion,
                longestProfile);
    }
}
