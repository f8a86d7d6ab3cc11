package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.cli.Installation;
import dev.signalbox.cli.Main;
import dev.signalbox.model.Scenario;
import dev.signalbox.sample.SampleGenerator;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ScenarioMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
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

/**
 * A product manager from opening a workspace over advice and saved settings to reports whose numbers are those of the
 * command line; and the guide's pictures.
 */
@ExtendWith(ApplicationExtension.class)
@Timeout(420)
class ReportJourneyTest {
    @TempDir
    private static Path shared;

    private static Path workspace;

    @TempDir
    private Path person;

    private RealApp app;
    private ChoosingDialogs dialogs;
    private Path out;

    @BeforeAll
    static void scoredSample() {
        workspace = RealApp.scoredSample(shared, SampleGenerator.FEWEST * 3);
    }

    @Start
    void start(Stage first) throws IOException {
        app = RealApp.start(first, person, workspace);
        out = Files.createDirectories(person.resolve("out"));
        dialogs = new ChoosingDialogs(app.composition().window().dialogs(), out);
        app.composition().useDialogs(dialogs);
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
    }

    private void press(FxRobot robot, KeyCode... keys) {
        robot.press(keys).release(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void save(FxRobot robot, String name) throws Exception {
        RealApp.until(() -> app.shows("#dialog-field"));
        robot.write(name);
        robot.type(KeyCode.ENTER);
        RealApp.until(() -> !app.shows("#dialog-field"));
        RealApp.until(() -> scenarios().stream().anyMatch(s -> s.name().equals(name)));
    }

    private List<Scenario> scenarios() {
        OpenDataset open = app.composition().desk().open().get();
        return open == null
                ? List.of()
                : open.workspace().scenarios().list(open.dataset().id());
    }

    private void choose(FxRobot robot, String id) {
        robot.interact(() -> ((ToggleButton) app.find(id)).fire());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void fire(FxRobot robot, String id) {
        // Not inside of interact: a dialog that waits would never let it return.
        robot.interact(() -> app.find(id).requestFocus());
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void takesAdviceComparesAndExportsWhatTheCommandLineSays(FxRobot robot) throws Exception {
        RealApp.until(() ->
                app.find("#query-grid") != null && !app.text("#detail-key").isEmpty());
        press(robot, KeyCode.CONTROL, KeyCode.DIGIT4);
        RealApp.until(
                () -> app.shows("#tune-slider") && !app.text("#tune-now-em").isEmpty());

        // Advice: a goal, its bound, what it gives; taken up and kept with its stamp.
        choose(robot, "#tune-section-advice");
        RealApp.until(() -> app.text("#advice-test-em").endsWith("%"));
        choose(robot, "#advice-goal-kept-wrong");
        RealApp.until(() -> app.find("#advice-rate") != null);
        robot.interact(() -> app.find("#advice-bound").requestFocus());
        press(robot, KeyCode.CONTROL, KeyCode.A);
        robot.write("20").type(KeyCode.ENTER);
        RealApp.until(() -> app.text("#advice-verdict").contains("0.2"));
        assertThat(app.text("#advice-guarantee")).contains("20%").contains("On average");
        assertThat(app.text("#advice-test-interval")).contains("%");
        app.shot("tune-advice-light");
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        app.shot("tune-advice-dark");
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        String advised = app.text("#advice-tau").replace("τ ", "");
        fire(robot, "#advice-save");
        save(robot, "advised");
        assertThat(app.text("#tune-field")).isEqualTo(advised);
        ScenarioMetrics kept =
                ScenarioMetrics.read(scenarios().getFirst().metrics()).orElseThrow();
        assertThat(kept.advice()).isNotNull();
        assertThat(kept.advice().goal()).isEqualTo("kept-wrong");
        assertThat(kept.advice().bounds()).containsEntry("bound", 0.2);

        // Another one of a person's own; both side by side.
        choose(robot, "#tune-section-threshold");
        robot.interact(() -> app.find("#tune-slider").requestFocus());
        press(robot, KeyCode.SHIFT, KeyCode.RIGHT);
        press(robot, KeyCode.CONTROL, KeyCode.S);
        RealApp.until(() -> app.shows("#dialog-field"));
        press(robot, KeyCode.CONTROL, KeyCode.A);
        save(robot, "bolder");
        assertThat(scenarios())
                .filteredOn(s -> s.name().equals("bolder"))
                .allSatisfy(s -> assertThat(
                                ScenarioMetrics.read(s.metrics()).orElseThrow().advice())
                        .isNull());
        robot.interact(
                () -> ((TabPane) app.find("#tune-tabs")).getSelectionModel().select(1));
        RealApp.until(() -> app.find("#tune-scenarios") instanceof TableView<?> table
                && table.getItems().size() == 2);
        robot.interact(() ->
                ((TableView<?>) app.find("#tune-scenarios")).getSelectionModel().selectAll());
        robot.interact(() -> app.find("#tune-side-by-side").requestFocus());
        robot.type(KeyCode.SPACE);
        RealApp.until(() -> app.find("#tune-side") != null);
        robot.interact(() -> ((ScrollPane) app.find(".tune-scroll")).setVvalue(1));
        app.shot("tune-side-light");
        for (String name : List.of("settings.csv", "settings.md", "settings.tex")) {
            dialogs.names.add(name);
            fire(robot, "#tune-side-export");
            RealApp.until(() -> Files.exists(out.resolve(name)));
        }
        assertThat(out.resolve("settings.csv")).content().contains("advised,bolder,Difference");
        assertThat(out.resolve("settings.md")).content().contains("| advised | bolder | Difference |");
        assertThat(out.resolve("settings.tex")).content().contains("advised & bolder & Difference");

        // The reports.
        press(robot, KeyCode.CONTROL, KeyCode.E);
        RealApp.until(() -> Files.exists(out.resolve("study.html")));
        dialogs.names.add("decision.md");
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
        RealApp.until(() -> dialogs.notes.stream().anyMatch(note -> note.contains("decision.md")));
        dialogs.names.add("study.csv");
        press(robot, KeyCode.CONTROL, KeyCode.E);
        RealApp.until(() -> dialogs.notes.stream().anyMatch(note -> note.contains("study.csv")));
        assertThat(dialogs.errors).isEmpty();
        String tau = app.text("#tune-field");
        app.close();

        equalsTheCommandLine(tau);
        assertThat(out.resolve("decision.md")).content().contains("SIMULATED").contains("bolder");
    }

    private JsonNode json(String command, String... args) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(
                List.of(command, "--workspace", workspace.toString(), "--dataset", "1", "--split", "test", "--json"));
        Collections.addAll(all, args);
        int code = Main.run(
                new Installation(RealApp.PROJECT, workspace),
                all.toArray(String[]::new),
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        assertThat(code).isZero();
        return new ObjectMapper().readTree(printed.toByteArray());
    }

    /** The exact numbers of a row of the page, by its first cell. */
    private static List<Double> row(String html, String table, String name) {
        String part = html.substring(html.indexOf("<table id=\"" + table + "\""));
        Matcher found = Pattern.compile("<tr><td[^>]*><bdi>" + Pattern.quote(name) + "</bdi></td>(.*?)</tr>")
                .matcher(part.substring(0, part.indexOf("</table>")));
        assertThat(found.find()).as(table + ": " + name).isTrue();
        return Pattern.compile("<data value=\"([^\"]+)\"")
                .matcher(found.group(1))
                .results()
                .map(result -> Double.valueOf(result.group(1)))
                .toList();
    }

    private void equalsTheCommandLine(String tau) throws IOException {
        String html = Files.readString(out.resolve("study.html"));
        JsonNode evaluated = json("evaluate", "--router", "sample");
        for (JsonNode vlm : evaluated.path("vlms")) {
            assertThat(row(html, "vlms", vlm.path("id").asText()))
                    .containsExactly(
                            vlm.path("answered").asDouble(),
                            vlm.path("correct").asDouble(),
                            vlm.path("accuracy").asDouble());
        }
        JsonNode router = evaluated.path("router");
        assertThat(row(html, "routers", "sample"))
                .containsExactly(
                        router.path("em").asDouble(),
                        router.path("judged").asDouble(),
                        router.path("accuracy").asDouble(),
                        router.path("precision").asDouble(),
                        router.path("recall").asDouble(),
                        router.path("f1").asDouble());
        assertThat(row(html, "references", "Oracle"))
                .containsExactly(evaluated.path("oracle").path("accuracy").asDouble());
        assertThat(row(html, "references", "Random choice"))
                .containsExactly(evaluated.path("random").path("accuracy").asDouble());
        JsonNode point =
                json("tune", "--r1", "sample", "--tau", tau).path("points").path(0);
        assertThat(row(html, "setting", "EM")).containsExactly(point.path("em").asDouble());
        assertThat(row(html, "setting", "Deferral"))
                .containsExactly(point.path("deferral").asDouble());
        assertThat(row(html, "setting", "Paid share"))
                .containsExactly(point.path("paid").asDouble());
        assertThat(row(html, "setting", "Mean cost per 1,000, where known"))
                .containsExactly(point.path("meanCost").asDouble() * 1000);
        assertThat(out.resolve("study.csv"))
                .content()
                .contains("setting,EM,Value," + point.path("em").asText() + "\n")
                .contains("setting,EM,95% interval low," + point.path("low").asText() + "\n");

        // And the command's own report is the window's, byte for byte.
        json(
                "report",
                "--router",
                "sample",
                "--tau",
                tau,
                "--today",
                "bolder",
                "--out",
                out.resolve("again.html").toString());
        assertThat(out.resolve("again.html")).hasSameBinaryContentAs(out.resolve("study.html"));
    }
}
