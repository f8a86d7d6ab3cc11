package dev.signalbox.router.engine;

import dev.signalbox.model.Sha256;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of a public checkpoint: what must be in it, and what it is known by. */
final class PublishedFolder {
    static final String CONFIG = "config.json";
    static final String WEIGHTS = "model.safetensors";
    private static final List<String> PICKLES = List.of("pytorch_model.bin", "model.pt", "model.bin", "model.pth");

    private PublishedFolder() {}

    /** Throws unless weights and configuration are there; a pickle in their place is named and left alone. */
    static Path weights(Path folder) {
        Path weights = folder.resolve(WEIGHTS);
        if (Files.isRegularFile(weights)) {
            return weights;
        }
        for (String pickle : PICKLES) {
            if (Files.exists(folder.resolve(pickle))) {
                throw new UserFacingException("encoder.pickle", folder, pickle);
            }
        }
        throw new UserFacingException("encoder.missing", folder, WEIGHTS);
    }

    /** Throws {@code encoder.tensors} when the file holds other tensors than the network. */
    static void compare(Layer network, PublishedTensors tensors, Path folder) {
        String problems = Weights.problems(network.named(), tensors.entries());
        if (problems.isEmpty() && !tensors.odd().isEmpty()) {
            problems = Messages.text("encoder.tensors.type", String.join(", ", tensors.odd()));
        }
        if (!problems.isEmpty()) {
            throw new UserFacingException("encoder.tensors", folder.resolve(WEIGHTS), problems);
        }
    }

    /** SHA-256 over the named files that are there, with their names and lengths; lower-case hex. */
    static String hash(List<Path> files) throws IOException {
        Sha256 hash = new Sha256();
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                hash.add(file.getFileName() + "\0" + Files.size(file) + "\0").add(file);
            }
        }
        return hash.hex();
    }
}
