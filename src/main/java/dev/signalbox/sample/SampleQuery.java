package dev.signalbox.sample;

import java.util.List;

/**
 * One question about one picture.
 *
 * @param id       the record key, such as {@code sim-0042}
 * @param cell     what decides who is good at it
 * @param train    true for the train split; questions about one picture are in one split
 * @param image    the picture's path in the dataset
 * @param scene    what the picture shows
 * @param question the text
 * @param language the language of the text, by its script
 * @param truth    the right answer, computed from the scene
 * @param wrong    plausible wrong answers, none equal to the truth
 */
record SampleQuery(
        String id,
        SkillTable.Cell cell,
        boolean train,
        String image,
        Scene scene,
        String question,
        Script language,
        String truth,
        List<String> wrong) {
    SampleQuery {
        wrong = wrong.stream().filter(w -> !w.equals(truth)).distinct().toList();
        if (wrong.isEmpty() || question.isBlank() || truth.isBlank() || !truth.equals(truth.strip())) {
            throw new IllegalArgumentException("Not a question with an answer: " + question + " / " + truth);
        }
    }
}
