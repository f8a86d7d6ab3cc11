package dev.signalbox.router.arms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON files of public checkpoints (Hugging Face layout). A setting that is absent has the value that the
 * published code gives it; one that this code does not follow is refused by name, never ignored.
 */
public final class PublishedConfig {
    private static final long LARGEST = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build());

    /** No public encoder is near these; a hostile number ends here. */
    private static final int MOST_LAYERS = 256;

    private static final int LARGEST_SIDE = 1 << 20;
    private static final int LARGEST_PICTURE = 1 << 11;

    private final Path file;
    private final JsonNode root;

    private PublishedConfig(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Reads a file that has to be there.
     *
     * @throws UserFacingException {@code encoder.missing}, {@code encoder.config}
     */
    public static PublishedConfig read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserFacingException("encoder.missing", folder(file), name(file));
        }
        return readIfThere(file);
    }

    /** Like {@link #read}, with every setting absent when there is no such file. */
    public static PublishedConfig readIfThere(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return new PublishedConfig(file, MissingNode.getInstance());
        }
        if (Files.size(file) > LARGEST) {
            throw new UserFacingException("encoder.config", file, Files.size(file) + " B");
        }
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            if (!root.isObject()) {
                throw new UserFacingException("encoder.config", file, Messages.text("encoder.config.table"));
            }
            return new PublishedConfig(file, root);
        } catch (JsonProcessingException e) {
            throw new UserFacingException("encoder.config", e, file, e.getOriginalMessage());
        }
    }

    /** The architecture's name, such as {@code distilbert} or {@code clip}; empty when the file does not say. */
    public String modelType() {
        return root.path("model_type").asText("");
    }

    /** A text encoder of the BERT family ({@code bert} or {@code distilbert}). */
    public TextConfig text() {
        boolean distilled = switch (modelType()) {
            case "distilbert" -> true;
            case "bert" -> false;
            default -> throw refused("model_type", "distilbert, bert");
        };
        if (!distilled
                && !root.path("position_embedding_type").asText("absolute").equals("absolute")) {
            throw refused("position_embedding_type", "absolute");
        }
        return checked(() -> new TextConfig(
                whole("vocab_size", 30_522, LARGEST_SIDE),
                whole("max_position_embeddings", 512, LARGEST_SIDE),
                whole(distilled ? "dim" : "hidden_size", 768, LARGEST_SIDE),
                whole(distilled ? "n_layers" : "num_hidden_layers", distilled ? 6 : 12, MOST_LAYERS),
                whole(distilled ? "n_heads" : "num_attention_heads", 12, LARGEST_SIDE),
                whole(distilled ? "hidden_dim" : "intermediate_size", 3072, LARGEST_SIDE),
                number(distilled ? "dropout" : "hidden_dropout_prob", 0.1),
                distilled ? 1e-12 : number("layer_norm_eps", 1e-12),
                activation(distilled ? "activation" : "hidden_act", "gelu"),
                number("initializer_range", 0.02)));
    }

    /** A CLIP vision tower ({@code clip_vision_model}), alone or as {@code vision_config} of a whole {@code clip}. */
    public ImageConfig image(ImageRecipe recipe) {
        PublishedConfig vision = switch (modelType()) {
            case "clip" -> new PublishedConfig(file, root.path("vision_config"));
            case "clip_vision_model" -> this;
            default -> throw refused("model_type", "clip, clip_vision_model");
        };
        // The projection belongs to the whole model where there is one.
        PublishedConfig projected = root.has("projection_dim") ? this : vision;
        if (vision.whole("num_channels", 3, LARGEST_SIDE) != 3) {
            throw vision.refused("num_channels", "3");
        }
        ImageConfig config = checked(() -> new ImageConfig(
                vision.whole("image_size", 224, LARGEST_PICTURE),
                vision.whole("patch_size", 32, LARGEST_PICTURE),
                vision.whole("hidden_size", 768, LARGEST_SIDE),
                vision.whole("num_hidden_layers", 12, MOST_LAYERS),
                vision.whole("num_attention_heads", 12, LARGEST_SIDE),
                vision.whole("intermediate_size", 3072, LARGEST_SIDE),
                projected.whole("projection_dim", 512, LARGEST_SIDE),
                vision.activation("hidden_act", "quick_gelu"),
                vision.number("layer_norm_eps", 1e-5),
                vision.number("attention_dropout", 0),
                vision.number("initializer_range", 0.02),
                recipe.mean(),
                recipe.std()));
        if (recipe.crop() != config.size()) {
            throw new UserFacingException(
                    "encoder.config", file, Messages.text("encoder.config.crop", recipe.crop(), config.size()));
        }
        return config;
    }

    /**
     * A {@code preprocessor_config.json}; CLIP's own values where it says nothing.
     *
     * @param imageSize the side that the encoder takes, where the file does not say
     */
    public ImageRecipe recipe(int imageSize) {
        for (String step : List.of("do_resize", "do_center_crop", "do_rescale", "do_normalize")) {
            if (!root.path(step).asBoolean(true)) {
                throw refused(step, "true");
            }
        }
        if (whole("resample", 3, 16) != 3) {
            throw refused("resample", "3");
        }
        return checked(() -> new ImageRecipe(
                side("size", "shortest_edge", imageSize),
                side("crop_size", "height", imageSize),
                number("rescale_factor", 1.0 / 255),
                three("image_mean", ImageRecipe.CLIP_MEAN),
                three("image_std", ImageRecipe.CLIP_STD)));
    }

    /** The side of the picture that config.json speaks of. */
    public int imageSize() {
        JsonNode vision = modelType().equals("clip") ? root.path("vision_config") : root;
        return new PublishedConfig(file, vision).whole("image_size", 224, LARGEST_PICTURE);
    }

    /** The longest text in tokens that {@code tokenizer_config.json} allows; a huge number where it does not say. */
    public int longestText() {
        double most = number("model_max_length", Integer.MAX_VALUE);
        if (most < 3) {
            throw refused("model_max_length", "3…");
        }
        return (int) Math.min(Integer.MAX_VALUE, most);
    }

    /** A switch. */
    public boolean flag(String key, boolean absent) {
        Boolean flag = flag(key);
        return flag == null ? absent : flag;
    }

    /** A switch that may be left open. */
    public @Nullable Boolean flag(String key) {
        JsonNode node = root.path(key);
        if (!node.isBoolean() && !node.isNull() && !node.isMissingNode()) {
            throw refused(key, "true, false");
        }
        return node.isBoolean() ? (Boolean) node.asBoolean() : null;
    }

    private int side(String key, String inner, int absent) {
        JsonNode node = root.path(key);
        if (node.isObject()) {
            PublishedConfig sides = new PublishedConfig(file, node);
            boolean square = !node.has("width") || node.path("width").equals(node.path("height"));
            if (!node.has(inner) || !square) {
                throw refused(key, inner);
            }
            return sides.whole(inner, absent, LARGEST_PICTURE);
        }
        return whole(key, absent, LARGEST_PICTURE);
    }

    private List<Double> three(String key, List<Double> absent) {
        JsonNode node = root.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return absent;
        }
        List<Double> values = new ArrayList<>();
        node.forEach(value -> {
            if (value.isNumber()) {
                values.add(value.asDouble());
            }
        });
        if (!node.isArray() || node.size() != 3 || values.size() != 3) {
            throw refused(key, "[R, G, B]");
        }
        return values;
    }

    private int whole(String key, int absent, int most) {
        JsonNode node = root.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return absent;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < 1 || node.asInt() > most) {
            throw refused(key, "1…" + most);
        }
        return node.asInt();
    }

    private double number(String key, double absent) {
        JsonNode node = root.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return absent;
        }
        if (!node.isNumber() || !Double.isFinite(node.asDouble()) || node.asDouble() < 0) {
            throw refused(key, "0…");
        }
        return node.asDouble();
    }

    private Activation activation(String key, String absent) {
        return switch (root.path(key).asText(absent)) {
            case "gelu" -> Activation.GELU;
            case "quick_gelu" -> Activation.QUICK_GELU;
            case "relu" -> Activation.RELU;
            default -> throw refused(key, "gelu, quick_gelu, relu");
        };
    }

    private interface Making<T> {
        T make();
    }

    /** Configuration records refuse what does not fit together. */
    private <T> T checked(Making<T> making) {
        try {
            return making.make();
        } catch (IllegalArgumentException e) {
            throw new UserFacingException("encoder.config", e, file, String.valueOf(e.getMessage()));
        }
    }

    private UserFacingException refused(String key, String followed) {
        String found = root.path(key).isMissingNode()
                ? "-"
                : abbreviated(root.path(key).toString());
        return new UserFacingException(
                "encoder.config", file, Messages.text("encoder.config.value", key, found, followed));
    }

    private static String abbreviated(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "…";
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file : folder;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
