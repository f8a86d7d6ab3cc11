package dev.signalbox.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypicalWordsTest {
    @Test
    void whatTellsAGroupIsFoundAndWhatAllHoldIsNot() {
        TypicalWords words = new TypicalWords(3);
        for (int i = 0; i < 40; i++) {
            words.add(0, "What is the time on the clock in the picture?");
            words.add(1, i % 2 == 0 ? "What is the total of the receipt?" : "What is the tax on the receipts?");
            words.add(2, "图中的时钟是几点" + i);
            words.add(-1, "What is the picture?");
        }
        assertThat(words.of(0, 2)).containsExactly("clock", "time");
        assertThat(words.of(1, 3)).containsExactly("receipts", "total", "tax");
        assertThat(words.of(2, 3))
                .hasSize(3)
                .allMatch(word -> word.length() == 2)
                .doesNotContain("what");
    }

    @Test
    void groupsWithoutADifferenceHaveNoWords() {
        TypicalWords words = new TypicalWords(2);
        for (int i = 0; i < 20; i++) {
            words.add(0, "Same words here");
            words.add(1, "Same words here");
        }
        assertThat(words.of(0, 3)).isEmpty();
        assertThat(new TypicalWords(1).of(0, 3)).isEqualTo(List.of());
    }

    @Test
    void wordsAreLowerCaseWithoutNumbersSignsAndParticles() {
        assertThat(TypicalWords.words("Is A 12 x2 x3y ÉTÉ नमस्ते, café-bar? 点数 数"))
                .containsExactlyInAnyOrder("x3y", "été", "नमस्ते", "café", "bar", "点数");
        assertThat(TypicalWords.words("")).isEmpty();
    }
}
