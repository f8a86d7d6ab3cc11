package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/signalbox finds itself, a Java that is new enough, and leaves standard output to the program. */
class LauncherScriptTest {
    private static final Path SCRIPT = Sources.HOME.resolve("installers/common/tree/bin/signalbox");

    @TempDir
    Path place;

    private Path tree;

    @BeforeEach
    void layTree() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the script is for systems with a shell");
        place = place.toRealPath();
        tree = place.resolve("a tree");
        Files.createDirectories(tree.resolve("bin"));
        Files.copy(SCRIPT, tree.resolve("bin/signalbox"));
        Files.createDirectories(tree.resolve("lib"));
        Files.copy(SCRIPT.resolve("../../lib/jvm.options").normalize(), tree.resolve("lib/jvm.options"));
    }

    @Test
    void startsTheTreesJarWithTheArgumentsAsTheyAre() throws Exception {
        Path java = java(place.resolve("jdk 25"), "25.0.1");
        Result result = run(Map.of("SIGNALBOX_JAVA", java.toString()), "route", "--question", "a b", "*", "");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("-Dsignalbox.home=" + tree)
                .containsSubsequence("-jar", tree + "/lib/signalbox.jar", "route", "--question", "a b", "*", "");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void linksLeadToTheTree() throws Exception {
        Path java = java(place.resolve("jdk"), "26");
        Path link = Files.createSymbolicLink(place.resolve("link"), Path.of("a tree/bin/signalbox"));
        Path second = Files.createSymbolicLink(place.resolve("second"), link);
        Result result = run(second, Map.of("SIGNALBOX_JAVA", java.toString()));
        assertThat(result.out()).contains("-Dsignalbox.home=" + tree);
    }

    @Test
    void itsOwnRuntimeComesFirstThenJavaHomeThenThePath() throws Exception {
        Path home = place.resolve("home");
        Path path = place.resolve("path");
        java(home, "25");
        java(path, "25");
        Map<String, String> both = Map.of("JAVA_HOME", home.toString(), "PATH", path + "/bin:" + System.getenv("PATH"));
        assertThat(run(both).out().getFirst()).isEqualTo(home + "/bin/java");
        java(home, "21.0.4");
        assertThat(run(both).out().getFirst()).isEqualTo(path + "/bin/java");
        java(place.resolve("runtime"), "25");
        assertThat(Path.of(run(both).out().getFirst()).toRealPath()).isEqualTo(place.resolve("runtime/bin/java"));
    }

    @Test
    void anOldOrMissingJavaGetsOneClearSentence() throws Exception {
        Path old = java(place.resolve("old"), "17.0.15");
        for (String named : List.of(old.toString(), place + "/nowhere")) {
            Result result = run(Map.of("SIGNALBOX_JAVA", named));
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).singleElement().asString().contains(named).contains("version 25");
        }
    }

    @Test
    void cacheAndNativesAreNamedOnlyWhenThere() throws Exception {
        Map<String, String> java =
                Map.of("SIGNALBOX_JAVA", java(place.resolve("jdk"), "25").toString());
        assertThat(run(java).out()).noneMatch(line -> line.contains("AOTCache") || line.contains("PYTORCH"));
        Files.createDirectories(tree.resolve("lib"));
        Files.createFile(tree.resolve("lib/signalbox.aot"));
        Files.createDirectories(tree.resolve("natives"));
        assertThat(run(java).out())
                .contains("-XX:AOTCache=" + tree + "/lib/signalbox.aot", "-DPYTORCH_LIBRARY_PATH=" + tree + "/natives");
    }

    @Test
    void aJavaThatTheCacheDoesNotFitSaysNothing() throws Exception {
        Files.createDirectories(tree.resolve("lib"));
        Files.writeString(tree.resolve("lib/signalbox.aot"), "no cache");
        String real = Path.of(System.getProperty("java.home"), "bin/java").toString();
        Result result = run(Map.of("SIGNALBOX_JAVA", real));
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString().contains("signalbox.jar");
    }

    /** A Java home whose java prints what it was started as, one argument a line. */
    private static Path java(Path home, String version) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return java;
    }

    private Result run(Map<String, String> environment, String... arguments) throws Exception {
        return run(tree.resolve("bin/signalbox"), environment, arguments);
    }

    private Result run(Path script, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        Path out = place.resolve("out");
        Path err = place.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        for (String name : List.of("JAVA_HOME", "SIGNALBOX_JAVA", "SIGNALBOX_JVM_OPTS", "JAVA_TOOL_OPTIONS")) {
            builder.environment().remove(name);
        }
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Result(code, Files.readAllLines(out), Files.readAllLines(err));
    }

    private record Result(int code, List<String> out, List<String> err) {}
}
