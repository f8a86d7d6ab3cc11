package dev.signalbox.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.router.Cascade;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.RouterAccess;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

class LiveViewModelTest {
    @TempDir
    Path folder;

    private final DirectJobs jobs = new DirectJobs();
    private final WorkbenchState state = new WorkbenchState();
    private final DatasetDesk desk = new DatasetDesk(state, jobs, () -> "me", problem -> {});
    private final FakeRouter router = new FakeRouter();
    private LiveViewModel model = new LiveViewModel(state, desk, jobs, router, Path.of("nowhere"));

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage(); // pictures are made by it
    }

    private Path picture(String name, int width, int height, int argb) throws IOException {
        return Pictures.write(folder.resolve(name), width, height, argb);
    }

    private void ask(String question) {
        model.question().set(question);
        model.route();
    }

    @Test
    void withoutARouterNothingIsAsked() {
        ask(".1 .2 .3");
        assertThat(router.asked).isEmpty();
        assertThat(model.phase().get()).isEqualTo(new Phase.Rest());
    }

    @Test
    void aQuestionAndAPictureAreAnswered() throws IOException {
        state.router().set(FakeRouter.INFO);
        model.usePicture(picture("red.png", 30, 20, 0xFFFF0000));
        ask(".2 .7 .9");
        assertThat(router.asked).hasSize(1);
        assertThat(router.asked.getFirst().picture().rgb()[0]).isEqualTo(0xFF0000);
        assertThat(model.decision().chosen()).isEqualTo("birch");
        assertThat(model.decision().branch()).isEqualTo(Cascade.Branch.FIRST);
        assertThat(model.decision().margin()).isCloseTo(.2, within(1e-6));
        assertThat(model.rows()).extracting(Row::vlm).containsExactly("cedar", "birch", "alder");
        model.sorted().set(false);
        assertThat(model.rows()).extracting(Row::vlm).containsExactly("alder", "birch", "cedar");
        assertThat(model.rows()).extracting(Row::chosen).containsExactly(false, true, false);
        assertThat(model.rows().get(2).cost()).contains("2.5").contains("10");
        assertThat(state.device().get()).isEqualTo("cpu");
    }

    @Test
    void theThresholdDecidesAnewWithoutAsking() {
        state.router().set(FakeRouter.INFO);
        ask(".2 .7 .9");
        model.tau().set(.8);
        assertThat(model.decision().chosen()).isEqualTo("cedar");
        assertThat(model.decision().branch()).isEqualTo(Cascade.Branch.SECOND);
        assertThat(BranchWords.of(model.decision(), FakeRouter.VLMS)).contains("0.700", "0.80", "0.100", "0.900");
        assertThat(router.asked).hasSize(1);
    }

    @Test
    void theFreePoolKeepsWhatThePaidPoolCannotDoBetter() {
        state.router().set(FakeRouter.INFO);
        ask(".2 .4 .3");
        assertThat(model.decision().branch()).isEqualTo(Cascade.Branch.FIRST_AFTER_BOTH);
        assertThat(model.decision().chosen()).isEqualTo("birch");
        assertThat(BranchWords.of(model.decision(), FakeRouter.VLMS)).contains("0.400", "0.50", "0.100", "0.300");
    }

    @Test
    void aTextAloneIsAllowedAndABlankQuestionIsNot() {
        state.router().set(FakeRouter.INFO);
        ask("  \n");
        assertThat(model.phase().get()).isEqualTo(new Phase.Refused(Messages.text("live.refused.question")));
        ask(".6 .1 .1");
        assertThat(model.phase().get()).isEqualTo(new Phase.Rest());
        assertThat(router.asked.getFirst().picture()).isNull();
        assertThat(model.shownAttempt().get().source()).isNull();
    }

    @Test
    void brokenPicturesSayWhyAndAreNotAsked() throws IOException {
        state.router().set(FakeRouter.INFO);
        Path good = picture("good.png", 40, 40, 0xFF00FF00);
        Path cut = folder.resolve("cut.png");
        byte[] bytes = Files.readAllBytes(good);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 30));
        Path text = Files.writeString(folder.resolve("text.png"), "not a picture");
        for (Path bad : java.util.List.of(cut, text, folder, folder.resolve("absent.png"))) {
            model.usePicture(bad);
            assertThat(model.picture().get()).isInstanceOfSatisfying(LivePicture.Failed.class, failed -> {
                assertThat(failed.problem().what()).contains(String.valueOf(bad.getFileName()));
                assertThat(failed.problem().next()).isNotBlank();
            });
            ask(".6 .1 .1");
            assertThat(model.phase().get()).isInstanceOf(Phase.Refused.class);
        }
        assertThat(router.asked).isEmpty();
        model.removePicture();
        model.route();
        assertThat(router.asked).hasSize(1);
    }

    @Test
    void aHugePictureIsRefusedByItsHeader() throws IOException {
        byte[] bytes = Files.readAllBytes(picture("small.png", 4, 4, -1));
        // Width and height stand at 16 and 20, big-endian: 20,000 x 20,000; the CRC is not what refuses it.
        System.arraycopy(new byte[] {0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20}, 0, bytes, 16, 8);
        Path huge = Files.write(folder.resolve("huge.png"), bytes);
        model.usePicture(huge);
        assertThat(model.picture().get())
                .isInstanceOfSatisfying(
                        LivePicture.Failed.class,
                        failed -> assertThat(failed.problem().what()).contains("20,000"));
    }

    @Test
    void enterWhileThePictureIsReadAsksOnceItIsThere() throws IOException {
        state.router().set(FakeRouter.INFO);
        jobs.hold();
        model.usePicture(picture("a.png", 5, 5, -1));
        ask(".6 .1 .1");
        assertThat(model.phase().get()).isInstanceOf(Phase.Busy.class);
        jobs.runAll();
        assertThat(router.asked).hasSize(1);
        assertThat(router.asked.getFirst().picture().width()).isEqualTo(5);
    }

    @Test
    void newerInputStopsOlder() throws IOException {
        state.router().set(FakeRouter.INFO);
        jobs.hold();
        model.usePicture(picture("old.png", 5, 5, -1));
        model.usePicture(picture("new.png", 9, 9, -1));
        jobs.runAll();
        assertThat(model.picture().get().source().name()).isEqualTo("new.png");
        ask(".1 .1 .1");
        ask(".2 .2 .2");
        jobs.runAll();
        assertThat(router.asked).hasSize(1);
        assertThat(model.history()).extracting(Attempt::question).containsExactly(".2 .2 .2");
        ask(".3 .3 .3");
        model.cancel();
        jobs.runAll();
        assertThat(model.history()).hasSize(1);
        assertThat(model.phase().get()).isEqualTo(new Phase.Rest());
    }

    @Test
    void triesOnTheSamePictureAreCompared() throws IOException {
        state.router().set(FakeRouter.INFO);
        Path one = picture("one.png", 8, 8, 0xFF112233);
        model.usePicture(one);
        ask(".2 .7 .9");
        assertThat(model.rows()).allSatisfy(row -> assertThat(row.delta()).isNaN());
        model.usePicture(picture("two.png", 8, 8, -1));
        ask(".9 .1 .1");
        assertThat(model.rows()).allSatisfy(row -> assertThat(row.delta()).isNaN());
        model.usePicture(one);
        ask(".3 .6 .9");
        model.sorted().set(false);
        assertThat(model.rows())
                .extracting(Row::delta)
                .satisfiesExactly(
                        d -> assertThat(d).isCloseTo(.1, within(1e-6)),
                        d -> assertThat(d).isCloseTo(-.1, within(1e-6)),
                        d -> assertThat(d).isCloseTo(0, within(1e-6)));
        model.restore(model.history().getLast());
        assertThat(model.question().get()).isEqualTo(".2 .7 .9");
        assertThat(model.picture().get().source().name()).isEqualTo("one.png");
        assertThat(model.decision().chosen()).isEqualTo("birch");
        assertThat(router.asked).hasSize(3);
    }

    @Test
    void pastedPixelsAreComposedOverWhite() {
        state.router().set(FakeRouter.INFO);
        WritableImage image = new WritableImage(2, 1);
        image.getPixelWriter().setColor(0, 0, Color.TRANSPARENT);
        image.getPixelWriter().setArgb(1, 0, 0x80000000);
        model.usePicture((Image) image);
        ask(".6 .1 .1");
        int[] rgb = router.asked.getFirst().picture().rgb();
        assertThat(rgb).containsExactly(0xFFFFFF, 0x7F7F7F);
        assertThat(model.history().getFirst().thumb()).isNotNull();
    }

    @Test
    void aRouterThatCannotBeLoadedSaysWhy() {
        model = new LiveViewModel(
                state,
                desk,
                jobs,
                new RouterAccess() {
                    @Override
                    public <T> T use(RouterInfo info, Function<OpenRouter, T> work) {
                        throw new UserFacingException("router.changed", info.name(), info.checkpoint());
                    }
                },
                Path.of("nowhere"));
        model.shown(true);
        state.router().set(FakeRouter.INFO);
        assertThat(model.engine().get()).contains("fake");
        ask("x");
        assertThat(model.phase().get())
                .isInstanceOfSatisfying(
                        Phase.Failed.class,
                        failed -> assertThat(failed.problem().code()).isEqualTo("router.changed"));
        assertThat(model.history()).isEmpty();
    }

    @Test
    void theEngineStartsWhenTheScreenIsShown() {
        state.router().set(FakeRouter.INFO);
        assertThat(model.engine().get()).isEmpty();
        model.shown(true);
        assertThat(model.engine().get()).isEqualTo(Messages.text("live.engine.ready", "cpu"));
    }
}
