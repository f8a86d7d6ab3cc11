package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A class that grows past 300 lines is named, past 500 it fails: split it by what its parts know. */
class ClassLengthTest {
    private static final int WARN = 300;
    private static final int FAIL = 500;

    /** Files that may be longer, each with the reason. */
    private static final Map<String, String> ALLOWED = Map.of();

    @Test
    void noClassIsTooLong(TestReporter reporter) {
        List<String> tooLong = lengths()
                .filter(file -> file.lines() > FAIL && !ALLOWED.containsKey(file.name()))
                .map(Length::toString)
                .toList();
        lengths()
                .filter(file -> file.lines() > WARN && file.lines() <= FAIL)
                .forEach(file -> reporter.publishEntry("longer than " + WARN + " lines", file.toString()));
        assertThat(tooLong)
                .as("longer than %d lines; split them, or name them in ALLOWED with a reason", FAIL)
                .isEmpty();
    }

    @Test
    void everyExceptionIsStillNeeded() {
        List<String> longOnes =
                lengths().filter(file -> file.lines() > FAIL).map(Length::name).toList();
        assertThat(longOnes).containsAll(ALLOWED.keySet());
        assertThat(ALLOWED.values()).noneMatch(String::isBlank);
    }

    private static Stream<Length> lengths() {
        return Stream.of("src/main/java", "src/test/java")
                .map(Sources::java)
                .flatMap(List::stream)
                .map(file -> new Length(
                        Sources.name(file), Sources.read(file).lines().count()));
    }

    private record Length(String name, long lines) {
        @Override
        public String toString() {
            return name + ": " + lines;
        }
    }
}
