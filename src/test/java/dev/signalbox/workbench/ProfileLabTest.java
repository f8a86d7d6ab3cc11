package dev.signalbox.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.evaluation.Choice;
import dev.signalbox.evaluation.Flip;
import dev.signalbox.evaluation.RouterSummary;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Pool;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Scores;
import dev.signalbox.router.QueryInput;
import dev.signalbox.router.arms.ExpertSet;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Cancelled;
import dev.signalbox.task.Progress;
import dev.signalbox.workbench.LabOutcome.Line;
import dev.signalbox.workbench.RouteQuestion.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileLabTest {
    @TempDir
    Path folder;

    private final Path home = Path.of(System.getProperty("signalbox.home", ".")).toAbsolutePath();
    private Workspace workspace;
    private OpenRouter loaded;
    private OpenDataset open;
    private ScoreSet set;
    private Labels labels;

    @BeforeEach
    void score() {
        workspace = Workspace.open(folder.resolve("w"));
        loaded = new RouterLibrary(workspace, home).open(RouterLibrary.SAMPLE);
        open = ScoredWorkspace.fill(workspace, home);
        set = ScoredWorkspace.score(open, loaded);
        labels = open.editor().annotations().labels();
    }

    @AfterEach
    void close() {
        loaded.close();
        workspace.close();
    }

    private ProfileLab lab() {
        return ProfileLab.open(open, loaded, set, Progress.NONE);
    }

    private LabOutcome tell(ProfileLab lab, List<Candidate> pool) {
        lab.learn(loaded, pool);
        return lab.outcome(pool, Selection.all(ScoredWorkspace.QUERIES), labels);
    }

    private static List<Candidate> edited(ProfileLab lab, int place, String sentence) {
        List<Candidate> pool = new ArrayList<>(lab.original());
        pool.set(place, pool.get(place).saying(sentence));
        return pool;
    }

    @Test
    void theOriginalPoolIsWhatWasStoredBitForBit() {
        ProfileLab lab = lab();
        Scores scores = workspace.scores().load(set.id());
        assertThat(lab.current()).isTrue();
        for (int k = 0; k < lab.original().size(); k++) {
            float[] column = lab.confidences(lab.original().get(k));
            for (int query = 0; query < column.length; query++) {
                assertThat(column[query]).isEqualTo(scores.confidence(query, k));
            }
        }
        LabOutcome same = tell(lab, lab.original());
        Choice choice = new Choice(open.table(), scores, new int[] {0, 1, 2}, Ties.COST_THEN_INDEX);
        RouterSummary summary = RouterSummary.of(choice, labels, Selection.all(ScoredWorkspace.QUERIES));
        assertThat(same.moved()).isEmpty();
        assertThat(same.before()).isEqualTo(same.after());
        assertThat(same.before().em()).isEqualTo(summary.em());
        assertThat(same.before().judged()).isEqualTo(summary.judged());
        for (int k = 0; k < 3; k++) {
            assertThat((double) same.lines().get(k).before().chosen() / same.queries())
                    .isEqualTo(summary.share(k));
            assertThat(same.lines().get(k).after())
                    .isEqualTo(same.lines().get(k).before());
        }
    }

    @Test
    void aSentenceThatIsPutBackGivesTheSameBits() {
        ProfileLab lab = lab();
        float[] before = lab.confidences(lab.original().get(1)).clone();
        LabOutcome changed = tell(lab, edited(lab, 1, "Reads charts, receipts, signs and counts circles."));
        assertThat(lab.confidences(edited(lab, 1, "Reads charts, receipts, signs and counts circles.")
                        .get(1)))
                .isNotEqualTo(before);
        assertThat(changed.lines().get(0).after().mean())
                .isEqualTo(changed.lines().get(0).before().mean());
        for (int i = 0; i < 200; i++) {
            lab.learn(loaded, edited(lab, 1, "sentence " + i)); // what was kept is long forgotten
        }
        List<Candidate> back = edited(lab, 1, lab.original().get(1).sentence());
        LabOutcome restored = tell(lab, back);
        assertThat(lab.confidences(back.get(1))).isEqualTo(before);
        assertThat(restored.moved()).isEmpty();
        assertThat(restored.after()).isEqualTo(restored.before());
        assertThat(lab().confidences(back.get(1))).as("also from nothing").isEqualTo(before);
    }

    @Test
    void whatMovedIsCountedTheSameWayTwice() {
        ProfileLab lab = lab();
        LabOutcome changed = tell(lab, edited(lab, 0, lab.original().get(2).sentence()));
        assertThat(changed.moved()).isNotEmpty();
        assertThat((long) changed.after().correct())
                .isEqualTo(changed.before().correct()
                        + changed.count(Flip.Effect.GAINED)
                        - changed.count(Flip.Effect.LOST));
        assertThat(changed.after().judged()).isEqualTo(changed.before().judged());
        for (Line line : changed.lines()) {
            long in = changed.moved().stream()
                    .filter(m -> m.to().equals(line.vlm()))
                    .count();
            long out = changed.moved().stream()
                    .filter(m -> m.from().equals(line.vlm()))
                    .count();
            assertThat(line.after().chosen() - line.before().chosen()).isEqualTo((int) (in - out));
            assertThat(line.after().histogram().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(ScoredWorkspace.QUERIES);
        }
        Selection some = Selection.of(3, 5, 8);
        assertThat(lab.outcome(lab.original(), some, labels).queries()).isEqualTo(3);
    }

    @Test
    void anImaginaryVlmIsChosenButNeverJudged() {
        ProfileLab lab = lab();
        Candidate made = new Candidate("imaginary 1", "A large paid model that reads everything.", Pool.PAID, true);
        List<Candidate> pool = new ArrayList<>(lab.original());
        pool.add(made);
        LabOutcome grown = tell(lab, pool);
        Line line = grown.lines().getLast();
        assertThat(line.vlm()).isEqualTo("imaginary 1");
        assertThat(line.before().present()).isFalse();
        assertThat(line.after().present()).isTrue();
        LabOutcome alone = tell(lab, List.of(made));
        assertThat(alone.after().judged()).isZero();
        assertThat(alone.moved()).hasSize(ScoredWorkspace.QUERIES).allMatch(m -> m.effect() == Flip.Effect.UNKNOWN);
        assertThat(alone.lines()).hasSize(4);
    }

    @Test
    void aVlmThatIsTakenOutLosesItsQueriesAndNoOtherConfidenceMoves() {
        ProfileLab lab = lab();
        List<Candidate> pool = lab.original().subList(0, 2);
        LabOutcome smaller = tell(lab, pool);
        assertThat(smaller.lines().get(2).after().present()).isFalse();
        assertThat(smaller.moved())
                .hasSize(smaller.lines().get(2).before().chosen())
                .allMatch(m -> m.from().equals("sim-cedar"));
        assertThat(smaller.lines().get(0).after().mean())
                .isEqualTo(smaller.lines().get(0).before().mean());
    }

    @Test
    void keptSentencesAreScoredFromTheVectorsThatAreThere() {
        ProfileLab lab = lab();
        List<Candidate> pool = edited(lab, 1, "Something else entirely.");
        lab.learn(loaded, pool);
        workspace.vlms().setProfile("stranger", "Something else entirely.");
        open = ScoredWorkspace.reopen(workspace);
        assertThat(ScoreDataset.isOf(loaded.info(), open.dataset().vlms(), set)).isFalse();
        assertThat(lab().current()).isFalse();
        ScoreSet again = ScoredWorkspace.score(open, loaded);
        assertThat(again.id()).isNotEqualTo(set.id());
        Scores scores = workspace.scores().load(again.id());
        Scores old = workspace.scores().load(set.id());
        float[] tried = lab.confidences(pool.get(1));
        for (int query = 0; query < tried.length; query++) {
            assertThat(scores.confidence(query, 1)).isEqualTo(tried[query]);
            assertThat(scores.confidence(query, 0)).isEqualTo(old.confidence(query, 0));
        }
        assertThat(scores.gate()).isEqualTo(old.gate());
        set = again;
        assertThat(lab().current()).isTrue();
    }

    @Test
    void vectorsThatAreGoneAreMadeAgain() throws IOException {
        float[] before = lab().confidences(lab().original().get(0));
        Path file = workspace.scores().vectors(set);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        assertThat(lab().confidences(lab().original().get(0))).isEqualTo(before);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        Files.write(file, new byte[] {1, 2, 3});
        Progress stops = new Cancelled();
        assertThatThrownBy(() -> ProfileLab.open(open, loaded, set, stops)).isInstanceOf(CancellationException.class);
        assertThat(Files.size(file)).as("nothing half made is used").isEqualTo(3);
        assertThat(lab().confidences(lab().original().get(0))).isEqualTo(before);
    }

    @Test
    void oneQuestionWithEveryExpertIsTheUsualAnswer() {
        QueryInput query = new QueryInput("Which is the red circle?", null);
        int n = loaded.router().gates();
        List<ExpertSet> sets = new ArrayList<>(List.of(ExpertSet.all(n)));
        for (int k = 0; k < n; k++) {
            sets.add(ExpertSet.only(n, k));
        }
        List<Answer> answers = RouteQuestion.answers(loaded, open.dataset().vlms(), query, sets, .5);
        Answer usual = RouteQuestion.answer(loaded, open.dataset().vlms(), null, 0, query.question(), .5);
        assertThat(answers.getFirst().confidences()).isEqualTo(usual.confidences());
        assertThat(answers.getFirst().gate()).isEqualTo(usual.gate());
        assertThat(answers.getFirst().chosen()).isEqualTo(usual.chosen());
        for (int k = 0; k < n; k++) {
            assertThat(answers.get(k + 1).gate()[k]).isEqualTo(1);
            assertThat(answers.get(k + 1).confidences()).isNotEqualTo(usual.confidences());
        }
    }
}
