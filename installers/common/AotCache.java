import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/**
 * Trains the start cache of a runnable tree: starts the tree's own launcher once, on the Java that runs this, and lets
 * the JVM keep what it loaded and linked in lib/signalbox.aot. The program also runs without the cache, only slower
 * to the first frame, so a failure here is a warning and never ends a build.
 *
 * <p>Usage: java AotCache.java TREE [false]; with false it only removes the old cache.
 */
final class AotCache {
    private static final long LIMIT_SECONDS = 180;

    private AotCache() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path tree = Path.of(args[0]).toAbsolutePath();
        Path cache = tree.resolve("lib/signalbox.aot");
        boolean wanted = args.length < 2 || !args[1].equals("false");
        // An installed tree brings its own Java, and the cache has to be that one's.
        boolean ownJava = Files.isDirectory(tree.resolveSibling("runtime"));
        if (wanted && !ownJava && fresh(cache)) {
            return;
        }
        Files.deleteIfExists(cache);
        if (wanted) {
            String problem = train(tree, cache, ownJava);
            if (problem != null) {
                Files.deleteIfExists(cache);
                System.err.println("[WARNING] No start cache, Signalbox will start slower: " + problem);
            }
        }
    }

    /** The JVM ignores a cache whose jars changed; one that is younger than all of them need not be trained again. */
    private static boolean fresh(Path cache) throws IOException {
        if (!Files.exists(cache)) {
            return false;
        }
        try (var jars = Files.newDirectoryStream(cache.getParent(), "*.jar")) {
            for (Path jar : jars) {
                if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(cache)) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What went wrong, or null. */
    private static String train(Path tree, Path cache, boolean ownJava) throws IOException, InterruptedException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Path log = Files.createTempFile("signalbox-aot-training", ".log");
        // The run opens the embedded sample in a workspace of its own and knows nothing of the user's settings.
        Path folder = Files.createTempDirectory("signalbox-aot-training");
        // A path with blanks would not survive the list of options, so the cache is named relative to lib.
        ProcessBuilder training = new ProcessBuilder(
                        tree.resolve(windows ? "bin/signalbox.bat" : "bin/signalbox")
                                .toString(),
                        "--aot-training",
                        "--workspace",
                        folder.resolve("workspace").toString())
                .directory(cache.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        training.environment()
                .put(
                        "SIGNALBOX_JVM_OPTS",
                        // Without the profile: it would send the optimising compiler to work before the first frame.
                        "-XX:AOTCacheOutput=" + cache.getFileName()
                                + " -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining"
                                + " -Dglass.platform=Headless -Dprism.order=sw");
        if (ownJava) {
            training.environment().remove("SIGNALBOX_JAVA");
        } else {
            training.environment().put("SIGNALBOX_JAVA", java(windows).toString());
        }
        Process process = training.start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        deleteAll(folder);
        if (!ended) {
            return "the training run did not end within " + LIMIT_SECONDS + " s, see " + log;
        }
        if (process.exitValue() != 0) {
            return "the training run ended with exit code " + process.exitValue() + ", see " + log;
        }
        if (!Files.exists(cache)) {
            return "the training run wrote none, see " + log;
        }
        Files.delete(log);
        return null;
    }

    /** What a process that was killed still holds open may stay behind: it lies in the folder for temporary files. */
    private static void deleteAll(Path folder) {
        try (var found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            System.err.println("[WARNING] Left behind: " + folder + " (" + e.getMessage() + ")");
        }
    }

    private static Path java(boolean windows) {
        return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    }
}
