package dev.signalbox.router.engine;

import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.router.arms.SafetensorsFile.Entry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tensors of a public checkpoint under the names that the blocks here use; parts of other networks are left out. */
final class PublishedTensors {
    /** Heads that sit on a text encoder in published files, and a buffer that is no weight. */
    private static final List<String> TEXT_HEADS = List.of(
            "vocab_transform.",
            "vocab_layer_norm.",
            "vocab_projector.",
            "pre_classifier.",
            "classifier.",
            "qa_outputs.",
            "cls.",
            "pooler.",
            "embeddings.position_ids");

    private static final List<String> BESIDE_VISION =
            List.of("text_model.", "text_projection.", "logit_scale", "vision_model.embeddings.position_ids");

    private static final String TYPES = "embeddings.token_type_embeddings.weight";
    private static final String POSITIONS = "embeddings.position_embeddings.weight";

    /** BERT's names and DistilBERT's, longest first where one contains another. */
    private static final List<Map.Entry<Pattern, String>> BERT = List.of(
            rule("attention\\.self\\.query", "attention.q_lin"),
            rule("attention\\.self\\.key", "attention.k_lin"),
            rule("attention\\.self\\.value", "attention.v_lin"),
            rule("attention\\.output\\.dense", "attention.out_lin"),
            rule("attention\\.output\\.LayerNorm", "sa_layer_norm"),
            rule("intermediate\\.dense", "ffn.lin1"),
            rule("output\\.dense", "ffn.lin2"),
            rule("output\\.LayerNorm", "output_layer_norm"));

    private final SafetensorsFile file;
    private final SequencedMap<String, String> theirs;
    private final @Nullable String types;

    private PublishedTensors(SafetensorsFile file, SequencedMap<String, String> theirs) {
        this.file = file;
        this.theirs = theirs;
        types = theirs.remove(TYPES);
    }

    /** DistilBERT, with or without the prefix {@code distilbert.}. */
    static PublishedTensors distilBert(SafetensorsFile file) {
        return new PublishedTensors(file, unprefixed(file, "distilbert.", PublishedTensors::norm));
    }

    /** BERT, with or without the prefix {@code bert.}; its first token type is part of every position. */
    static PublishedTensors bert(SafetensorsFile file) {
        return new PublishedTensors(file, unprefixed(file, "bert.", PublishedTensors::bertName));
    }

    /** CLIP's vision tower, alone or beside the text tower. */
    static PublishedTensors clipVision(SafetensorsFile file) {
        SequencedMap<String, String> theirs = new LinkedHashMap<>();
        for (String name : file.entries().keySet()) {
            if (BESIDE_VISION.stream().noneMatch(name::startsWith)) {
                theirs.put(name, name);
            }
        }
        return new PublishedTensors(file, theirs);
    }

    /** By our names, a name that nothing here knows under its own. */
    Map<String, Entry> entries() {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        theirs.forEach((ours, name) -> entries.put(ours, entry(name)));
        if (types != null && !typed(entries.get(POSITIONS))) {
            entries.put(types, entry(types)); // does not fit the positions: named like any tensor that has no place
        }
        return entries;
    }

    /** Names of tensors in types that no published encoder is stored in. */
    List<String> odd() {
        return theirs.values().stream()
                .filter(name -> !Weights.published(entry(name).type()))
                .toList();
    }

    Tensor read(String ours) throws IOException {
        Tensor tensor = file.read(Objects.requireNonNull(theirs.get(ours), ours));
        if (types == null || !ours.equals(POSITIONS)) {
            return tensor;
        }
        float[] sum = tensor.floats();
        float[] first = file.read(types).floats();
        int width = (int) (long) tensor.shape().get(1);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += first[i % width];
        }
        return Tensor.of(tensor.shape(), sum);
    }

    private boolean typed(@Nullable Entry positions) {
        List<Long> shape = entry(Objects.requireNonNull(types)).shape();
        return positions != null
                && shape.size() == 2
                && positions.shape().size() == 2
                && shape.get(0) > 0
                && shape.get(1).equals(positions.shape().get(1))
                && Weights.published(entry(types).type());
    }

    private Entry entry(String name) {
        return Objects.requireNonNull(file.entries().get(name), name);
    }

    private static SequencedMap<String, String> unprefixed(
            SafetensorsFile file, String prefix, UnaryOperator<String> rename) {
        Set<String> names = file.entries().keySet();
        boolean prefixed = names.stream().anyMatch(name -> name.startsWith(prefix));
        SequencedMap<String, String> theirs = new LinkedHashMap<>();
        for (String name : names) {
            String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
            if (TEXT_HEADS.stream().anyMatch(bare::startsWith)) {
                continue;
            }
            String ours = prefixed == name.startsWith(prefix) ? rename.apply(bare) : name;
            if (theirs.containsKey(ours)) {
                ours = name; // two names for one place: the second has none
            }
            theirs.put(ours, name);
        }
        return theirs;
    }

    private static String bertName(String name) {
        String ours = name.replaceFirst("^encoder\\.layer\\.", "transformer.layer.");
        for (Map.Entry<Pattern, String> rule : BERT) {
            var matcher = rule.getKey().matcher(ours);
            if (matcher.find()) {
                ours = matcher.replaceFirst("$1" + rule.getValue() + ".");
                break;
            }
        }
        return norm(ours);
    }

    /** Checkpoints from TensorFlow call scale and shift of a norm by Greek letters. */
    private static String norm(String name) {
        return name.replaceFirst("\\.gamma$", ".weight").replaceFirst("\\.beta$", ".bias");
    }

    private static Map.Entry<Pattern, String> rule(String theirs, String ours) {
        return Map.entry(Pattern.compile("^(transformer\\.layer\\.\\d+\\.)" + theirs + "\\."), ours);
    }
}
