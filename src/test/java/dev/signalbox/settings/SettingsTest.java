package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.task.DirectJobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    private Path folder;

    private SettingsFile file() {
        return new SettingsFile(folder.resolve("new/settings.json"));
    }

    @Test
    void everythingComesBack() throws IOException {
        Settings settings = new Settings(
                ThemeChoice.DARK,
                "Zoë 李",
                2,
                200,
                Path.of("/work space/ü"),
                new WindowBounds(1, 2, 1300, 900, true),
                true,
                List.of(Path.of("/a"), Path.of("/b")),
                new ModelSettings(
                        "https://mirror.example", "proxy:80", Path.of("/m"), java.util.Map.of("mine", Path.of("/e"))));
        file().save(settings);
        assertThat(file().load()).isEqualTo(new SettingsFile.Loaded(settings, null));
        try (var left = Files.list(folder.resolve("new"))) {
            assertThat(left).containsExactly(folder.resolve("new/settings.json"));
        }
    }

    @Test
    void firstStartHasDefaults() {
        assertThat(file().load()).isEqualTo(new SettingsFile.Loaded(Settings.defaults(), null));
        assertThat(Settings.defaults().theme()).isEqualTo(ThemeChoice.SYSTEM);
        assertThat(Settings.defaults().engineThreads()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{\"theme\":\"PINK\"}", "{\"engineThreads\":{}}", "\u0000\u0001"})
    void brokenFileIsKeptAsideAndNeverOverwritten(String content) throws IOException {
        Path path = file().path();
        Files.createDirectories(path.getParent());
        for (int n = 1; n <= 2; n++) {
            Files.writeString(path, content + (content.isEmpty() ? "" : " ".repeat(n)));
            String written = Files.readString(path);
            SettingsFile.Loaded loaded = file().load();
            assertThat(loaded.settings()).isEqualTo(Settings.defaults());
            assertThat(loaded.keptAside()).isEqualTo(folder.resolve("new/settings.json.broken-" + n));
            assertThat(folder.resolve("new/settings.json.broken-" + n)).hasContent(written);
            assertThat(path).doesNotExist();
        }
    }

    @Test
    void unknownNamesAreIgnoredAndNumbersComeIntoRange() throws IOException {
        Path path = file().path();
        Files.createDirectories(path.getParent());
        Files.writeString(path, "{\"engineThreads\":9999,\"thumbnailSize\":-4,\"fromTheFuture\":[1]}");
        Settings settings = file().load().settings();
        assertThat(settings.engineThreads()).isEqualTo(Settings.MAX_THREADS);
        assertThat(settings.thumbnailSize()).isEqualTo(Settings.MIN_THUMBNAIL);
    }

    @Test
    void changesAreSavedOnceAfterAQuietMoment() {
        DirectJobs jobs = new DirectJobs();
        List<Throwable> failures = new ArrayList<>();
        SettingsFile file = file();
        try (Preferences preferences = new Preferences(Settings.defaults(), file, jobs, failures::add)) {
            preferences.annotator().set("A");
            jobs.advance(Duration.ofMillis(400));
            preferences.annotator().set("Ada");
            preferences.thumbnailSize().set(256);
            jobs.advance(Duration.ofMillis(400));
            assertThat(file.path()).doesNotExist();
            jobs.advance(Duration.ofMillis(200));
            assertThat(file.load().settings()).isEqualTo(preferences.snapshot());
            assertThat(jobs.submitted()).hasSize(1);
            preferences.theme().set(ThemeChoice.DARK);
        }
        assertThat(file.load().settings().theme()).isEqualTo(ThemeChoice.DARK);
        assertThat(file.load().settings().annotator()).isEqualTo("Ada");
        assertThat(failures).isEmpty();
    }

    @Test
    void aSaveThatFailsIsTold() throws IOException {
        Path blocked = Files.writeString(folder.resolve("plain-file"), "x");
        List<Throwable> failures = new ArrayList<>();
        SettingsFile file = new SettingsFile(blocked.resolve("settings.json"));
        try (Preferences preferences = new Preferences(Settings.defaults(), file, new DirectJobs(), failures::add)) {
            preferences.annotator().set("A");
        }
        assertThat(failures).hasSize(1).first().isInstanceOf(IOException.class);
    }

    private static Properties system(String os) {
        Properties properties = new Properties();
        properties.setProperty("os.name", os);
        properties.setProperty("user.home", "/home/u");
        properties.setProperty("signalbox.home", "/opt/sb");
        return properties;
    }

    @Test
    void foldersFollowTheOperatingSystem() {
        AppPaths linux = AppPaths.detect(
                Map.of("XDG_CONFIG_HOME", "/xdg/config", "XDG_CACHE_HOME", "relative/is/ignored"), system("Linux"));
        assertThat(linux.settingsFile()).isEqualTo(Path.of("/xdg/config/signalbox/settings.json"));
        assertThat(linux.cache()).isEqualTo(Path.of("/home/u/.cache/signalbox"));
        assertThat(linux.data()).isEqualTo(Path.of("/home/u/.local/share/signalbox"));
        assertThat(linux.sampleDataset()).isEqualTo(Path.of("/opt/sb/datasets/sample"));
        assertThat(linux.sampleRouter()).isEqualTo(Path.of("/opt/sb/resources/models/sample"));
        AppPaths mac = AppPaths.detect(Map.of(), system("Mac OS X"));
        assertThat(mac.logs()).isEqualTo(Path.of("/home/u/Library/Logs/Signalbox"));
        AppPaths windows = AppPaths.detect(Map.of("APPDATA", "/r"), system("Windows 11"));
        assertThat(windows.config()).isEqualTo(Path.of("/r/Signalbox"));
        assertThat(windows.cache()).isEqualTo(Path.of("/home/u/AppData/Local/Signalbox/cache"));
    }

    @Test
    void oneFolderForEverythingWhenAskedFor() {
        Properties properties = system("Linux");
        properties.setProperty("signalbox.dirs", "/portable");
        AppPaths paths = AppPaths.detect(Map.of("XDG_CONFIG_HOME", "/xdg"), properties);
        assertThat(List.of(paths.config(), paths.data(), paths.cache(), paths.logs()))
                .allMatch(path -> path.startsWith("/portable"))
                .doesNotHaveDuplicates();
    }
}
