package dev.signalbox.index;

import java.text.Normalizer;
import java.util.Locale;

/** How texts are compared when people search: without case, without width, one space for any white space. */
public final class TextFold {
    private TextFold() {}

    /** NFKC, then both ways of case so that ß and SS meet, then NFKC again; runs of white space become one space. */
    public static String fold(String text) {
        if (isPlainLowerCase(text)) {
            return text;
        }
        if (isAscii(text)) {
            return collapse(text);
        }
        String wide = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String folded = wide.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
        return collapse(Normalizer.normalize(folded, Normalizer.Form.NFKC));
    }

    private static boolean isPlainLowerCase(String text) {
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c >= 'A' && c <= 'Z') || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return true;
    }

    /** Normal forms leave ASCII as it is, and most texts are; a search folds all of them. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    private static String collapse(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean white = Character.isWhitespace(c);
            if (!white) {
                result.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
            } else if (!space) {
                result.append(' ');
            }
            space = white;
        }
        return result.toString();
    }
}
