package dev.signalbox.router.engine;

import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                if (!Files.isRegularFile(file)) {
                    continue;
                }
                digest.update((file.getFileName() + "\0" + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
                try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
