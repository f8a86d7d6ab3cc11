package dev.signalbox.router.engine;

import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder in the making: written beside its place and moved there whole, or deleted. */
final class Draft implements AutoCloseable {
    private static final String OLD = "-old";
    private static final int UUID_LENGTH = 36;

    private final Path target;
    private final Path draft;

    private Draft(Path target, Path draft) {
        this.target = target;
        this.draft = draft;
    }

    /**
     * Refuses a target that holds anything but a checkpoint and an unfinished run. Puts back what a process that died
     * while it published had moved away.
     */
    static void check(Path target) throws IOException {
        if (!Files.exists(target)) {
            recover(target);
        }
        if (Files.exists(target)
                && (!Files.isDirectory(target) || !list(target).stream().allMatch(Draft::ours))) {
            throw new UserFacingException("router.training.exists", target);
        }
    }

    private static void recover(Path target) throws IOException {
        Path parent = target.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return;
        }
        for (Path file : list(parent)) {
            String name = String.valueOf(file.getFileName());
            String start = "." + target.getFileName() + "-";
            boolean ours = name.length() == start.length() + UUID_LENGTH + OLD.length();
            if (ours && name.startsWith(start) && name.endsWith(OLD) && Files.isDirectory(file)) {
                Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
                return;
            }
        }
    }

    static Draft beside(Path target) throws IOException {
        check(target);
        Path place = target.toAbsolutePath().normalize();
        Path draft = place.resolveSibling("." + place.getFileName() + "-" + UUID.randomUUID());
        return new Draft(place, Files.createDirectories(draft));
    }

    Path path() {
        return draft;
    }

    /** Puts the draft into its place; an older checkpoint there goes only once the new one can take over. */
    void publish() throws IOException {
        Path old = Files.exists(target) ? draft.resolveSibling(draft.getFileName() + OLD) : null;
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
        String name = String.valueOf(file.getFileName());
        return name.equals(UnfinishedRun.FOLDER)
                ? Files.isDirectory(file)
                : Checkpoint.FILES.contains(name) && Files.isRegularFile(file);
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : list(folder)) {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                delete(file);
            } else {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
