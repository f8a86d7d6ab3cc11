package dev.signalbox.router.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The files of a checkpoint folder, and its configuration. Numbers and text only: nothing in it is ever executed. */
final class Checkpoint {
    static final String WEIGHTS = "model.safetensors";
    static final String CONFIG = "config.json";
    static final String TOKENIZER = "tokenizer.json";
    static final String TRAINING = "training.json";
    static final String VLMS = "vlms.json";
    static final String METRICS = "metrics.jsonl";
    static final List<String> FILES = List.of(WEIGHTS, CONFIG, TOKENIZER, TRAINING, VLMS, METRICS);

    private static final int FORMAT = 1;
    private static final long LARGEST_CONFIG = 1 << 20;
    static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    /**
     * The content of config.json.
     *
     * @param vlms ids of the VLMs that the biases belong to, in their order
     */
    record Config(int format, String kind, ArmsConfig config, List<String> vlms) {
        Config {
            vlms = List.copyOf(vlms);
        }

        static Config of(ArmsConfig config, List<String> vlms) {
            return new Config(FORMAT, "arms", config, vlms);
        }
    }

    private Checkpoint() {}

    /** Throws {@code router.checkpoint.missing} unless weights, configuration and tokeniser are there. */
    static void check(Path folder) {
        for (String name : List.of(WEIGHTS, CONFIG, TOKENIZER)) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new UserFacingException("router.checkpoint.missing", folder, name);
            }
        }
    }

    static Config config(Path folder) throws IOException {
        Path file = folder.resolve(CONFIG);
        if (Files.size(file) > LARGEST_CONFIG) {
            throw new UserFacingException("router.config.broken", file, Files.size(file));
        }
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            int format = root.path("format").asInt();
            if (format > FORMAT) {
                throw new UserFacingException("router.config.newer", folder, format);
            }
            Config config = JSON.treeToValue(root, Config.class);
            if (config == null || config.format() != FORMAT || !config.kind().equals("arms")) {
                throw new UserFacingException("router.config.broken", file, root.path("kind"));
            }
            return config;
        } catch (JsonProcessingException e) {
            throw new UserFacingException("router.config.broken", e, file, e.getOriginalMessage());
        }
    }

    static void write(Path folder, Config config, Map<String, Tensor> weights) throws IOException {
        Safetensors.write(folder.resolve(WEIGHTS), weights);
        write(folder, config);
    }

    static void write(Path folder, Config config) throws IOException {
        JSON.writeValue(folder.resolve(CONFIG).toFile(), config);
    }

    /** SHA-256 over weights, configuration and tokeniser, lower-case hex. */
    static String hash(Path folder) throws IOException {
        MessageDigest digest = sha256();
        for (String name : List.of(WEIGHTS, CONFIG, TOKENIZER)) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(folder.resolve(name)), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
