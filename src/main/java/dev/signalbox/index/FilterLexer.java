package dev.signalbox.index;

import java.util.regex.Pattern;

/** Reads a filter's text piece by piece; knows where it is, for messages. */
final class FilterLexer {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");

    private final String text;
    private int at;

    FilterLexer(String text) {
        this.text = text;
    }

    /** A field's name that needs no quotes. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** A value after a colon that needs no quotes. */
    static boolean isPlainValue(String text) {
        return !text.isEmpty() && text.chars().noneMatch(c -> endsWord(c) || c == ',');
    }

    /** A bare word that is looked for as it stands. */
    static boolean isPlainWord(String text) {
        return !text.isEmpty()
                && !text.startsWith("-")
                && !text.equals("*")
                && !FilterText.OPERATORS.contains(text)
                && text.chars().noneMatch(FilterLexer::endsWord)
                && colonAfterName(text) < 0;
    }

    /** Where the colon is when a word starts like {@code name:}, else -1: 12:30 is a word. */
    private static int colonAfterName(String word) {
        int colon = word.indexOf(':');
        return colon > 0 && isName(word.substring(0, colon)) ? colon : -1;
    }

    private static boolean endsWord(int c) {
        return isSpace(c) || c == '(' || c == ')' || c == '"';
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** From 0. */
    int position() {
        return at;
    }

    boolean sees(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    boolean takes(char c) {
        if (sees(c)) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes a word that stands alone, such as OR. */
    boolean takesWord(String word) {
        int end = at + word.length();
        if (text.startsWith(word, at) && (end == text.length() || endsWord(text.charAt(end)))) {
            at = end;
            return true;
        }
        return false;
    }

    boolean seesWord(String word) {
        int before = at;
        boolean found = takesWord(word);
        at = before;
        return found;
    }

    /** Takes {@code name:} and gives the name, or takes nothing and gives the empty text. */
    String takeName() {
        int end = at;
        while (end < text.length() && !endsWord(text.charAt(end))) {
            end++;
        }
        int colon = colonAfterName(text.substring(at, end));
        if (colon < 0) {
            return "";
        }
        String name = text.substring(at, at + colon);
        at += colon + 1;
        return name;
    }

    String takeBareWord() {
        int start = at;
        while (at < text.length() && !endsWord(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    String takeBareValue() {
        int start = at;
        while (at < text.length() && !endsWord(text.charAt(at)) && text.charAt(at) != ',') {
            at++;
        }
        return text.substring(start, at);
    }

    /** Takes a quoted text, after its opening quote was seen. */
    String takeQuoted() {
        int start = at++;
        StringBuilder result = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return result.toString();
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            result.append(c);
        }
        throw new FilterSyntaxException("filter.quote", start);
    }
}
