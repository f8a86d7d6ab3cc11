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

/** The same network again, small enough for a test to run it hundreds of times. */
final class Small {
    private Small() {}

    static ArmsConfig config(String name, VisionKeys keys, Pooling pooling) {
        return config(name, keys, pooling, 64);
    }

    /** With so many numbers between the two dense layers of an expert. */
    static ArmsConfig config(String name, VisionKeys keys, Pooling pooling, int ffnWidth) {
        return new ArmsConfig(
                name,
                new TextConfig(600, 32, 32, 1, 2, 64, 0, 1e-12, Activation.GELU, .1),
                ImageConfig.clip(32, 8, 32, 1, 2, 64, 32, 0, .1),
                4,
                ExpertForm.RESIDUAL,
                ClassifierForm.SUM,
                pooling,
                keys,
                32,
                2,
                ffnWidth,
                Activation.GELU,
                0,
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
                24,
                24);
    }
}
