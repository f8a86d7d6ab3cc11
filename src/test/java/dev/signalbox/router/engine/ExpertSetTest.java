package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsConfig.ClassifierForm;
import dev.signalbox.router.arms.ArmsNumerics;
import dev.signalbox.router.arms.ExpertSet;
import dev.signalbox.router.arms.Safetensors.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ExpertSetTest {
    /** What a head made of the inputs of a case with some of its experts. */
    private record Seen(double[] gate, double[] mixture, double[] fused, double[] logit, List<double[]> outputs) {}

    private static Seen run(HeadCase one, DataType type, ExpertSet set) {
        try (NDManager manager = Engines.newManager()) {
            ArmsHead head = new ArmsHead(new Initial(new Random(7)), one.config(), one.profiles());
            head.initialize(manager, type, new Shape(1));
            Fixture.fill(head, one.weights(), "");
            Pass pass = new Pass(new ParameterStore(manager, false), false);
            NDArray question = Fixture.array(manager, one.inputs().get("e_q"), type);
            NDArray tokens = Fixture.array(manager, one.inputs().get("patches"), type);
            ArmsHead.Fused fused = head.mix(head.opinions(question, tokens, pass), set, pass);
            NDArray profiles = head.profiles(Fixture.array(manager, one.inputs().get("e_m"), type), pass);
            return new Seen(
                    Fixture.doubles(fused.gate()),
                    Fixture.doubles(fused.mixture()),
                    Fixture.doubles(fused.fused()),
                    Fixture.doubles(head.score(fused.fused(), profiles, pass).logit()),
                    fused.experts().stream()
                            .map(r -> Fixture.doubles(r.output()))
                            .toList());
        }
    }

    @ParameterizedTest
    @FieldSource("dev.signalbox.router.engine.HeadCase#NAMES")
    void oneExpertAloneIsItsOwnOutputThroughTheClassifier(String name) throws IOException {
        HeadCase one = HeadCase.read(name);
        int n = one.config().experts();
        for (DataType type : List.of(DataType.FLOAT64, DataType.FLOAT32)) {
            double tolerance = type == DataType.FLOAT64 ? 1e-9 : 2e-5;
            for (int k = 0; k < n; k++) {
                Seen alone = run(one, type, ExpertSet.only(n, k));
                for (int i = 0; i < alone.gate().length; i++) {
                    assertThat(alone.gate()[i]).isEqualTo(i % n == k ? 1 : 0);
                }
                assertThat(alone.mixture())
                        .as("to the last bit")
                        .isEqualTo(alone.outputs().get(k));
                Slow slow = new Slow(one, k);
                Fixture.close("mixture", alone.mixture(), slow.mixture, tolerance);
                Fixture.close("fused", alone.fused(), slow.fused, tolerance);
                Fixture.close("logit", alone.logit(), slow.logit, tolerance);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("dev.signalbox.router.engine.HeadCase#NAMES")
    void allExpertsGiveWhatTheReferenceGives(String name) throws IOException {
        HeadCase one = HeadCase.read(name);
        Seen all = run(one, DataType.FLOAT64, ExpertSet.all(one.config().experts()));
        Fixture.close("gate", all.gate(), Fixture.doubles(one.expected().get("gate")), 1e-9);
        Fixture.close("fused", all.fused(), Fixture.doubles(one.expected().get("u")), 1e-9);
        Fixture.close("logit", all.logit(), Fixture.doubles(one.expected().get("z")), 1e-9);
    }

    /** The ratios between those that stay are kept, the rest is shared out; a top-2 gate takes the two largest of them. */
    @ParameterizedTest
    @FieldSource("dev.signalbox.router.engine.HeadCase#NAMES")
    void theGateIsSharedOutAmongThoseThatStay(String name) throws IOException {
        HeadCase one = HeadCase.read(name);
        double[] full = Fixture.doubles(one.expected().get("gate_full"));
        int n = one.config().experts();
        for (int off = 0; off < n; off++) {
            Seen seen = run(one, DataType.FLOAT64, ExpertSet.all(n).with(off, false));
            for (int row = 0; row < full.length / n; row++) {
                double[] left = Arrays.copyOfRange(full, row * n, row * n + n);
                left[off] = 0;
                if (one.config().topK() > 0) {
                    double[] sorted = left.clone();
                    Arrays.sort(sorted);
                    double least = sorted[n - one.config().topK()];
                    left = Arrays.stream(left).map(g -> g < least ? 0 : g).toArray();
                }
                double sum = Arrays.stream(left).sum();
                for (int k = 0; k < n; k++) {
                    assertThat(Math.abs(seen.gate()[row * n + k] - left[k] / sum))
                            .isLessThan(1e-9);
                }
            }
        }
    }

    @Test
    void oneExpertStaysOn() {
        ExpertSet last = ExpertSet.only(3, 1);
        assertThatThrownBy(() -> last.with(1, false)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ExpertSet.all(3).with(0, false).with(2, false)).isEqualTo(last);
        assertThat(last.with(0, true).with(2, true).isAll()).isTrue();
    }

    /** The classifier in double precision, one number at a time, from the expert's expected output. */
    private static final class Slow {
        private final Map<String, Tensor> weights;
        final double[] mixture;
        final double[] fused;
        final double[] logit;

        Slow(HeadCase one, int expert) {
            weights = one.weights();
            ArmsConfig config = one.config();
            int d = config.text().width();
            int n = config.experts();
            int vlms = one.profiles();
            double[] question = Fixture.doubles(one.inputs().get("e_q"));
            double[] outputs = Fixture.doubles(one.expected().get("expert_outputs"));
            double[] profiles = Fixture.doubles(one.expected().get("profile_vectors"));
            int rows = question.length / d;
            mixture = new double[rows * d];
            fused = new double[rows * d];
            logit = new double[rows * vlms];
            for (int row = 0; row < rows; row++) {
                double[] f = Arrays.copyOfRange(outputs, (row * n + expert) * d, (row * n + expert + 1) * d);
                double[] q = Arrays.copyOfRange(question, row * d, (row + 1) * d);
                double[] u =
                        config.classifierForm() == ClassifierForm.SUM ? norm(sum(f, q)) : project(norm(both(f, q)));
                System.arraycopy(f, 0, mixture, row * d, d);
                System.arraycopy(u, 0, fused, row * d, d);
                for (int k = 0; k < vlms; k++) {
                    double z = ArmsNumerics.atanh(cosine(u, Arrays.copyOfRange(profiles, k * d, (k + 1) * d)));
                    if (config.scaledLogits()) {
                        z = weight("logit.alpha")[0] * z + weight("logit.beta")[k];
                    }
                    logit[row * vlms + k] = ArmsNumerics.clip(z, config.clip(), config.clipForm());
                }
            }
        }

        private double[] weight(String name) {
            return Fixture.doubles(weights.get(name));
        }

        private static double[] sum(double[] a, double[] b) {
            double[] sum = a.clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += b[i];
            }
            return sum;
        }

        private static double[] both(double[] a, double[] b) {
            double[] both = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, both, a.length, b.length);
            return both;
        }

        private double[] norm(double[] x) {
            double mean = Arrays.stream(x).average().orElseThrow();
            double variance =
                    Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
            double[] out = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                out[i] = (x[i] - mean) / Math.sqrt(variance + 1e-5) * weight("head.ln.weight")[i]
                        + weight("head.ln.bias")[i];
            }
            return out;
        }

        private double[] project(double[] x) {
            double[] w = weight("head.proj.weight");
            double[] out = weight("head.proj.bias").clone();
            for (int i = 0; i < out.length; i++) {
                for (int j = 0; j < x.length; j++) {
                    out[i] += w[i * x.length + j] * x[j];
                }
            }
            return out;
        }

        private static double cosine(double[] a, double[] b) {
            double dot = 0;
            double aa = 0;
            double bb = 0;
            for (int i = 0; i < a.length; i++) {
                dot += a[i] * b[i];
                aa += a[i] * a[i];
                bb += b[i] * b[i];
            }
            return dot / Math.sqrt(aa * bb);
        }
    }
}
