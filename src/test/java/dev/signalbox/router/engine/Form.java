package dev.signalbox.router.engine;

import dev.signalbox.router.arms.Activation;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsConfig.ClassifierForm;
import dev.signalbox.router.arms.ArmsConfig.ClipForm;
import dev.signalbox.router.arms.ArmsConfig.ExpertForm;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.ArmsConfig.VisionKeys;
import dev.signalbox.router.arms.ImageConfig;
import dev.signalbox.router.arms.TextConfig;

/** What the tests vary; everything else is plain. */
record Form(
        ExpertForm expert,
        ClassifierForm classifier,
        VisionKeys keys,
        int heads,
        int topK,
        double clip,
        ClipForm clipForm,
        boolean profile,
        boolean outputProjection) {
    ArmsConfig config(int dq, int dv, int da, int ffn, int experts) {
        return new ArmsConfig(
                "test",
                new TextConfig(10, 8, dq, 1, 1, dq, 0, 1e-12, Activation.GELU, 1),
                ImageConfig.clip(8, 4, 4, 1, 1, 4, dv, 0, 1),
                experts,
                expert,
                classifier,
                Pooling.CLS,
                keys,
                da,
                heads,
                ffn,
                Activation.GELU,
                0,
                outputProjection,
                topK,
                0,
                clip,
                clipForm,
                profile,
                profile,
                1,
                false,
                true,
                true,
                8,
                8);
    }
}
