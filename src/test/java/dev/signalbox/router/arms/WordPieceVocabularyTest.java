package dev.signalbox.router.arms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordPieceVocabularyTest {
    private static final List<String> TEXTS =
            List.of("How many Cafés?", "how many signs", "多少钱 how", "كم عدد السيارات", "한국어");

    @Test
    void specialTokensThenCharactersThenFrequentWords() {
        List<String> pieces = WordPieceVocabulary.build(TEXTS, 10_000);
        assertThat(pieces)
                .startsWith("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
                .doesNotHaveDuplicates();
        assertThat(pieces).contains("how", "many", "多", "##多", "س", "##س", "a", "##z", "?");
        assertThat(pieces).as("seen once").doesNotContain("signs");
        assertThat(pieces).as("accents are stripped, capitals lowered").doesNotContain("é", "H");
    }

    @Test
    void theOrderOfTextsDoesNotMatterAndTheLimitHolds() {
        assertThat(WordPieceVocabulary.build(TEXTS.reversed(), 300)).isEqualTo(WordPieceVocabulary.build(TEXTS, 300));
        assertThat(WordPieceVocabulary.build(TEXTS, 50)).hasSize(50);
    }

    @Test
    void wordsAreCutAtMarksAndIdeographs() {
        assertThat(WordPieceVocabulary.words("It’s 3.5 kg—价格, no?"))
                .containsExactly("it", "’", "s", "3", ".", "5", "kg", "—", "价", "格", ",", "no", "?");
    }
}
