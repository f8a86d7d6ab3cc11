package dev.signalbox.annotation;

import dev.signalbox.index.Labels;
import dev.signalbox.index.TextFold;
import dev.signalbox.model.Correctness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds labels that are likely errors of the exact match which made them: texts are compared as HELM's
 * {@code quasi_exact_match} does (lower case, without punctuation and articles, one space), and where they disagree with the
 * labels, a person should look.
 *
 * @param reference normalised, or null without one
 * @param answers   normalised by column, null where there is none
 */
public record ExactMatchTriage(@Nullable String reference, List<@Nullable String> answers) {
    /** Longer texts are long answers, whose labels come from a judge and need not be like the reference. */
    private static final int SHORT = 60;

    public ExactMatchTriage {
        answers = new ArrayList<>(answers); // List.copyOf refuses null
    }

    /** How a label looks wrong, the surest first. */
    public enum Suspicion {
        /** The answer is the reference, and yet it is marked wrong. */
        EQUAL_BUT_WRONG,
        /** Two VLMs gave the same answer, one is marked right and the other wrong. */
        SAME_ANSWER_TWO_LABELS,
        /** A short answer that shares nothing with a short reference, and yet is marked right. */
        DIFFERENT_BUT_RIGHT
    }

    /**
     * A label to look at.
     *
     * @param column whose
     */
    public record Finding(Suspicion suspicion, int column) {}

    /** Keeps the normalised texts of one query. */
    public static ExactMatchTriage of(@Nullable String reference, List<@Nullable String> answers) {
        List<@Nullable String> plain = new ArrayList<>(answers.size());
        for (String answer : answers) {
            plain.add(answer == null ? null : normalised(answer));
        }
        return new ExactMatchTriage(reference == null ? null : normalised(reference), plain);
    }

    /** The same answers under another reference. */
    public ExactMatchTriage withReference(@Nullable String text) {
        return new ExactMatchTriage(text == null ? null : normalised(text), answers);
    }

    /** The surest contradiction under the labels in force, of the first column that has it. */
    public Optional<Finding> find(Labels labels, int query) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Integer> right = new HashMap<>();
        Map<String, Integer> wrong = new HashMap<>();
        for (int k = 0; k < answers.size(); k++) {
            String answer = answers.get(k);
            Correctness label = labels.get(query, k);
            if (answer == null || answer.isEmpty() || label == Correctness.UNKNOWN) {
                continue;
            }
            if (label == Correctness.RIGHT) {
                right.putIfAbsent(answer, k);
                if (reference != null && different(answer, reference)) {
                    findings.add(new Finding(Suspicion.DIFFERENT_BUT_RIGHT, k));
                }
            } else {
                wrong.putIfAbsent(answer, k);
                if (answer.equals(reference)) {
                    findings.add(new Finding(Suspicion.EQUAL_BUT_WRONG, k));
                }
            }
        }
        wrong.forEach((answer, k) -> {
            if (right.containsKey(answer)) {
                findings.add(new Finding(Suspicion.SAME_ANSWER_TWO_LABELS, k));
            }
        });
        return findings.stream().min(Comparator.comparing(Finding::suspicion).thenComparingInt(Finding::column));
    }

    private static boolean different(String answer, String reference) {
        return !reference.isEmpty()
                && answer.length() <= SHORT
                && reference.length() <= SHORT
                && !answer.contains(reference)
                && !reference.contains(answer);
    }

    /** HELM's normalisation, for every script; what would leave nothing keeps its articles, or its punctuation. */
    static String normalised(String text) {
        String folded = TextFold.fold(text).strip();
        StringBuilder words = new StringBuilder(folded.length());
        folded.codePoints()
                .filter(c -> c > 127 || c == ' ' || Character.isLetterOrDigit(c))
                .forEach(words::appendCodePoint);
        String plain = words.toString().strip().replaceAll(" +", " ");
        String bare = plain.replaceAll("\\b(a|an|the)\\b", " ").strip().replaceAll(" +", " ");
        return !bare.isEmpty() ? bare : !plain.isEmpty() ? plain : folded;
    }
}
