package dev.signalbox.workbench;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.router.engine.Checkpoints;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The router checkpoints that a workspace knows and the embedded one, and whether they are still what they were. */
public final class RouterChecks {
    private RouterChecks() {}

    /**
     * A checkpoint.
     *
     * @param size      bytes of its folder
     * @param sha256    of weights, configuration and tokeniser, as it was registered
     * @param simulated true when it was trained on simulated data only
     * @param problem   what is wrong, for people; empty when nothing is
     */
    public record RouterStatus(
            String name, Path checkpoint, long size, String sha256, boolean simulated, String problem) {}

    /** Hashes every checkpoint anew. */
    public static List<RouterStatus> list(@Nullable Workspace workspace, Path home) {
        List<RouterStatus> all = new ArrayList<>();
        List<RouterInfo> known =
                workspace == null ? List.of() : workspace.routers().list();
        Path sample = RouterLibrary.sampleFolder(home).toAbsolutePath().normalize();
        if (known.stream().noneMatch(router -> router.checkpoint().equals(sample)) && Files.isDirectory(sample)) {
            all.add(status(RouterLibrary.SAMPLE, sample, null, true));
        }
        known.forEach(
                router -> all.add(status(router.name(), router.checkpoint(), router.sha256(), router.simulated())));
        return all;
    }

    private static RouterStatus status(String name, Path folder, @Nullable String registered, boolean simulated) {
        String shown = registered == null ? "" : registered;
        try {
            String now = Checkpoints.hash(folder);
            boolean same = registered == null || registered.equals(now);
            String problem = same ? "" : Messages.text("models.router.changed");
            return new RouterStatus(
                    name, folder, size(folder), registered == null ? now : registered, simulated, problem);
        } catch (UserFacingException e) {
            return new RouterStatus(name, folder, 0, shown, simulated, String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            String problem = Messages.text("models.unreadable", String.valueOf(e.getMessage()));
            return new RouterStatus(name, folder, 0, shown, simulated, problem);
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
