package dev.signalbox.sample;

import java.util.List;

/** A question about a scene before it has a place in the dataset; see {@link SampleQuery}. */
record Question(Ask ask, String text, Script language, String truth, List<String> wrong) {
    Question {
        wrong = List.copyOf(wrong);
    }

    static Question english(Ask ask, String text, String truth, List<String> wrong) {
        return new Question(ask, text, Script.LATIN, truth, wrong);
    }

    /** Numbers that one gets by a slip: one off, a digit wrong. */
    static List<String> near(int truth) {
        int ten = truth >= 20 ? 10 : 2;
        return List.of(text(truth + 1), text(truth - 1), text(truth + ten), text(truth - ten), text(truth + 2 * ten));
    }

    private static String text(int number) {
        return Integer.toString(Math.max(0, number));
    }
}
