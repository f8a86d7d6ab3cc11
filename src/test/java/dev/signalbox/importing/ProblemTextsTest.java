package dev.signalbox.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.picture.PictureRoots.Reason;
import dev.signalbox.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Kinds of problems are the last parts of text keys: each kind that the code names has its text, and the other way round. */
class ProblemTextsTest {
    private static final String PREFIX = "import.problem.";

    private static Set<String> literals() throws IOException {
        Path home = Path.of(System.getProperty("signalbox.home", ""));
        Set<String> literals = new TreeSet<>();
        try (Stream<Path> files = Files.list(home.resolve("src/main/java/dev/signalbox/importing"))) {
            for (Path file : files.toList()) {
                Matcher matcher =
                        Pattern.compile("\"([a-z0-9_]+(?:\\.[a-z0-9_]+)*)\"").matcher(Files.readString(file));
                while (matcher.find()) {
                    literals.add(matcher.group(1));
                }
            }
        }
        return literals;
    }

    private static Set<String> named() throws IOException {
        Path home = Path.of(System.getProperty("signalbox.home", ""));
        Set<String> named = new TreeSet<>();
        Pattern call = Pattern.compile("(?:problems\\s*\\.(?:error|warning|info)\\(\\s*(?:[^;\"]*?|new"
                + " Place\\(\"[^\"]*\"[^\"]*?),|bad\\()\\s*\"([a-z0-9_.]+)\"");
        try (Stream<Path> files = Files.list(home.resolve("src/main/java/dev/signalbox/importing"))) {
            for (Path file : files.toList()) {
                Matcher matcher = call.matcher(Files.readString(file));
                while (matcher.find()) {
                    named.add(matcher.group(1));
                }
            }
        }
        return named;
    }

    @Test
    void everyKindHasAText() throws IOException {
        assertThat(named())
                .hasSizeGreaterThan(40)
                .allSatisfy(kind -> assertThat(Messages.has(PREFIX + kind))
                        .as("add %s%s=… to messages.properties", PREFIX, kind)
                        .isTrue());
        for (Reason reason : Reason.values()) {
            assertThat(Messages.has(PREFIX + "picture." + reason.name().toLowerCase(Locale.ROOT)))
                    .as("%s", reason)
                    .isTrue();
        }
    }

    @Test
    void everyTextIsUsed() throws IOException {
        Set<String> used = literals();
        for (Reason reason : Reason.values()) {
            used.add("picture." + reason.name().toLowerCase(Locale.ROOT));
        }
        used.add("more");
        assertThat(ResourceBundle.getBundle("i18n.messages", Locale.ROOT).keySet().stream()
                        .filter(key -> key.startsWith(PREFIX))
                        .map(key -> key.substring(PREFIX.length())))
                .allSatisfy(kind -> assertThat(used).as("nobody tells of it").contains(kind));
    }
}
