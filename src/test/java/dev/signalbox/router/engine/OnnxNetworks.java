package dev.signalbox.router.engine;

import dev.signalbox.router.arms.Activation;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ImageConfig;
import dev.signalbox.router.arms.TextConfig;
import dev.signalbox.router.engine.OnnxGraph.Attribute;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The networks of this package as ONNX graphs with the same weights. */
final class OnnxNetworks {
    private final OnnxGraph graph = new OnnxGraph();
    private final Map<String, float[]> weights;

    private OnnxNetworks(Map<String, float[]> weights) {
        this.weights = weights;
    }

    /** Text vectors of the first token [B, d] from ids [B, T], without padding. */
    static void text(Path file, TextConfig config, Map<String, float[]> weights) {
        OnnxNetworks net = new OnnxNetworks(weights);
        OnnxGraph g = net.graph;
        long d = config.width();
        String ids = g.input("ids", true, -1, -1);
        String words = g.node("Gather", net.raw("embeddings.word_embeddings.weight", config.vocabulary(), d), ids);
        String length = g.node("Slice", g.node("Shape", ids), g.constant(1L), g.constant(2L));
        String places = g.node(
                "Slice",
                net.raw("embeddings.position_embeddings.weight", config.positions(), d),
                g.constant(0L),
                length,
                g.constant(0L));
        String x = net.norm("embeddings.LayerNorm", d, config.normEps(), g.node("Add", words, places));
        for (int i = 0; i < config.layers(); i++) {
            String name = "transformer.layer." + i + ".";
            String mixed =
                    net.attention(name + "attention.", EncoderBlock.Kind.DISTILBERT.projections, d, config.heads(), x);
            String middle = net.norm(name + "sa_layer_norm", d, config.normEps(), g.node("Add", mixed, x));
            String fed = net.dense(
                    name + "ffn.lin2",
                    config.ffn(),
                    d,
                    net.activate(config.activation(), net.dense(name + "ffn.lin1", d, config.ffn(), middle)));
            x = net.norm(name + "output_layer_norm", d, config.normEps(), g.node("Add", fed, middle));
        }
        String first = g.node("Gather", List.of(x, net.scalar(0)), new Attribute("axis", 1L));
        g.write(file, first, -1, d);
    }

    /** Picture vectors [B, projection] from normalised pixels [B, 3, size, size]. */
    static void image(Path file, ImageConfig config, Map<String, float[]> weights) {
        OnnxNetworks net = new OnnxNetworks(weights);
        OnnxGraph g = net.graph;
        long d = config.width();
        long p = config.patch();
        String pixels = g.input("pixels", false, -1, 3, config.size(), config.size());
        String patches = g.node(
                "Conv",
                List.of(pixels, net.raw("vision_model.embeddings.patch_embedding.weight", d, 3, p, p)),
                new Attribute("strides", List.of(p, p)),
                new Attribute("kernel_shape", List.of(p, p)));
        String rows = g.node(
                "Transpose",
                List.of(g.node("Reshape", patches, g.constant(0L, d, -1L))),
                new Attribute("perm", List.of(0L, 2L, 1L)));
        String batch = g.node("Slice", g.node("Shape", pixels), g.constant(0L), g.constant(1L));
        String token = g.node(
                "Expand",
                net.raw("vision_model.embeddings.class_embedding", 1, 1, d),
                g.node("Concat", List.of(batch, g.constant(1L), g.constant(d)), new Attribute("axis", 0L)));
        String all = g.node("Concat", List.of(token, rows), new Attribute("axis", 1L));
        String x =
                g.node("Add", all, net.raw("vision_model.embeddings.position_embedding.weight", 1, config.tokens(), d));
        x = net.norm("vision_model.pre_layrnorm", d, config.normEps(), x);
        for (int i = 0; i < config.layers(); i++) {
            String name = "vision_model.encoder.layers." + i + ".";
            String normed = net.norm(name + "layer_norm1", d, config.normEps(), x);
            x = g.node(
                    "Add",
                    x,
                    net.attention(name + "self_attn.", EncoderBlock.Kind.CLIP.projections, d, config.heads(), normed));
            String again = net.norm(name + "layer_norm2", d, config.normEps(), x);
            String fed = net.dense(
                    name + "mlp.fc2",
                    config.ffn(),
                    d,
                    net.activate(config.activation(), net.dense(name + "mlp.fc1", d, config.ffn(), again)));
            x = g.node("Add", x, fed);
        }
        String first = g.node("Gather", List.of(x, net.scalar(0)), new Attribute("axis", 1L));
        String normed = net.norm("vision_model.post_layernorm", d, config.normEps(), first);
        String result = g.node("MatMul", normed, net.turned("visual_projection.weight", d, config.projection()));
        g.write(file, result, -1, config.projection());
    }

