package dev.signalbox.ui.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The instructions with which many questions of a dataset begin, such as “Answer the following question about the
 * chart.” Two lines in a grid have no room for what everybody says.
 */
final class Boilerplate {
    static final Boilerplate NONE = new Boilerplate(Set.of());

    private static final Pattern END = Pattern.compile("(?<=[.?!:。？！])\\s+");
    /** A sentence is an instruction when at least one in twenty of the questions looked at begins with it. */
    private static final double OFTEN = 0.05;

    private static final int LEAST = 8;
    private static final int DEEPEST = 4;

    private final Set<String> sentences;

    private Boilerplate(Set<String> sentences) {
        this.sentences = sentences;
    }

    /** What a sample of questions has in common. */
    static Boilerplate of(List<String> questions) {
        Set<String> found = new HashSet<>();
        List<String> rest = new ArrayList<>(questions);
        for (int round = 0; round < DEEPEST; round++) {
            Map<String, Integer> counts = new HashMap<>();
            for (String question : rest) {
                String[] parts = END.split(question, 2);
                if (parts.length == 2) {
                    counts.merge(parts[0], 1, Integer::sum);
                }
            }
            boolean more = false;
            for (Map.Entry<String, Integer> entry : counts.entrySet()) {
                if (entry.getValue() >= Math.max(LEAST, questions.size() * OFTEN)) {
                    more |= found.add(entry.getKey());
                }
            }
            if (!more) {
                break;
            }
            Boilerplate now = new Boilerplate(found);
            rest.replaceAll(now::strip);
        }
        return new Boilerplate(Set.copyOf(found));
    }

    private String strip(String question) {
        String[] parts = END.split(question, 2);
        return parts.length == 2 && sentences.contains(parts[0]) ? strip(parts[1]) : question;
    }

    /** The question from where it says something of its own; an ellipsis tells that something stands before. */
    String shorten(String question) {
        String own = strip(question);
        return own.length() == question.length() ? question : "… " + own;
    }
}
