package dev.signalbox.router.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.TrainingHistory;
import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.router.TrainingReport.Forgetting;
import dev.signalbox.router.TrainingReport.Parts;
import dev.signalbox.router.TrainingReport.Quality;
import dev.signalbox.router.arms.ArmsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be told of a checkpoint folder without loading its weights. */
public final class Checkpoints {
    private static final long LARGEST_RECORD = 64L << 20;
    private static final ObjectReader PART =
            Checkpoint.JSON.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    /** What every record has had from the first on. */
    private static final List<String> ALWAYS = List.of("command", "data", "dataHash", "options", "vlms", "environment");

    private Checkpoints() {}

    /**
     * SHA-256 over weights, configuration and tokeniser, lower-case hex.
     *
     * @throws dev.signalbox.text.UserFacingException when one of them is missing
     */
    public static String hash(Path folder) throws IOException {
        Checkpoint.check(folder);
        return Checkpoint.hash(folder);
    }

    /** The network of a checkpoint. */
    public static ArmsConfig network(Path folder) throws IOException {
        Checkpoint.check(folder);
        return Checkpoint.config(folder).config();
    }

    /** The VLMs kept beside the weights; empty for a checkpoint that does not say. */
    public static List<Vlm> vlms(Path folder) throws IOException {
        Path file = folder.resolve(Checkpoint.VLMS);
        return Files.isRegularFile(file)
                ? Checkpoint.JSON.readValue(file.toFile(), new TypeReference<List<Vlm>>() {})
                : List.of();
    }

    /**
     * How a router came about, or null when its folder has no record that this program can read.
     *
     * @throws IOException when the folder cannot be read
     */
    public static @Nullable TrainingHistory history(Path folder) throws IOException {
        Path file = folder.resolve(Checkpoint.TRAINING);
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_RECORD) {
            return null;
        }
        try {
            JsonNode tree = Checkpoint.JSON.readTree(file.toFile());
            if (tree.path("format").asInt() != RunRecord.FORMAT
                    || !ALWAYS.stream().allMatch(tree::hasNonNull)) {
                return null;
            }
            RunRecord run = PART.without(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .forType(RunRecord.class)
                    .readValue(tree);
            Ended ended = PART.forType(Ended.class).readValue(tree);
            TrainingHistory.Outcome outcome =
                    new TrainingHistory.Outcome(ended.parts(), ended.validation(), ended.test(), ended.forgetting());
            return run.history(ended.epochs(), ended.bestEpoch(), outcome);
        } catch (JsonProcessingException e) {
            return null; // not a record of this program
        }
    }

    /** The part of training.json that is not run.json. */
    private record Ended(
            Parts parts,
            List<Epoch> epochs,
            int bestEpoch,
            Quality validation,
            Quality test,
            @Nullable Forgetting forgetting) {}

    /** Keeps the VLMs that a router was trained to choose among, with their profile sentences. */
    static void writeVlms(Path folder, List<Vlm> vlms) throws IOException {
        Checkpoint.JSON.writeValue(folder.resolve(Checkpoint.VLMS).toFile(), vlms);
    }
}
