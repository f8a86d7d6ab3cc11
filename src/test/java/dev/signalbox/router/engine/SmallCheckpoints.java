package dev.signalbox.router.engine;

import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.router.arms.WordPieceVocabulary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Folders like those of public checkpoints, with random weights of a seed. */
public final class SmallCheckpoints {
    private static final int DIM = 12;
    private static final int WIDTH = 16;

    private SmallCheckpoints() {}

    /** A DistilBERT of two layers with names that begin with {@code prefix}. */
    public static Map<String, Tensor> text(Path folder, String prefix, Safetensors.Type type) throws IOException {
        Files.createDirectories(folder);
        List<String> words = new ArrayList<>(WordPieceVocabulary.SPECIAL);
        for (char c = 'a'; c <= 'z'; c++) {
            words.add(String.valueOf(c));
            words.add("##" + c);
        }
        words.addAll(List.of("what", "is", "the", "?"));
        Files.write(folder.resolve("vocab.txt"), words);
        Files.writeString(
                folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": true, \"model_max_length\": 14}");
        Files.writeString(folder.resolve("config.json"), """
            {"model_type": "distilbert", "vocab_size": %d, "max_position_embeddings": 20, "dim": 12,
             "n_layers": 2, "n_heads": 3, "hidden_dim": 20, "activation": "gelu"}\
            """.formatted(words.size()));
        Draw draw = new Draw(5, type);
        draw.add(prefix + "embeddings.word_embeddings.weight", words.size(), DIM);
        draw.add(prefix + "embeddings.position_embeddings.weight", 20, DIM);
        draw.norm(prefix + "embeddings.LayerNorm", DIM);
        for (int i = 0; i < 2; i++) {
            String layer = prefix + "transformer.layer." + i + ".";
            for (String part : List.of("q_lin", "k_lin", "v_lin", "out_lin")) {
                draw.dense(layer + "attention." + part, DIM, DIM);
            }
            draw.norm(layer + "sa_layer_norm", DIM);
            draw.dense(layer + "ffn.lin1", 20, DIM);
            draw.dense(layer + "ffn.lin2", DIM, 20);
            draw.norm(layer + "output_layer_norm", DIM);
        }
        Safetensors.write(folder.resolve("model.safetensors"), draw.tensors);
        return draw.tensors;
    }

    /** A CLIP vision tower of two layers that takes pictures of 24 x 24 pixels. */
    public static Map<String, Tensor> image(Path folder, Safetensors.Type type) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), """
            {"model_type": "clip_vision_model", "hidden_size": 16, "intermediate_size": 24, "projection_dim": 10,
             "num_hidden_layers": 2, "num_attention_heads": 4, "image_size": 24, "patch_size": 8}\
            """);
        Files.writeString(
                folder.resolve("preprocessor_config.json"),
                "{\"size\": 24, \"crop_size\": 24, \"resample\": 3, \"image_mean\": [0.5, 0.4, 0.3]}");
        Draw draw = new Draw(6, type);
        draw.add("vision_model.embeddings.class_embedding", WIDTH);
        draw.add("vision_model.embeddings.patch_embedding.weight", WIDTH, 3, 8, 8);
        draw.add("vision_model.embeddings.position_embedding.weight", 10, WIDTH);
        draw.norm("vision_model.pre_layrnorm", WIDTH);
        for (int i = 0; i < 2; i++) {
            String layer = "vision_model.encoder.layers." + i + ".";
            for (String part : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
                draw.dense(layer + "self_attn." + part, WIDTH, WIDTH);
            }
            draw.norm(layer + "layer_norm1", WIDTH);
            draw.norm(layer + "layer_norm2", WIDTH);
            draw.dense(layer + "mlp.fc1", 24, WIDTH);
            draw.dense(layer + "mlp.fc2", WIDTH, 24);
        }
        draw.norm("vision_model.post_layernorm", WIDTH);
        draw.add("visual_projection.weight", 10, WIDTH);
        Safetensors.write(folder.resolve("model.safetensors"), draw.tensors);
        return draw.tensors;
    }

    /** Values as they come out of storage, without a prefix. */
    static Map<String, float[]> values(Map<String, Tensor> tensors, String prefix) {
        Map<String, float[]> values = new TreeMap<>();
        tensors.forEach((name, tensor) -> values.put(name.substring(prefix.length()), tensor.floats()));
        return values;
    }

    private static final class Draw {
        private final Map<String, Tensor> tensors = new TreeMap<>();
        private final Random random;
        private final Safetensors.Type type;

        Draw(long seed, Safetensors.Type type) {
            random = new Random(seed);
            this.type = type;
        }

        void dense(String name, long out, long in) {
            add(name + ".weight", out, in);
            add(name + ".bias", out);
        }

        void norm(String name, long width) {
            add(name + ".weight", width);
            add(name + ".bias", width);
        }

        void add(String name, long... sides) {
            List<Long> shape = new ArrayList<>();
            int size = 1;
            for (long side : sides) {
                shape.add(side);
                size *= (int) side;
            }
            ByteBuffer data = ByteBuffer.allocate(size * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < size; i++) {
                float value = (float) (random.nextGaussian() * 0.4);
                switch (type) {
                    case F32 -> data.putFloat(value);
                    case F16 -> data.putShort(Float.floatToFloat16(value));
                    case BF16 -> data.putShort((short) (Float.floatToIntBits(value) >>> 16));
                    default -> data.putDouble(value);
                }
            }
            tensors.put(name, new Tensor(type, shape, data.flip()));
        }
    }
}
