package dev.signalbox.report;

/** Texts of others made harmless for every format: one line, no control signs, no sign that turns the writing around. */
final class CleanText {
    private static final char ISOLATE = '\u2068';
    private static final char END = '\u2069';

    private CleanText() {}

    /** Without control signs, directional overrides and lone surrogates; line ends become spaces. */
    static String line(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029) {
                clean.append(' ');
            } else if (printable(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> !directional(c) && c != 0xFFFE && c != 0xFFFF;
        };
    }

    private static boolean directional(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200E || c == 0x200F || c == 0x061C;
    }

    /** The same, set apart where it holds writing from right to left, so that it cannot reorder what follows it. */
    static String isolated(String text) {
        String clean = line(text);
        boolean rightToLeft = clean.codePoints().anyMatch(c -> {
            byte direction = Character.getDirectionality(c);
            return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
        });
        return rightToLeft ? ISOLATE + clean + END : clean;
    }
}
