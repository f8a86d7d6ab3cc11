package dev.signalbox.router.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.arms.ArmsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What can be told of a checkpoint folder without loading its weights. */
public final class Checkpoints {
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

    /** Keeps the VLMs that a router was trained to choose among, with their profile sentences. */
    static void writeVlms(Path folder, List<Vlm> vlms) throws IOException {
        Checkpoint.JSON.writeValue(folder.resolve(Checkpoint.VLMS).toFile(), vlms);
    }
}
