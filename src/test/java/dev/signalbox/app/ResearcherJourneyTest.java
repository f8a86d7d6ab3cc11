package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.importing.Shared;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.sample.SampleGenerator;
import dev.signalbox.task.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A researcher brings results, asks where one VLM fails and another does not, and reads on from there. */
@ExtendWith(ApplicationExtension.class)
@Timeout(300)
class ResearcherJourneyTest {
    @TempDir
    private Path own;

    private RealApp app;

    @Start
    void start(Stage first) throws Exception {
        System.setProperty("testfx.robot", "glass");
        // An installation without the sample: an empty workspace, and so the first thing seen is the welcome.
        Path home = Files.createDirectories(own.resolve("home"));
        app = RealApp.start(first, own.resolve("person"), own.resolve("workspace"), home);
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
    }

    @Test
    void importsTheSampleAndReadsWhereOneVlmFails(FxRobot robot) throws Exception {
        RealApp.until(() -> app.shows("#welcome"));
        app.shot("welcome-light");
        Path sample = own.resolve("sample");
        SampleGenerator.generate(sample, SampleGenerator.SEED, SampleGenerator.FEWEST, Progress.NONE);
        bring(sample);
        app.shot("import-light");
        journey(robot, "sim-dune-11b");
        app.shot("detail-light");
        // Nothing left of it: a second look at the same folder says that nothing is new.
        robot.type(KeyCode.ESCAPE);
        bring(sample);
        assertThat(app.text("#import-summary")).isNotBlank();
        robot.type(KeyCode.ESCAPE);
        RealApp.until(() -> !app.shows("#import-sheet"));
        assertThat(datasets()).hasSize(1);
    }

    @Test
    void importsRealResultsOfSevenVlms(FxRobot robot) throws Exception {
        bring(Shared.data("visonlyqa_m2"));
        assertThat(app.text("#import-summary")).contains("500", "3,500");
        journey(robot, "gpt-4o");
        DatasetIndex index = index();
        assertThat(index.size()).isEqualTo(500);
        // From the data's own description: all right answers of the VLM, and of any.
        assertThat(index.size()
                        - where(index, "gpt-4o", Set.of(Correctness.WRONG, Correctness.UNKNOWN))
                                .size())
                .isEqualTo(257);
    }

    /** What the file chooser does with the answer; a native dialog has no place in a test. */
    private void bring(Path source) throws Exception {
        RealApp.until(() -> app.composition().desk().workspace().get() != null);
        WaitForAsyncUtils.asyncFx(
                () -> Objects.requireNonNull(app.composition().window().opener().get())
                        .openResults(source));
        RealApp.until(() -> !app.text("#import-summary").isEmpty());
    }

    /** Imports with Enter, filters by a rule, opens a query in full, walks on. */
    private void journey(FxRobot robot, String vlm) throws Exception {
        robot.type(KeyCode.ENTER);
        RealApp.until(() ->
                !app.shows("#import-sheet") && app.composition().desk().index().get() != null);
        RealApp.until(() -> !app.text("#detail-key").isEmpty());
        robot.press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
        robot.write("wrong:" + vlm + " right:any");
        robot.type(KeyCode.ENTER);
        Set<String> expected = wrongWhileAnotherIsRight(vlm);
        assertThat(expected).isNotEmpty();
        RealApp.until(() -> app.composition().desk().selection().get().size() == expected.size());
        app.shot("filter-light");
        robot.interact(() -> app.find("#query-grid").requestFocus());
        robot.type(KeyCode.RIGHT);
        robot.type(KeyCode.ENTER);
        RealApp.until(() -> app.composition().window().detailFull().get());
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            String key = shownKey();
            assertThat(expected).contains(key);
            assertThat(seen.add(key)).isTrue();
            assertThat(app.shows("#answer-1")).isTrue();
            robot.type(KeyCode.J);
            RealApp.until(() -> !shownKey().equals(key));
        }
    }

    private String shownKey() {
        return ((Label) app.find("#detail-key")).getText();
    }

    private DatasetIndex index() {
        return Objects.requireNonNull(app.composition().desk().index().get());
    }

    private List<Dataset> datasets() {
        return Objects.requireNonNull(app.composition().desk().workspace().get())
                .datasets()
                .list();
    }

    private static Set<String> where(DatasetIndex index, String vlm, Set<Correctness> labels) {
        int column = index.table().dataset().vlms().stream()
                .map(v -> v.id())
                .toList()
                .indexOf(vlm);
        Set<String> keys = new TreeSet<>();
        for (int q = 0; q < index.size(); q++) {
            if (labels.contains(index.labels().get(q, column))) {
                keys.add(index.table().keys().get(q));
            }
        }
        return keys;
    }

    private Set<String> wrongWhileAnotherIsRight(String vlm) {
        DatasetIndex index = index();
        Set<String> keys = where(index, vlm, Set.of(Correctness.WRONG));
        for (int q = 0; q < index.size(); q++) {
            if (index.right(q) == 0) {
                keys.remove(index.table().keys().get(q));
            }
        }
        return keys;
    }
}
