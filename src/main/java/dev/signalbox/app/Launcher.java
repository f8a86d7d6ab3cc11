package dev.signalbox.app;

import dev.signalbox.cli.Installation;
import dev.signalbox.cli.Main;
import dev.signalbox.cli.Terminal;
import dev.signalbox.settings.AppPaths;
import dev.signalbox.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where the program starts. Does not extend Application, since the JDK would then want JavaFX as modules. */
public final class Launcher {
    private Launcher() {}

    /** With command words runs the command line, else opens the window. */
    public static void main(String[] args) {
        Logs.toStandardError();
        AppPaths paths = AppPaths.detect();
        useUnpackedLibraries(paths.home().resolve("lib"));
        Optional<LaunchOptions> options = LaunchOptions.parse(List.of(args));
        if (options.isEmpty()) {
            System.exit(Main.run(new Installation(paths.home(), paths.defaultWorkspace(), paths), args));
        }
        if (!hasDisplay(System.getenv(), System.getProperties())) {
            Terminal.complain(Messages.text("error.display"));
            System.exit(1);
        }
        SignalboxApp.launch(paths, options.get());
    }

    /** A runnable tree has SQLite's native part unpacked; else every start would unpack it anew. */
    private static void useUnpackedLibraries(Path lib) {
        if (System.getProperty("org.sqlite.lib.path") == null && Files.isDirectory(lib)) {
            System.setProperty("org.sqlite.lib.path", lib.toString());
        }
    }

    /** Only Linux lets a process start without any display. */
    static boolean hasDisplay(Map<String, String> env, Properties properties) {
        boolean linux =
                properties.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        boolean headless = "headless".equalsIgnoreCase(properties.getProperty("glass.platform"));
        return !linux || headless || !blank(env.get("DISPLAY")) || !blank(env.get("WAYLAND_DISPLAY"));
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
