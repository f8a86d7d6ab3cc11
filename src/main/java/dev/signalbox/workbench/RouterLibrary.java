package dev.signalbox.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.router.engine.ArmsRouter;
import dev.signalbox.router.engine.Checkpoints;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The routers that people can name: the embedded one, those of the workspace, and any checkpoint folder. */
public final class RouterLibrary {
    /** Names the checkpoint that comes with Signalbox, trained on the simulated sample. */
    public static final String SAMPLE = "sample";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workspace workspace;
    private final Path home;

    /** @param home the tree that holds {@code resources/models} */
    public RouterLibrary(Workspace workspace, Path home) {
        this.workspace = workspace;
        this.home = home;
    }

    /** The folder of the embedded checkpoint; it need not be there. */
    public static Path sampleFolder(Path home) {
        return home.resolve("resources").resolve("models").resolve("sample");
    }

    /**
     * The router of that name, registered in the workspace when it is a folder that is new to it.
     *
     * @param spec {@link #SAMPLE}, a name in the workspace, or the folder of a checkpoint
     * @throws UserFacingException when it is none of these, or the checkpoint is damaged
     */
    public RouterInfo resolve(String spec) {
        if (spec.equals(SAMPLE)) {
            return register(SAMPLE, sampleFolder(home));
        }
        Optional<RouterInfo> named = workspace.routers().byName(spec);
        return named.orElseGet(() -> {
            Path folder = folder(spec);
            return register(String.valueOf(folder.getFileName()), folder);
        });
    }

    /** Loads the router of that name. */
    public OpenRouter open(String spec) {
        return load(resolve(spec));
    }

    /** Loads a router of the workspace; its weights must be the ones that were registered. */
    public static OpenRouter load(RouterInfo info) {
        try {
            ArmsRouter router = ArmsRouter.open(info.checkpoint());
            if (!router.hash().equals(info.sha256())) {
                router.close();
                throw new UserFacingException("router.changed", info.name(), info.checkpoint());
            }
            return new OpenRouter(router, info, Checkpoints.vlms(info.checkpoint()));
        } catch (IOException e) {
            throw new UserFacingException("router.unreadable", e, info.checkpoint(), String.valueOf(e.getMessage()));
        }
    }

    /** Loads a checkpoint without any workspace: the embedded one or a folder. */
    public static OpenRouter detached(Path home, String spec) {
        Path folder = spec.equals(SAMPLE) ? sampleFolder(home) : folder(spec);
        return load(describe(spec.equals(SAMPLE) ? SAMPLE : String.valueOf(folder.getFileName()), folder));
    }

    /** True when {@link #detached} can load it. */
    public static boolean isDetached(String spec) {
        return spec.equals(SAMPLE) || Files.isDirectory(Path.of(spec));
    }

    /** Puts a checkpoint into the workspace, under a free name; one that is known stays as it is. */
    public RouterInfo register(String name, Path folder) {
        RouterInfo described = describe(name, folder.toAbsolutePath().normalize());
        Optional<RouterInfo> known = workspace.routers().list().stream()
                .filter(r ->
                        r.sha256().equals(described.sha256()) && r.checkpoint().equals(described.checkpoint()))
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        String free = name;
        for (int i = 2; workspace.routers().byName(free).isPresent(); i++) {
            free = name + "-" + i;
        }
        return workspace.routers().add(describe(free, described.checkpoint()));
    }

    private static Path folder(String spec) {
        Path folder = Path.of(spec).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new UserFacingException("router.absent", spec);
        }
        return folder;
    }

    private static RouterInfo describe(String name, Path folder) {
        try {
            String config = Files.readString(folder.resolve("config.json"));
            Path record = folder.resolve("training.json");
            JsonNode training = Files.isRegularFile(record) ? JSON.readTree(record.toFile()) : JSON.createObjectNode();
            return new RouterInfo(
                    0,
                    name,
                    "arms",
                    folder,
                    Checkpoints.hash(folder),
                    config,
                    training.path("simulated").asBoolean(),
                    Instant.now());
        } catch (java.nio.file.NoSuchFileException e) {
            throw new UserFacingException("router.checkpoint.missing", e, folder, "config.json");
        } catch (IOException e) {
            throw new UserFacingException("router.unreadable", e, folder, String.valueOf(e.getMessage()));
        }
    }
}
