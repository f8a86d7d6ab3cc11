package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.initializer.Initializer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class AdamWTest {
    /** Against the textbook update in double precision, with the joint norm clipped by hand. */
    @Test
    void followsTheTextbook() {
        double decay = .1;
        double clip = .5;
        double rate = .01;
        double[] w = {1, -2, 3};
        double[] m = new double[3];
        double[] v = new double[3];
        try (NDManager manager = Engines.newManager()) {
            JniUtils.setGradMode(false);
            Parameter p = Parameter.builder()
                    .setName("w")
                    .setType(Parameter.Type.OTHER)
                    .optShape(new Shape(3))
                    .optInitializer(Initializer.ONES)
                    .build();
            p.initialize(manager, ai.djl.ndarray.types.DataType.FLOAT32);
            p.getArray().set(new float[] {1, -2, 3});
            SequencedMap<String, Parameter> all = new LinkedHashMap<>(Map.of("w", p));
            AdamW optimiser = new AdamW(manager, all, name -> new AdamW.Rule(.5, decay), clip);
            int arrays = manager.getManagedArrays().size();
            for (int t = 1; t <= 20; t++) {
                try (NDManager step = manager.newSubManager()) {
                    try (GradientCollector collector = Engines.engine().newGradientCollector()) {
                        NDArray x = step.create(new float[] {.1f * t, -.2f, .05f});
                        collector.backward(x.mul(p.getArray()).square().sum());
                    }
                    optimiser.step(step, 2 * rate);
                }
                double[] x = {.1 * t, -.2, .05};
                double[] g = new double[3];
                double norm = 0;
                for (int i = 0; i < 3; i++) {
                    g[i] = 2 * x[i] * x[i] * w[i];
                    norm += g[i] * g[i];
                }
                double scale = Math.min(1, clip / (Math.sqrt(norm) + 1e-6));
                for (int i = 0; i < 3; i++) {
                    double scaled = g[i] * scale;
                    m[i] = .9 * m[i] + .1 * scaled;
                    v[i] = .999 * v[i] + .001 * scaled * scaled;
                    double hat = m[i] / (1 - Math.pow(.9, t));
                    double root = Math.sqrt(v[i] / (1 - Math.pow(.999, t)));
                    w[i] -= rate * decay * w[i] + rate * hat / (root + 1e-8);
                }
                float[] got = p.getArray().toFloatArray();
                for (int i = 0; i < 3; i++) {
                    assertThat((double) got[i]).as("step " + t).isCloseTo(w[i], within(2e-5));
                }
            }
            assertThat(manager.getManagedArrays()).hasSize(arrays);
        }
    }
}
