package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.evaluation.Flip;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Review;
import dev.signalbox.store.Workspace;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ReviewList;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** From the queries that change hands in Tune to the queue, to a corrected label, to done; by keyboard. */
@ExtendWith(ApplicationExtension.class)
@Timeout(300)
class ReviewJourneyTest {
    @TempDir
    private static Path shared;

    private static Path workspace;

    @TempDir
    private Path person;

    private RealApp app;

    @BeforeAll
    static void scoredSample() {
        workspace = RealApp.scoredSample(shared);
    }

    @Start
    void start(Stage first) {
        app = RealApp.start(first, person, workspace);
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
    }

    private void press(FxRobot robot, KeyCode... keys) {
        robot.press(keys).release(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Annotations annotations() {
        return app.composition().desk().annotations().get();
    }

    private TableView<?> table(String id) {
        return (TableView<?>) app.find(id);
    }

    @Test
    void whatChangesHandsIsReviewedAndCorrected(FxRobot robot) throws Exception {
        RealApp.until(() ->
                app.find("#query-grid") != null && !app.text("#detail-key").isEmpty());
        // An empty queue says how to fill it.
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT8);
        RealApp.until(() -> app.shows("#review-empty-suspects"));

        // Tune: another threshold changes hands; all of that goes to Review.
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT4);
        RealApp.until(
                () -> app.shows("#tune-slider") && !app.text("#tune-now-em").isEmpty());
        robot.interact(() -> app.find("#tune-slider").requestFocus());
        for (int i = 0; i < 15; i++) {
            press(robot, KeyCode.RIGHT);
        }
        RealApp.until(() ->
                table("#tune-flips") != null && table("#tune-flips").getItems().size() > 2);
        List<Flip> flips =
                table("#tune-flips").getItems().stream().map(Flip.class::cast).toList();
        press(robot, KeyCode.CONTROL, KeyCode.R);
        RealApp.until(() -> annotations().reviews().size() == flips.size());
        Flip some = flips.getFirst();
        Dataset dataset = app.composition().desk().open().get().dataset();
        assertThat(annotations().review(some.query()))
                .isEqualTo(Review.ofFlip(
                        dataset.vlms().get(some.from()).id(),
                        dataset.vlms().get(some.to()).id()));

        // Review: the first is in hand; its second answer is corrected with the keys of Detail, then it is done.
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT8);
        RealApp.until(() -> table("#review-table") != null
                && table("#review-table").getItems().size() == flips.size());
        assertThat(app.text("#review-progress")).isEqualTo("0 / " + flips.size());
        ReviewList.Item item =
                (ReviewList.Item) table("#review-table").getSelectionModel().getSelectedItem();
        int first = item.query();
        String key = item.key();
        RealApp.until(() -> app.text("#detail-key").equals(key));
        app.shot("review-light");
        RealApp.until(() -> table("#review-table").isFocused());
        press(robot, KeyCode.ENTER);
        RealApp.until(() -> app.composition().window().detailFull().get());
        boolean right = annotations().labels().code(first, 1) == 1;
        press(robot, right ? new KeyCode[] {KeyCode.SHIFT, KeyCode.DIGIT2} : new KeyCode[] {KeyCode.DIGIT2});
        RealApp.until(() -> annotations().labels().corrected(first, 1));
        press(robot, KeyCode.E);
        RealApp.until(() -> app.text("#review-progress").equals("1 / " + flips.size())
                || annotations().review(first).state() == Review.State.DONE);
        RealApp.until(() -> !app.text("#detail-key").equals(key));
        press(robot, KeyCode.ESCAPE);
        RealApp.until(() -> app.shows("#review-table"));
        RealApp.until(() -> app.text("#review-progress").equals("1 / " + flips.size()));
        assertThat(table("#review-table").getItems()).hasSize(flips.size() - 1);

        // Left for later, taken back, and in the dark.
        press(robot, KeyCode.S);
        RealApp.until(() ->
                annotations().reviews().values().stream().anyMatch(review -> review.state() == Review.State.SKIPPED));
        press(robot, KeyCode.CONTROL, KeyCode.Z);
        RealApp.until(() ->
                annotations().reviews().values().stream().noneMatch(review -> review.state() == Review.State.SKIPPED));
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        app.shot("review-dark");
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);

        // All of it is on disk.
        try (Workspace other = Workspace.open(workspace)) {
            Annotations kept = OpenDataset.open(other, other.datasets().list().getFirst())
                    .editor()
                    .annotations();
            assertThat(kept.reviews()).isEqualTo(annotations().reviews());
            assertThat(kept.review(first).state()).isEqualTo(Review.State.DONE);
            assertThat(kept.labels().corrected(first, 1)).isTrue();
        }
    }
}
