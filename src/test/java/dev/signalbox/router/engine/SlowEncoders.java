package dev.signalbox.router.engine;

import dev.signalbox.router.arms.ImageConfig;
import dev.signalbox.router.arms.TextConfig;
import java.util.Map;

/** Both encoders again as plain loops over doubles, after the papers and not after the blocks. */
final class SlowEncoders {
    private final Map<String, float[]> weights;

    SlowEncoders(Map<String, float[]> weights) {
        this.weights = weights;
    }

    /** DistilBERT's last hidden state [T][d]. */
    double[][] text(TextConfig config, long[] ids) {
        int d = config.width();
        double[][] x = new double[ids.length][d];
        for (int t = 0; t < ids.length; t++) {
            for (int i = 0; i < d; i++) {
                x[t][i] = at("embeddings.word_embeddings.weight", (int) ids[t] * d + i)
                        + at("embeddings.position_embeddings.weight", t * d + i);
            }
        }
        x = norm(x, "embeddings.LayerNorm", config.normEps());
        for (int layer = 0; layer < config.layers(); layer++) {
            String name = "transformer.layer." + layer + ".";
            double[][] mixed = attention(x, name + "attention.", "_lin", "out_lin", config.heads());
            x = norm(sum(x, mixed), name + "sa_layer_norm", config.normEps());
            double[][] fed = dense(dense(x, name + "ffn.lin1"), name + "ffn.lin2", SlowEncoders::gelu);
            x = norm(sum(x, fed), name + "output_layer_norm", config.normEps());
        }
        return x;
    }

    /** CLIP's projected tokens [1 + patches][projection] of a picture [3][size][size], flat. */
    double[][] image(ImageConfig config, float[] pixels) {
        int d = config.width();
        int p = config.patch();
        int side = config.size() / p;
        double[][] x = new double[config.tokens()][d];
        for (int i = 0; i < d; i++) {
            x[0][i] = at("vision_model.embeddings.class_embedding", i);
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    double sum = 0;
                    for (int c = 0; c < 3; c++) {
                        for (int dy = 0; dy < p; dy++) {
                            for (int dx = 0; dx < p; dx++) {
                                double pixel =
                                        pixels[(c * config.size() + row * p + dy) * config.size() + column * p + dx];
                                sum += pixel
                                        * at(
                                                "vision_model.embeddings.patch_embedding.weight",
                                                ((i * 3 + c) * p + dy) * p + dx);
                            }
                        }
                    }
                    x[1 + row * side + column][i] = sum;
                }
            }
            for (int t = 0; t < x.length; t++) {
                x[t][i] += at("vision_model.embeddings.position_embedding.weight", t * d + i);
            }
        }
        x = norm(x, "vision_model.pre_layrnorm", config.normEps());
        for (int layer = 0; layer < config.layers(); layer++) {
            String name = "vision_model.encoder.layers." + layer + ".";
            double[][] first = norm(x, name + "layer_norm1", config.normEps());
            x = sum(x, attention(first, name + "self_attn.", "_proj", "out_proj", config.heads()));
            double[][] second = norm(x, name + "layer_norm2", config.normEps());
            x = sum(x, dense(dense(second, name + "mlp.fc1"), name + "mlp.fc2", SlowEncoders::quickGelu));
        }
        return dense(norm(x, "vision_model.post_layernorm", config.normEps()), "visual_projection");
    }

    private double at(String name, int i) {
        return weights.get(name)[i];
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][a[0].length];
        for (int t = 0; t < a.length; t++) {
            for (int i = 0; i < sum[t].length; i++) {
                sum[t][i] = a[t][i] + b[t][i];
            }
        }
        return sum;
    }

    private double[][] norm(double[][] x, String name, double eps) {
        double[][] y = new double[x.length][x[0].length];
        for (int t = 0; t < x.length; t++) {
            double mean = 0;
            for (double v : x[t]) {
                mean += v / x[t].length;
            }
            double variance = 0;
            for (double v : x[t]) {
                variance += (v - mean) * (v - mean) / x[t].length;
            }
            for (int i = 0; i < y[t].length; i++) {
                y[t][i] =
                        (x[t][i] - mean) / Math.sqrt(variance + eps) * at(name + ".weight", i) + at(name + ".bias", i);
            }
        }
        return y;
    }

    private interface Unary {
        double of(double x);
    }

    private double[][] dense(double[][] x, String name) {
        return dense(x, name, v -> v);
    }

    /** y = W f(x) + b. */
    private double[][] dense(double[][] x, String name, Unary before) {
        int in = x[0].length;
        float[] bias = weights.get(name + ".bias");
        int out = weights.get(name + ".weight").length / in;
        double[][] y = new double[x.length][out];
        for (int t = 0; t < x.length; t++) {
            for (int o = 0; o < out; o++) {
                double sum = bias == null ? 0 : bias[o];
                for (int i = 0; i < in; i++) {
                    sum += at(name + ".weight", o * in + i) * before.of(x[t][i]);
                }
                y[t][o] = sum;
            }
        }
        return y;
    }

    private double[][] attention(double[][] x, String name, String suffix, String last, int heads) {
        double[][] q = dense(x, name + "q" + suffix);
        double[][] k = dense(x, name + "k" + suffix);
        double[][] v = dense(x, name + "v" + suffix);
        int size = q[0].length / heads;
        double[][] mixed = new double[x.length][q[0].length];
        for (int h = 0; h < heads; h++) {
            for (int t = 0; t < x.length; t++) {
                double[] weight = new double[x.length];
                double total = 0;
                for (int s = 0; s < x.length; s++) {
                    double dot = 0;
                    for (int i = h * size; i < (h + 1) * size; i++) {
                        dot += q[t][i] * k[s][i];
                    }
                    weight[s] = Math.exp(dot / Math.sqrt(size));
                    total += weight[s];
                }
                for (int s = 0; s < x.length; s++) {
                    for (int i = h * size; i < (h + 1) * size; i++) {
                        mixed[t][i] += weight[s] / total * v[s][i];
                    }
                }
            }
        }
        return dense(mixed, name + last);
    }

    private static double quickGelu(double x) {
        return x / (1 + Math.exp(-1.702 * x));
    }

    /** x Phi(x), with Phi by its series around 0; inputs here are small. */
    private static double gelu(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= x * x / (2 * n + 1);
            sum += term;
        }
        return x * (0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI));
    }
}
