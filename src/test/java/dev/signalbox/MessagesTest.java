package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The texts that the code asks for are the texts that the bundle has, no more and no less. */
class MessagesTest {
    private static final Path BUNDLE = Sources.HOME.resolve("resources/i18n/messages.properties");

    /**
     * Beginnings of keys whose end the code finds out while it runs, in another way than by {@code "beginning." + end}
     * right in the call, and where: all keys that begin so count as used.
     */
    private static final Map<String, String> COMPOSED = Map.of(
            "evaluate.column.",
            "the column’s name and why",
            "tune.accuracy.why",
            "the figure’s name and why",
            "tune.cost.why",
            "the figure’s name and why",
            "tune.deferral.why",
            "the figure’s name and why",
            "tune.em.why",
            "the figure’s name and why",
            "tune.f1.why",
            "the figure’s name and why",
            "tune.paid.why",
            "the figure’s name and why",
            "tune.precision.why",
            "the figure’s name and why",
            "tune.recall.why",
            "the figure’s name and why");

    private static List<MessageUse> uses;
    private static Set<String> literals;
    private static Properties texts;

    @BeforeAll
    static void read() throws IOException {
        // The package text passes on the keys that it is given.
        MessageUse.Scan scan = MessageUse.scan(Sources.java("src/main/java").stream()
                .filter(file -> !file.getParent().endsWith("text"))
                .toList());
        uses = scan.uses();
        literals = scan.literals();
        texts = new Properties();
        texts.load(new StringReader(Files.readString(BUNDLE)));
    }

    @Test
    void everyKeyInTheCodeIsInTheBundle() {
        Set<String> missing = new TreeSet<>();
        for (MessageUse use : uses) {
            for (String key : use.keys()) {
                boolean there = use.beginning()
                        ? texts.stringPropertyNames().stream().anyMatch(name -> name.startsWith(key))
                        : texts.containsKey(key);
                if (!there) {
                    missing.add(key + (use.beginning() ? "..." : "") + "=   (" + use.where() + ")");
                }
            }
        }
        assertThat(missing)
                .as("keys without a text; add these lines to %s", Sources.name(BUNDLE))
                .isEmpty();
    }

    @Test
    void everyFailureSaysWhatToDoNext() {
        Set<String> missing = texts.stringPropertyNames().stream()
                .filter(key -> key.startsWith("error."))
                .map(key -> key.endsWith(".next") ? key.substring(0, key.length() - ".next".length()) : key + ".next")
                .filter(key -> !texts.containsKey(key))
                .map(key -> key + "=")
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(missing)
                .as("halves of failures; add these lines to %s", Sources.name(BUNDLE))
                .isEmpty();
    }

    @Test
    void everyTextIsUsed() {
        Set<String> used = new TreeSet<>(literals);
        literals.forEach(literal -> used.add("error." + literal));
        uses.stream().filter(use -> !use.beginning()).forEach(use -> used.addAll(use.keys()));
        List<String> beginnings = uses.stream()
                .filter(MessageUse::beginning)
                .flatMap(use -> use.keys().stream())
                .toList();
        Set<String> unused = texts.stringPropertyNames().stream()
                .filter(key -> !used.contains(key))
                .filter(key -> !(key.endsWith(".next") && used.contains(key.substring(0, key.length() - 5))))
                .filter(key -> beginnings.stream().noneMatch(key::startsWith))
                .filter(key -> COMPOSED.keySet().stream().noneMatch(key::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
        String fix = unused.stream()
                .map(key -> "/^" + key.replace(".", "\\.") + "=/d")
                .collect(Collectors.joining("; ", "sed -i '", "' " + Sources.name(BUNDLE)));
        assertThat(unused)
                .as(
                        "texts that no code asks for; to remove them: %s; if their keys are composed, say so in"
                                + " COMPOSED",
                        fix)
                .isEmpty();
    }

    @Test
    void everyTextCanBeFilledIn() {
        for (String key : texts.stringPropertyNames()) {
            String text = texts.getProperty(key);
            assertThat(text).as(key).isNotBlank().doesNotContain("'");
            int wanted = new MessageFormat(text).getFormatsByArgumentIndex().length;
            if (key.startsWith("error.") && key.endsWith(".next")) {
                assertThat(wanted).as("%s is given no values", key).isZero();
            }
            for (MessageUse use : uses) {
                if (!use.beginning() && use.keys().contains(key)) {
                    assertThat(use.values())
                            .as("values for %s, which wants %d, at %s", key, wanted, use.where())
                            .isGreaterThanOrEqualTo(wanted);
                }
            }
        }
    }

    @Test
    void noKeyStandsTwice() throws IOException {
        Set<String> seen = new TreeSet<>();
        Set<String> twice = Files.readAllLines(BUNDLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .filter(key -> !seen.add(key))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(twice).as("only the last one counts; remove the others").isEmpty();
    }
}
