package dev.signalbox.router.arms;

import dev.signalbox.router.arms.ArmsConfig.ClipForm;

/**
 * The end of the classifier (section 1.2 step 6), from a cosine to a confidence: z = alpha * atanh(s) + beta, then
 * sigma(clip(z, -c, c)). Live answers, stored scores and changed profile sentences all come through here, so that the same
 * vectors give the same bits everywhere.
 *
 * @param width d, how many values of a profile vector the cosine reads; one more is the VLM's own beta
 * @param alpha the trained scale, 1 without one
 * @param clip  c
 */
public record ArmsClassifier(int width, float alpha, double clip, ClipForm form) {
    /** z, before the bound. */
    public float score(double cosine, float[] profile) {
        double beta = profile.length > width ? profile[width] : 0;
        return (float) (alpha * ArmsNumerics.atanh(cosine) + beta);
    }

    /** sigma of z within its bound. */
    public float confidence(float score) {
        return (float) ArmsNumerics.sigmoid(ArmsNumerics.clip(score, clip, form));
    }
}
