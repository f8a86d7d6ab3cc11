package dev.signalbox.clusters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Words that tell a group of texts from the other groups, by class-based TF-IDF (Grootendorst, BERTopic, 2022) over the
 * texts that hold a word. Words that most texts hold say nothing and are left out, whatever the language; scripts
 * without spaces go by pairs of characters. Texts are added one by one and not kept.
 */
public final class TypicalWords {
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_WORDS = 200_000;
    /** Words that more of all texts hold are stop words. */
    private static final double COMMON = 0.5;

    /** A typical word is held by so many of the group's texts at least. */
    private static final double LEAST_SHARE = 0.05;

    private static final int LEAST_TEXTS = 2;
    /** And is that many times as frequent in the group as in all. */
    private static final double LEAST_LIFT = 1.5;

    /** A word that tells less than this share of what the best one tells is left out. */
    private static final double CLOSE = 0.5;

    private final int groups;
    private final int[] texts;
    private int allTexts;
    /** How many texts of each group hold a word; the last one counts the texts of no group. */
    private final Map<String, int[]> counts = new HashMap<>();

    public TypicalWords(int groups) {
        this.groups = groups;
        texts = new int[groups + 1];
    }

    /**
     * Counts a text.
     *
     * @param group from 0; -1 for a text of no group, which counts among all
     */
    public void add(int group, String text) {
        int at = group < 0 ? groups : group;
        texts[at]++;
        allTexts++;
        for (String word : words(text)) {
            counts.computeIfAbsent(word, key -> new int[groups + 1])[at]++;
        }
        if (counts.size() > MOST_WORDS) {
            counts.values().removeIf(held -> Arrays.stream(held).sum() <= LEAST_TEXTS);
        }
    }

    /** A group's most typical words, the best first; fewer or none when nothing tells it from the others. */
    public List<String> of(int group, int most) {
        record Scored(String word, double score) {}
        List<Scored> scored = new ArrayList<>();
        for (Map.Entry<String, int[]> entry : counts.entrySet()) {
            int here = entry.getValue()[group];
            int everywhere = Arrays.stream(entry.getValue()).sum();
            double share = (double) here / texts[group];
            double usual = (double) everywhere / allTexts;
            if (here >= LEAST_TEXTS && share >= LEAST_SHARE && usual <= COMMON && share >= LEAST_LIFT * usual) {
                double average = (double) allTexts / (groups + 1);
                scored.add(new Scored(entry.getKey(), share * Math.log(1 + average / everywhere)));
            }
        }
        scored.sort(Comparator.comparingDouble(Scored::score)
                .thenComparingInt(next -> next.word().length())
                .reversed()
                .thenComparing(Scored::word));
        List<String> result = new ArrayList<>();
        for (Scored next : scored) {
            if (result.size() == most
                    || next.score() < CLOSE * scored.getFirst().score()) {
                break;
            }
            if (result.stream().noneMatch(taken -> alike(taken, next.word()))) {
                result.add(next.word());
            }
        }
        return List.copyOf(result);
    }

    /** One is the other's beginning, as circle and circles; or overlapping pairs of characters. */
    private static boolean alike(String one, String other) {
        int shared = Math.min(one.length(), other.length());
        int same = 0;
        while (same < shared && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        boolean pairs = ideographic(one.codePointAt(0)) && one.length() == 2 && other.length() == 2;
        return pairs
                ? one.charAt(1) == other.charAt(0) || other.charAt(1) == one.charAt(0)
                : same == shared || same >= 5 && same * 4 >= 3 * Math.max(one.length(), other.length());
    }

    /** The different words of a text, in lower case; numbers and particles are none. */
    static Set<String> words(String text) {
        String lower = text.substring(0, Math.min(text.length(), LONGEST_TEXT)).toLowerCase(Locale.ROOT);
        Set<String> words = new HashSet<>();
        int at = 0;
        while (at < lower.length()) {
            int first = lower.codePointAt(at);
            int end = at + Character.charCount(first);
            if (ideographic(first)) {
                if (end < lower.length() && ideographic(lower.codePointAt(end))) {
                    words.add(lower.substring(at, end + Character.charCount(lower.codePointAt(end))));
                }
            } else if (Character.isLetter(first)) {
                end = wordEnd(lower, end);
                if (end - at >= shortest(first)) {
                    words.add(lower.substring(at, end));
                }
            }
            at = end;
        }
        return words;
    }

    /** In alphabets, words of two letters are particles. */
    private static int shortest(int first) {
        return switch (Character.UnicodeScript.of(first)) {
            case LATIN, GREEK, CYRILLIC -> 3;
            default -> 2;
        };
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int next = text.codePointAt(at);
            boolean mark = Character.getType(next) == Character.NON_SPACING_MARK
                    || Character.getType(next) == Character.COMBINING_SPACING_MARK;
            if (ideographic(next) || !(Character.isLetterOrDigit(next) || mark)) {
                return at;
            }
            at += Character.charCount(next);
        }
        return at;
    }

    private static boolean ideographic(int character) {
        Character.UnicodeScript script = Character.UnicodeScript.of(character);
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
