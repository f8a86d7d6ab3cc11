package dev.signalbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The project's own source files, for the tests that read them. */
final class Sources {
    static final Path HOME = Path.of(System.getProperty("signalbox.home", ".")).toAbsolutePath();

    private Sources() {}

    /** All Java files under a folder of the project, such as {@code src/main/java}, in order. */
    static List<Path> java(String folder) {
        try (var files = Files.walk(HOME.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's path as people write it: relative to the project, with slashes. */
    static String name(Path file) {
        return HOME.relativize(file).toString().replace('\\', '/');
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
