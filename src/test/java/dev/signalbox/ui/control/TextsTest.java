package dev.signalbox.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import javafx.geometry.NodeOrientation;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static String join(List<WordDiff.Run> runs, WordDiff.Kind without) {
        return runs.stream()
                .filter(run -> run.kind() != without)
                .map(WordDiff.Run::text)
                .collect(Collectors.joining());
    }

    @Test
    void directionIsThatOfTheFirstStrongCharacter() {
        assertThat(TextDirection.of("")).isEqualTo(NodeOrientation.LEFT_TO_RIGHT);
        assertThat(TextDirection.of("42?")).isEqualTo(NodeOrientation.LEFT_TO_RIGHT);
        assertThat(TextDirection.of("42 متر")).isEqualTo(NodeOrientation.RIGHT_TO_LEFT);
        assertThat(TextDirection.of("“שלום” world")).isEqualTo(NodeOrientation.RIGHT_TO_LEFT);
        assertThat(TextDirection.of("The word שלום")).isEqualTo(NodeOrientation.LEFT_TO_RIGHT);
        assertThat(TextDirection.of("\u2067שלום\u2069 hello")).isEqualTo(NodeOrientation.LEFT_TO_RIGHT);
        assertThat(TextDirection.of("合計")).isEqualTo(NodeOrientation.LEFT_TO_RIGHT);
    }

    @Test
    void wordsThatDifferAreFound() {
        assertThat(WordDiff.of("The total is 42 dollars", "The total is 24 dollars"))
                .containsExactly(
                        new WordDiff.Run(WordDiff.Kind.EQUAL, "The total is "),
                        new WordDiff.Run(WordDiff.Kind.DELETED, "42"),
                        new WordDiff.Run(WordDiff.Kind.INSERTED, "24"),
                        new WordDiff.Run(WordDiff.Kind.EQUAL, " dollars"));
        assertThat(WordDiff.of("same", "same")).containsExactly(new WordDiff.Run(WordDiff.Kind.EQUAL, "same"));
        assertThat(WordDiff.of("", "")).isEmpty();
    }

    @Test
    void scriptsWithoutSpacesAreComparedByCharacter() {
        assertThat(WordDiff.words("合計は10円")).containsExactly("合", "計", "は", "10", "円");
        // A base letter keeps its marks: Thai vowels, accents written apart.
        assertThat(WordDiff.words("ที่นี่")).containsExactly("ที่", "นี่");
        assertThat(WordDiff.words("cafe\u0301 x")).containsExactly("cafe\u0301", " ", "x");
    }

    @Test
    void bothTextsCanBeReadBackFromTheDifference() {
        Random random = new Random(3);
        String[] pieces = {"cat ", "dog", " ", "42", ", ", "猫", "犬", "שלום", "\n", "é", "😀", "."};
        for (int round = 0; round < 500; round++) {
            StringBuilder from = new StringBuilder();
            StringBuilder to = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                String piece = pieces[random.nextInt(pieces.length)];
                from.append(random.nextInt(8) == 0 ? "" : piece);
                to.append(random.nextInt(8) == 0 ? pieces[random.nextInt(pieces.length)] : piece);
            }
            List<WordDiff.Run> runs = WordDiff.of(from.toString(), to.toString());
            assertThat(join(runs, WordDiff.Kind.DELETED)).isEqualTo(to.toString());
            assertThat(join(runs, WordDiff.Kind.INSERTED)).isEqualTo(from.toString());
        }
    }

    @Test
    void longTextsWithNothingInCommonStillEnd() {
        String from = "犬".repeat(20_000);
        String to = "猫".repeat(20_000);
        assertThat(WordDiff.of(from, to))
                .containsExactly(
                        new WordDiff.Run(WordDiff.Kind.DELETED, from), new WordDiff.Run(WordDiff.Kind.INSERTED, to));
    }

    @Test
    void ticksAreRoundAndWithin() {
        assertThat(Ticks.between(0, 1, 5)).containsExactly(new double[] {0, 0.2, 0.4, 0.6, 0.8, 1.0}, within());
        assertThat(Ticks.between(-3, 12, 4)).containsExactly(new double[] {0, 5, 10}, within());
        assertThat(Ticks.label(0.2, 0.2)).isEqualTo("0.2");
        assertThat(Ticks.label(-0.0, 1)).isEqualTo("0");
        assertThat(Ticks.label(12_000, 2_000)).isEqualTo("12,000");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    /** 3:1 is what WCAG asks of graphics. */
    @Test
    void everyCategoryStandsOutOnItsSurface() {
        for (int i = 0; i < Palette.size(); i++) {
            assertThat(Contrast.ratio(Palette.category(i, false), Color.web("#ffffff")))
                    .as("category %d on white", i)
                    .isGreaterThanOrEqualTo(3);
            assertThat(Contrast.ratio(Palette.category(i, true), Color.web("#0d1117")))
                    .as("category %d on the dark surface", i)
                    .isGreaterThanOrEqualTo(3);
        }
        assertThat(Contrast.ratio(Color.BLACK, Color.WHITE)).isEqualTo(21);
    }
}
