package dev.signalbox.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.task.DirectJobs;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.Perturbation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

class WhatIfViewModelTest {
    @TempDir
    Path folder;

    private final DirectJobs jobs = new DirectJobs();
    private final WorkbenchState state = new WorkbenchState();
    private final DatasetDesk desk = new DatasetDesk(state, jobs, () -> "me", problem -> {});
    private final FakeRouter router = new FakeRouter();
    private final LiveViewModel live = new LiveViewModel(state, desk, jobs, router, Path.of("nowhere"));
    private final WhatIfViewModel model = live.whatIf();

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage(); // pictures are made by it
    }

    @BeforeEach
    void choose() {
        state.router().set(FakeRouter.INFO);
    }

    private void ask(String question) {
        live.question().set(question);
        live.route();
    }

    private double delta(int line, Perturbation change) {
        return model.lines().get(line).deltas().get(change.ordinal());
    }

    @Test
    void nothingHappensBeforeAnAnswer() {
        live.askWhatIf();
        assertThat(model.subject().get()).isNull();
        assertThat(model.lines()).isEmpty();
    }

    @Test
    void everyChangeIsAskedAndCompared() throws IOException {
        live.usePicture(Pictures.noise(folder.resolve("noise.png"), 30, 20, 1));
        ask(".2 .7 .9");
        live.askWhatIf();
        // The answer, the base and each change but the swap (no dataset) and the slip (no letters).
        assertThat(router.asked).hasSize(2 + Perturbation.values().length - 2);
        assertThat(model.phase().get()).isEqualTo(new Phase.Rest());
        assertThat(model.lines()).hasSize(3 + 4);
        for (int line = 0; line < 7; line++) {
            assertThat(delta(line, Perturbation.SAME)).isZero();
            assertThat(delta(line, Perturbation.SWAPPED)).isNaN();
            assertThat(delta(line, Perturbation.MISSPELT)).isNaN();
        }
        assertThat(delta(1, Perturbation.EMPTY)).isCloseTo(-.7, within(1e-6));
        assertThat(delta(3, Perturbation.BLANK)).isCloseTo(-.2, within(1e-6));
        assertThat(delta(3, Perturbation.EMPTY)).isZero();
        assertThat(router.asked.get(2)).isEqualTo(router.asked.get(1));
    }

    @Test
    void theChosenFollowsTheThresholdWithoutAsking() {
        ask(".2 .7 .9");
        live.askWhatIf();
        int asked = router.asked.size();
        assertThat(model.chosen(Perturbation.SAME)).isEqualTo("birch");
        assertThat(model.chosen(Perturbation.BLANK)).isNull();
        live.tau().set(.8);
        assertThat(model.chosen(Perturbation.SAME)).isEqualTo("cedar");
        assertThat(model.lines().get(2).held()).isTrue();
        assertThat(model.lines().get(2).chosen().get(Perturbation.SAME.ordinal()))
                .isTrue();
        assertThat(router.asked).hasSize(asked);
    }

    @Test
    void anotherQuestionClosesIt() {
        ask(".2 .7 .9");
        live.askWhatIf();
        assertThat(model.subject().get()).isNotNull();
        ask(".1 .1 .1");
        assertThat(model.subject().get()).isNull();
        assertThat(model.lines()).isEmpty();
    }

    @Test
    void aPictureThatIsGoneSaysSo() throws IOException {
        Path picture = Pictures.noise(folder.resolve("gone.png"), 30, 20, 1);
        live.usePicture(picture);
        ask(".2 .7 .9");
        live.removePicture();
        Files.delete(picture);
        live.askWhatIf();
        assertThat(model.phase().get())
                .isInstanceOfSatisfying(
                        Phase.Failed.class,
                        failed -> assertThat(List.of(
                                        failed.problem().what(),
                                        failed.problem().next()))
                                .allSatisfy(text -> assertThat(text).isNotBlank()));
    }
}
