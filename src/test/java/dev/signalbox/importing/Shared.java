package dev.signalbox.importing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The real data that lies beside a checkout; tests that need it are skipped without it. */
public final class Shared {
    private Shared() {}

    public static Path data(String name) {
        Path home = Path.of(System.getProperty("signalbox.home", ""));
        Path folder =
                home.toAbsolutePath().normalize().resolveSibling("shared/data").resolve(name);
        Assumptions.assumeTrue(Files.isDirectory(folder), "No real data at " + folder);
        return folder;
    }
}
