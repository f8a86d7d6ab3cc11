package dev.signalbox.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.annotation.ExactMatchTriage.Finding;
import dev.signalbox.annotation.ExactMatchTriage.Suspicion;
import dev.signalbox.index.Labels;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Tables;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExactMatchTriageTest {
    private final DatasetTable table = Tables.random(1, 3, 1);

    /** r right, w wrong, u unknown; by column. */
    private Optional<Finding> find(String labels, @Nullable String reference, @Nullable String... answers) {
        Labels.Draft draft = Labels.of(table).edit();
        for (int k = 0; k < 3; k++) {
            draft.set(
                    0,
                    k,
                    switch (labels.charAt(k)) {
                        case 'r' -> Correctness.RIGHT;
                        case 'w' -> Correctness.WRONG;
                        default -> Correctness.UNKNOWN;
                    });
        }
        return ExactMatchTriage.of(reference, Arrays.asList(answers)).find(draft.toLabels(), 0);
    }

    @Test
    void anAnswerThatIsTheReferenceAndMarkedWrong() {
        assertThat(find("wrw", "The cat", "dog", "the cat", " Cat. "))
                .contains(new Finding(Suspicion.EQUAL_BUT_WRONG, 2));
        assertThat(find("wrr", "The cat", "dog", "the cat", " Cat. ")).isEmpty();
        assertThat(find("www", null, "dog", "cat", "cow")).isEmpty();
    }

    @Test
    void oneAnswerWithTwoLabels() {
        assertThat(find("rwu", "12", "12 apples", "12 Apples!", "12 apples"))
                .contains(new Finding(Suspicion.SAME_ANSWER_TWO_LABELS, 1));
        assertThat(find("rwr", null, "x", null, "y")).isEmpty();
        assertThat(find("rwr", null, "", "", "")).isEmpty();
    }

    @Test
    void aRightAnswerThatSharesNothingWithTheReference() {
        assertThat(find("rww", "Paris", "London", "a", "b")).contains(new Finding(Suspicion.DIFFERENT_BUT_RIGHT, 0));
        assertThat(find("rww", "Paris", "It is Paris.", "a", "b")).isEmpty();
        assertThat(find("rww", "It is Paris, France", "paris", "a", "b")).isEmpty();
        assertThat(find("rww", "Paris", "London ".repeat(20), "a", "b"))
                .as("long answers have judges")
                .isEmpty();
    }

    @Test
    void theSurestComesFirst() {
        assertThat(find("rww", "Paris", "London", "Paris", "london"))
                .contains(new Finding(Suspicion.EQUAL_BUT_WRONG, 1));
        assertThat(find("rww", "Paris", "London", "Rome", "london"))
                .contains(new Finding(Suspicion.SAME_ANSWER_TWO_LABELS, 2));
    }

    @Test
    void normalisesLikeQuasiExactMatchAndLeavesSomething() {
        assertThat(ExactMatchTriage.normalised("  The  Cat, an A-frame! ")).isEqualTo("cat aframe");
        assertThat(ExactMatchTriage.normalised("A"))
                .as("a choice, not an article")
                .isEqualTo("a");
        assertThat(ExactMatchTriage.normalised("(A)")).isEqualTo("a");
        assertThat(ExactMatchTriage.normalised("?!")).isEqualTo("?!");
        assertThat(ExactMatchTriage.normalised("図１")).isEqualTo("図1");
        assertThat(ExactMatchTriage.normalised("Straße")).isEqualTo(ExactMatchTriage.normalised("STRASSE"));
    }
}