    /**
     * Logits [B, K] from question vectors [B, d_q], picture tokens [B, S, d_v] and unit profile vectors [K, d_q], before
     * any trained scale.
     */
    static void head(Path file, ArmsConfig config, int tokens, Map<String, float[]> weights, float[][] profiles) {
        OnnxNetworks net = new OnnxNetworks(weights);
        OnnxGraph g = net.graph;
        long dq = config.text().width();
        long dv = config.image().projection();
        String question = g.input("question", false, -1, dq);
        String keys = g.input("picture", false, -1, tokens, dv);
        String picture = g.node("Gather", List.of(keys, net.scalar(0)), new Attribute("axis", 1L));
        String both = g.node("Concat", List.of(question, picture), new Attribute("axis", 1L));
        String gate = g.node(
                "Softmax", List.of(net.dense("gate", dq + dv, config.experts(), both)), new Attribute("axis", 1L));
        String mixture = "";
        for (int i = 0; i < config.experts(); i++) {
            String name = "experts." + i + ".";
            String seen = tokens == 1
                    ? net.dense(name + "wv", dv, dq, picture)
                    : net.lookUp(name, config, question, keys, tokens);
            String a = net.dense(name + "wo", dq, dq, seen);
            String h = net.norm(name + "ln", dq, 1e-5, g.node("Add", question, a));
            String fed = net.dense(
                    name + "ffn2",
                    config.ffnWidth(),
                    dq,
                    net.activate(config.activation(), net.dense(name + "ffn1", dq, config.ffnWidth(), h)));
            String weight = g.node("Gather", List.of(gate, g.constant((long) i)), new Attribute("axis", 1L));
            String part = g.node("Mul", weight, g.node("Add", h, fed));
            mixture = mixture.isEmpty() ? part : g.node("Add", mixture, part);
        }
        String u = net.norm("head.ln", dq, 1e-5, g.node("Add", mixture, question));
        String unit = g.node("LpNormalization", List.of(u), new Attribute("axis", 1L), new Attribute("p", 2L));
        float[] columns = new float[(int) dq * profiles.length];
        for (int k = 0; k < profiles.length; k++) {
            for (int i = 0; i < dq; i++) {
                columns[i * profiles.length + k] = profiles[k][i];
            }
        }
        String s = g.node("MatMul", unit, g.constant(columns, dq, profiles.length));
        String one = net.scalar(1f);
        String z = g.node(
                "Mul",
                g.node("Sub", g.node("Log", g.node("Add", one, s)), g.node("Log", g.node("Sub", one, s))),
                net.scalar(.5f));
        String c = net.scalar((float) config.clip());
        g.write(file, g.node("Clip", z, net.scalar((float) -config.clip()), c), -1, profiles.length);
    }

    /** What an expert's question sees of the picture's tokens, [B, d_q]. */
    private String lookUp(String name, ArmsConfig config, String question, String keys, long tokens) {
        long dq = config.text().width();
        long dv = config.image().projection();
        long da = config.attentionWidth();
        long heads = config.heads();
        String q =
                graph.node("Reshape", dense(name + "wq", dq, da, question), graph.constant(0L, heads, 1L, da / heads));
        String k = graph.node(
                "Transpose",
                List.of(graph.node(
                        "Reshape", dense(name + "wk", dv, da, keys), graph.constant(0L, tokens, heads, da / heads))),
                new Attribute("perm", List.of(0L, 2L, 3L, 1L)));
        String v = graph.node(
                "Transpose",
                List.of(graph.node(
                        "Reshape", dense(name + "wv", dv, dq, keys), graph.constant(0L, tokens, heads, dq / heads))),
                new Attribute("perm", List.of(0L, 2L, 1L, 3L)));
        String logits = graph.node("Div", graph.node("MatMul", q, k), scalar((float) Math.sqrt((double) da / heads)));
        String weighted = graph.node("Softmax", List.of(logits), new Attribute("axis", 3L));
        return graph.node("Reshape", graph.node("MatMul", weighted, v), graph.constant(0L, dq));
    }

    private String attention(String name, List<String> parts, long d, long heads, String x) {
        long width = d / heads;
        String[] split = new String[3];
        for (int i = 0; i < 3; i++) {
            String projected = dense(name + parts.get(i), d, d, x);
            String shaped = graph.node("Reshape", projected, graph.constant(0L, 0L, heads, width));
            List<Long> order = i == 1 ? List.of(0L, 2L, 3L, 1L) : List.of(0L, 2L, 1L, 3L);
            split[i] = graph.node("Transpose", List.of(shaped), new Attribute("perm", order));
        }
        String logits =
                graph.node("Div", graph.node("MatMul", split[0], split[1]), scalar((float) Math.sqrt((double) width)));
        String weighted = graph.node("Softmax", List.of(logits), new Attribute("axis", 3L));
        String mixed = graph.node(
                "Transpose",
                List.of(graph.node("MatMul", weighted, split[2])),
                new Attribute("perm", List.of(0L, 2L, 1L, 3L)));
        return dense(name + parts.get(3), d, d, graph.node("Reshape", mixed, graph.constant(0L, 0L, d)));
    }

    private String activate(Activation activation, String x) {
        return switch (activation) {
            case GELU -> graph.node("Gelu", x);
            case QUICK_GELU -> graph.node("Mul", x, graph.node("Sigmoid", graph.node("Mul", x, scalar(1.702f))));
            case RELU -> graph.node("Relu", x);
        };
    }

    private String dense(String name, long in, long out, String x) {
        String product = graph.node("MatMul", x, turned(name + ".weight", in, out));
        return graph.node("Add", product, raw(name + ".bias", out));
    }

    private String norm(String name, long width, double epsilon, String x) {
        return graph.node(
                "LayerNormalization",
                List.of(x, raw(name + ".weight", width), raw(name + ".bias", width)),
                new Attribute("axis", -1L),
                new Attribute("epsilon", (float) epsilon));
    }

    private String scalar(float value) {
        return graph.constant(new float[] {value});
    }

    /** A whole number without any axis. */
    private String scalar(int value) {
        return graph.node("Squeeze", graph.constant((long) value));
    }

    private String raw(String name, long... shape) {
        return graph.constant(values(name), shape);
    }

    /** A dense layer's [out, in] as [in, out]. */
    private String turned(String name, long in, long out) {
        float[] values = values(name);
        float[] result = new float[values.length];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                result[(int) (i * out + o)] = values[(int) (o * in + i)];
            }
        }
        return graph.constant(result, in, out);
    }

    private float[] values(String name) {
        float[] values = weights.get(name);
        if (values == null) {
            throw new IllegalArgumentException(name);
        }
        return values;
    }
}
