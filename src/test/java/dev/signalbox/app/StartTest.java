package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartTest {
    @Test
    void windowOptionsOpenTheWindowAndWordsGoToTheCommandLine() {
        assertThat(LaunchOptions.parse(List.of())).contains(new LaunchOptions(null, false));
        assertThat(LaunchOptions.parse(List.of("--workspace", "a b")))
                .contains(new LaunchOptions(Path.of("a b"), false));
        assertThat(LaunchOptions.parse(List.of("--workspace=w", "--aot-training")))
                .contains(new LaunchOptions(Path.of("w"), true));
        assertThat(LaunchOptions.parse(List.of("--workspace"))).isEmpty();
        assertThat(LaunchOptions.parse(List.of("--help"))).isEmpty();
        assertThat(LaunchOptions.parse(List.of("--workspace", "w", "import", "x")))
                .isEmpty();
    }

    @Test
    void displayIsNeededOnLinuxOnly() {
        Properties linux = new Properties();
        linux.setProperty("os.name", "Linux");
        assertThat(Launcher.hasDisplay(Map.of(), linux)).isFalse();
        assertThat(Launcher.hasDisplay(Map.of("DISPLAY", ""), linux)).isFalse();
        assertThat(Launcher.hasDisplay(Map.of("DISPLAY", ":0"), linux)).isTrue();
        assertThat(Launcher.hasDisplay(Map.of("WAYLAND_DISPLAY", "wayland-0"), linux))
                .isTrue();
        linux.setProperty("glass.platform", "Headless");
        assertThat(Launcher.hasDisplay(Map.of(), linux)).isTrue();
        Properties mac = new Properties();
        mac.setProperty("os.name", "Mac OS X");
        assertThat(Launcher.hasDisplay(Map.of(), mac)).isTrue();
    }

    @Test
    void repeatsAreMutedAndMemoryIsFreedBeforeAnythingIsTold() {
        List<String> told = new ArrayList<>();
        AtomicInteger freed = new AtomicInteger();
        UncaughtFailures failures = new UncaughtFailures(failure -> told.add(failure.getMessage() + freed.get()));
        failures.onLowMemory(freed::incrementAndGet);
        for (int i = 0; i < 50; i++) {
            failures.uncaughtException(Thread.currentThread(), new IllegalStateException("pulse"));
        }
        failures.uncaughtException(Thread.currentThread(), new OutOfMemoryError("heap"));
        assertThat(told).containsExactly("pulse0", "heap1");
    }
}
