import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Wraps the runnable tree into an application image with a Java of its own, by jpackage of the Java that runs this. In
 * the image libtorch stands unpacked, so that no user's cache takes 450 MB, and the start cache is the image's own.
 *
 * <p>Usage: java AppImage.java TREE TARGET VERSION
 */
final class AppImage {
    private static final String NAME = "Signalbox";

    private AppImage() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path tree = Path.of(args[0]).toAbsolutePath();
        Path target = Path.of(args[1]).toAbsolutePath();
        delete(target);
        jpackage(tree, target, args[2]);
        Path app = appFolder(target);
        startByJar(app.resolve(NAME + ".cfg"));
        unpackNatives(app);
        AotCache.main(new String[] {app.toString()});
    }

    private static void jpackage(Path tree, Path target, String version) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jpackage").toString(),
                "--type",
                "app-image",
                "--name",
                NAME,
                "--app-version",
                version,
                "--vendor",
                "Signalbox",
                "--description",
                "A desktop workbench for vision-language-model routing",
                "--copyright",
                "GPL-3.0-or-later",
                "--input",
                tree.toString(),
                "--dest",
                target.toString(),
                "--main-jar",
                "lib/signalbox.jar",
                "--main-class",
                "dev.signalbox.app.Launcher",
                "--add-modules",
                "java.se,jdk.unsupported,jdk.zipfs,jdk.localedata,jdk.charsets,jdk.crypto.ec,jdk.accessibility",
                // Unlike jpackage by itself, keeps bin/java: bin/signalbox of the tree starts it.
                "--jlink-options",
                "--strip-debug --no-man-pages --no-header-files"));
        // The same options as in bin/signalbox.
        List<String> options = new ArrayList<>(List.of(
                "-XX:AOTCache=$APPDIR/lib/signalbox.aot",
                "-Dsignalbox.home=$APPDIR",
                "-DPYTORCH_LIBRARY_PATH=$APPDIR/natives",
                "-DPYTORCH_FLAVOR=cpu"));
        Files.readAllLines(tree.resolve("lib/jvm.options")).stream()
                .filter(line -> line.startsWith("-"))
                .forEach(options::add);
        for (String option : options) {
            command.addAll(List.of("--java-options", option));
        }
        Path icons = Path.of("installers").toAbsolutePath();
        String system = System.getProperty("os.name");
        Path icon = system.startsWith("Windows")
                ? icons.resolve("windows/signalbox.ico")
                : system.startsWith("Mac") ? icons.resolve("mac/signalbox.icns") : icons.resolve("linux/signalbox.png");
        command.addAll(List.of("--icon", icon.toString()));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("jpackage ended with exit code " + code);
        }
    }

    /** Where jpackage put the tree: each operating system has its own place. */
    private static Path appFolder(Path target) throws IOException {
        try (var files = Files.walk(target)) {
            return files.filter(file -> file.endsWith(Path.of("lib", "signalbox.jar")))
                    .map(jar -> jar.getParent().getParent())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * jpackage's launcher would name a class and every jar; started by its jar, as bin/signalbox does, the program gets
     * native access from the manifest and takes up the start cache.
     */
    private static void startByJar(Path configuration) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(configuration));
        lines.removeIf(line -> line.startsWith("app.classpath=") || line.startsWith("app.mainclass="));
        lines.add(lines.indexOf("[Application]") + 1, "app.mainjar=$APPDIR/lib/signalbox.jar");
        Files.write(configuration, lines);
    }

    /** The jar keeps what else is in it: DJL reads there what the libraries are. */
    private static void unpackNatives(Path app) throws IOException {
        Path natives = Files.createDirectories(app.resolve("natives"));
        try (var jars = Files.newDirectoryStream(app.resolve("lib"), "pytorch-native-*.jar")) {
            for (Path jar : jars) {
                try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
                        var inside = Files.walk(zip.getPath("/pytorch"))) {
                    for (Path library : inside.filter(Files::isRegularFile).toList()) {
                        Files.move(
                                library, natives.resolve(library.getFileName().toString()));
                    }
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
