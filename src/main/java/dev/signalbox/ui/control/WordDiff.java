package dev.signalbox.ui.control;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/** The difference of two texts word by word; scripts without spaces character by character. */
public final class WordDiff {
    /** What became of a piece on the way from the reference to the answer. */
    public enum Kind {
        EQUAL,
        /** Only in the answer. */
        INSERTED,
        /** Only in the reference. */
        DELETED
    }

    /** Neighbouring words of one kind, with their spaces. */
    public record Run(Kind kind, String text) {}

    /** Beyond this product of lengths words become lines, and lines one block, so that nobody waits. */
    private static final long BUDGET = 6_000_000;

    private WordDiff() {}

    /**
     * The runs in reading order. Equal and inserted runs together are the answer; equal and deleted ones the reference.
     */
    public static List<Run> of(String reference, String answer) {
        List<String> from = words(reference);
        List<String> to = words(answer);
        if ((long) from.size() * to.size() > BUDGET) {
            from = lines(reference);
            to = lines(answer);
        }
        Runs runs = new Runs();
        if ((long) from.size() * to.size() > BUDGET) {
            runs.add(Kind.DELETED, reference);
            runs.add(Kind.INSERTED, answer);
            return runs.done();
        }
        int at = 0;
        for (AbstractDelta<String> delta :
                DiffUtils.diff(from, to, new MyersDiffWithLinearSpace<String>()).getDeltas()) {
            int position = delta.getSource().getPosition();
            for (; at < position; at++) {
                runs.add(Kind.EQUAL, from.get(at));
            }
            for (String gone : delta.getSource().getLines()) {
                runs.add(Kind.DELETED, gone);
            }
            for (String come : delta.getTarget().getLines()) {
                runs.add(Kind.INSERTED, come);
            }
            at = position + delta.getSource().size();
        }
        for (; at < from.size(); at++) {
            runs.add(Kind.EQUAL, from.get(at));
        }
        return runs.done();
    }

    /** Words, spaces and signs; each ideograph, kana or Thai letter by itself with the marks on it. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        int last = -1;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int kind = kind(point);
            boolean mark = kind == MARK;
            boolean joins = mark || (kind == last && (kind == WORD || kind == SPACE));
            if (i > start && !joins) {
                words.add(text.substring(start, i));
                start = i;
            }
            if (!mark || last < 0) {
                last = kind;
            }
            i += Character.charCount(point);
        }
        if (start < text.length()) {
            words.add(text.substring(start));
        }
        return words;
    }

    private static final int WORD = 0;
    private static final int SPACE = 1;
    private static final int SIGN = 2;
    private static final int LETTER_ALONE = 3;
    private static final int MARK = 4;

    private static int kind(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT) {
            return MARK;
        }
        if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
            return SPACE;
        }
        if (!Character.isLetterOrDigit(point)) {
            return SIGN;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> LETTER_ALONE;
            default -> WORD;
        };
    }

    private static List<String> lines(String text) {
        return List.of(text.split("(?<=[\\n.!?。！？])"));
    }

    /** Joins neighbours, and between two equal runs puts what is gone before what has come. */
    private static final class Runs {
        private final List<Run> list = new ArrayList<>();
        private final StringBuilder gone = new StringBuilder();
        private final StringBuilder come = new StringBuilder();
        private final StringBuilder equal = new StringBuilder();

        void add(Kind kind, String text) {
            switch (kind) {
                case EQUAL -> {
                    flush(Kind.DELETED, gone);
                    flush(Kind.INSERTED, come);
                    equal.append(text);
                }
                case DELETED -> {
                    flush(Kind.EQUAL, equal);
                    gone.append(text);
                }
                case INSERTED -> {
                    flush(Kind.EQUAL, equal);
                    come.append(text);
                }
            }
        }

        private void flush(Kind kind, StringBuilder text) {
            if (!text.isEmpty()) {
                list.add(new Run(kind, text.toString()));
                text.setLength(0);
            }
        }

        List<Run> done() {
            flush(Kind.DELETED, gone);
            flush(Kind.INSERTED, come);
            flush(Kind.EQUAL, equal);
            return List.copyOf(list);
        }
    }
}
