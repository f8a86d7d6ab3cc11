package dev.signalbox.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where files go on this machine, by the customs of its operating system.
 *
 * @param config settings
 * @param data   workspaces and downloaded models
 * @param cache  what can be made again
 * @param logs   log files
 * @param home   the runnable tree: sample dataset, embedded router, notices
 */
public record AppPaths(Path config, Path data, Path cache, Path logs, Path home) {
    private static final String NAME = "signalbox";

    /** The folders of this process. */
    public static AppPaths detect() {
        return detect(System.getenv(), System.getProperties());
    }

    /**
     * @param env        environment variables
     * @param properties {@code signalbox.home} names the runnable tree; {@code signalbox.dirs} puts the other folders
     *                   below one folder, for tests and for portable installations
     */
    static AppPaths detect(Map<String, String> env, Properties properties) {
        Path home = Path.of(properties.getProperty("signalbox.home", "."))
                .toAbsolutePath()
                .normalize();
        String dirs = properties.getProperty("signalbox.dirs");
        if (dirs != null) {
            return below(Path.of(dirs).toAbsolutePath().normalize(), home);
        }
        Path user = Path.of(properties.getProperty("user.home", ".")).toAbsolutePath();
        String os = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            Path roaming = folder(env.get("APPDATA"), user.resolve("AppData/Roaming"));
            Path local = folder(env.get("LOCALAPPDATA"), user.resolve("AppData/Local"))
                    .resolve("Signalbox");
            return new AppPaths(
                    roaming.resolve("Signalbox"),
                    local.resolve("data"),
                    local.resolve("cache"),
                    local.resolve("logs"),
                    home);
        }
        if (os.startsWith("mac")) {
            Path library = user.resolve("Library");
            Path support = library.resolve("Application Support/Signalbox");
            return new AppPaths(
                    support,
                    support.resolve("data"),
                    library.resolve("Caches/Signalbox"),
                    library.resolve("Logs/Signalbox"),
                    home);
        }
        return new AppPaths(
                folder(env.get("XDG_CONFIG_HOME"), user.resolve(".config")).resolve(NAME),
                folder(env.get("XDG_DATA_HOME"), user.resolve(".local/share")).resolve(NAME),
                folder(env.get("XDG_CACHE_HOME"), user.resolve(".cache")).resolve(NAME),
                folder(env.get("XDG_STATE_HOME"), user.resolve(".local/state"))
                        .resolve(NAME)
                        .resolve("logs"),
                home);
    }

    /** All folders but the tree below one. */
    public static AppPaths below(Path root, Path home) {
        return new AppPaths(
                root.resolve("config"), root.resolve("data"), root.resolve("cache"), root.resolve("logs"), home);
    }

    /** The XDG rules: a relative path counts as not set. */
    private static Path folder(@Nullable String wanted, Path otherwise) {
        if (wanted == null || wanted.isEmpty()) {
            return otherwise;
        }
        try {
            Path path = Path.of(wanted);
            return path.isAbsolute() ? path : otherwise;
        } catch (InvalidPathException nonsense) {
            return otherwise;
        }
    }

    public Path settingsFile() {
        return config.resolve("settings.json");
    }

    /** The workspace that opens when none was chosen. */
    public Path defaultWorkspace() {
        return data.resolve("workspace");
    }

    /** Where fetched models go; all workspaces share it. */
    public Path models() {
        return data.resolve("models");
    }

    /** The embedded simulated dataset in M2 form. */
    public Path sampleDataset() {
        return home.resolve("datasets/sample");
    }

    /** The embedded tiny router trained on the sample. */
    public Path sampleRouter() {
        return home.resolve("resources/models/sample");
    }
}
