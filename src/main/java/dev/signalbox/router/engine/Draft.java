package dev.signalbox.router.engine;

import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder in the making: written beside its place and moved there whole, or deleted. */
final class Draft implements AutoCloseable {
    private final Path target;
    private final Path draft;

    private Draft(Path target, Path draft) {
        this.target = target;
        this.draft = draft;
    }

    /** Refuses a target that holds anything but a checkpoint, before any work is done. */
    static Draft beside(Path target) throws IOException {
        Path place = target.toAbsolutePath().normalize();
        if (Files.exists(place)) {
            if (!Files.isDirectory(place) || !list(place).stream().allMatch(Draft::ours)) {
                throw new UserFacingException("router.training.exists", target);
            }
        }
        Path draft = place.resolveSibling("." + place.getFileName() + "-" + UUID.randomUUID());
        return new Draft(place, Files.createDirectories(draft));
    }

    Path path() {
        return draft;
    }

    /** Puts the draft into its place; an older checkpoint there goes only once the new one can take over. */
    void publish() throws IOException {
        Path old = Files.exists(target) ? draft.resolveSibling(draft.getFileName() + "-old") : null;
        if (old != null) {
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (old != null) {
                Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        if (old != null) {
            delete(old);
        }
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(draft)) {
            delete(draft);
        }
    }

    private static boolean ours(Path file) {
        return Checkpoint.FILES.contains(String.valueOf(file.getFileName())) && Files.isRegularFile(file);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : list(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
