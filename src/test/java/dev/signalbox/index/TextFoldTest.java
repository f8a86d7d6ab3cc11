package dev.signalbox.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextFoldTest {
    private static final String LETTERS = "aAbZz09 \t\n\u000b\u001c\u007f.,ßẞıİſK５ﬁéΣςي全";

    /** The definition, without short cuts. */
    private static String slow(String text) {
        String wide = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String folded = wide.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
        StringBuilder result = new StringBuilder();
        Normalizer.normalize(folded, Normalizer.Form.NFKC).chars().forEach(c -> {
            if (!Character.isWhitespace(c)) {
                result.append((char) c);
            } else if (result.isEmpty() || result.charAt(result.length() - 1) != ' ') {
                result.append(' ');
            }
        });
        return result.toString();
    }

    @Test
    void everyShortCutFoldsAsTheDefinitionDoes() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            int kinds = round % 2 == 0 ? 13 : LETTERS.length();
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i > 0; i--) {
                text.append(LETTERS.charAt(random.nextInt(kinds)));
            }
            assertThat(TextFold.fold(text.toString())).isEqualTo(slow(text.toString()));
        }
    }
}
