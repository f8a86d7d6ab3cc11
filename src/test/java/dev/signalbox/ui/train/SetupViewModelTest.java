package dev.signalbox.ui.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.encoders.Catalogue;
import dev.signalbox.encoders.EncoderLibrary;
import dev.signalbox.model.Pool;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.router.TrainingReport.Parts;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingOptions.Strategy;
import dev.signalbox.router.arms.TrainingSettings;
import dev.signalbox.router.engine.SmallCheckpoints;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.RouterLibrary;
import dev.signalbox.workbench.TrainRouter;
import dev.signalbox.workbench.TrainingRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupViewModelTest {
    @TempDir
    Path folder;

    private final List<Throwable> failures = new ArrayList<>();
    private final DirectJobs jobs = new DirectJobs();
    private final WorkbenchState state = new WorkbenchState();
    private Workspace workspace;
    private DatasetDesk desk;
    private final Map<String, Path> published = new LinkedHashMap<>();
    private SetupViewModel model;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("workspace"));
        desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
    }

    private void start() {
        desk.use(workspace);
        model = new SetupViewModel(
                state,
                desk,
                jobs,
                folder,
                () -> new EncoderLibrary(new Catalogue(List.of()), folder, published),
                TrainingSettings.describe(TrainingOptions.tiny(1)),
                failures::add);
        settle();
    }

    private void settle() {
        jobs.advance(Duration.ofSeconds(1));
    }

    private SetupCheck.Outcome found() {
        settle();
        SetupCheck.Outcome outcome = model.outcome().get();
        assertThat(outcome).isNotNull();
        return outcome;
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void aPersonWhoChangesNothingCanStart() {
        Lessons.store(workspace);
        start();
        assertThat(model.sound().get()).isTrue();
        assertThat(model.name().get()).isEqualTo("arms-tiny");
        DataFacts facts = found().facts();
        assertThat(facts.queries()).isEqualTo(40);
        assertThat(facts.splits()).containsExactly(java.util.Map.entry("train", 30), java.util.Map.entry("test", 10));
        assertThat(facts.solvable()).isEqualTo(.8);
        assertThat(facts.textOnly()).isEqualTo(40);
        Parts parts = found().plan().parts();
        assertThat(List.of(parts.train(), parts.validation(), parts.test())).containsExactly(27, 3, 10);
        assertThat(parts.labels()).isEqualTo(81);
        assertThat(found().plan().steps()).isEqualTo(32);
        assertThat(model.command())
                .isEqualTo("signalbox train --dataset \"small\" --preset tiny --seed 1 --workspace \""
                        + workspace.folder() + "\" --out \"" + TrainingRuns.folder(workspace, "arms-tiny") + "\"");
        assertThat(failures).isEmpty();
    }

    @Test
    void theKeptShareIsThereBeforeAndAfterTheBoxIsTicked() {
        Lessons.store(workspace);
        start();
        model.field("dropUnsolvable").text().set("true");
        Parts parts = found().plan().parts();
        assertThat(parts.kept()).isEqualTo(found().facts().solvable()).isEqualTo(.8);
        assertThat(parts.unsolvable()).isEqualTo(8);
        assertThat(model.command()).contains(" --set dropUnsolvable=true ");
    }

    @Test
    void encodersCanBeTakenOverAndKeptAsTheyAre() {
        Lessons.store(workspace);
        Path home = Path.of(System.getProperty("signalbox.home", "."));
        RouterInfo lender = new RouterLibrary(workspace, home).register("lender", RouterLibrary.sampleFolder(home));
        start();
        long own = found().plan().parameters();
        model.encoders().set(new Lender.OfRouter(lender));
        model.cache(true);
        SetupCheck.Outcome found = found();
        assertThat(found.problem()).isNull();
        assertThat(found.fieldProblems()).isEmpty();
        assertThat(model.cached().get()).isTrue();
        assertThat(found.plan().parameters()).isNotEqualTo(own); // their vocabulary, not the preset's
        assertThat(found.plan().options().config().tuneText()).isFalse();
        assertThat(found.plan().options().shift()).isZero();
        assertThat(model.command()).contains(" --encoders \"lender\" ", " --set config.tuneImage=false");
        model.field("shift").text().set("1");
        found();
        assertThat(model.cached().get()).isFalse();
        model.cache(false);
        model.encoders().set(new Lender.Nobody());
        assertThat(found().plan().parameters()).isEqualTo(own);
        assertThat(model.command()).doesNotContain("encoders", "tuneImage");
        assertThat(failures).isEmpty();
    }

    @Test
    void publicEncodersThatAreReadyCanBeChosen() throws IOException {
        Lessons.store(workspace);
        Path text = Files.createDirectories(folder.resolve("text"));
        Path image = Files.createDirectories(folder.resolve("image"));
        SmallCheckpoints.text(text, "", Safetensors.Type.F32);
        SmallCheckpoints.image(image, Safetensors.Type.F32);
        published.put("words", text);
        published.put("looks", image);
        published.put("gone", folder.resolve("gone"));
        start();
        assertThat(model.lenders().stream().map(Lender::title))
                .containsExactly("Its own, drawn by the seed", "Public: words + looks");
        model.encoders().set(model.lenders().getLast());
        model.cache(true);
        SetupCheck.Outcome found = found();
        assertThat(found.problem()).isNull();
        assertThat(found.form().request().encoders()).containsExactly(text.toString(), image.toString());
        assertThat(model.command()).contains(" --encoders \"" + text + "," + image + "\"");
        assertThat(failures).isEmpty();
    }

    @Test
    void mistakesStandAtTheirField() {
        Lessons.store(workspace);
        start();
        model.field("epochs").text().set("many");
        model.field("learningRate").text().set("-1");
        found();
        assertThat(model.sound().get()).isFalse();
        assertThat(model.field("epochs").problem().get()).contains("many");
        assertThat(model.field("learningRate").problem().get()).isEmpty(); // a rule is looked at once all can be read
        model.field("epochs").text().set("3");
        found();
        assertThat(model.field("epochs").problem().get()).isEmpty();
        assertThat(model.field("learningRate").problem().get()).contains("above zero");
        model.field("learningRate").reset();
        model.field("accumulate").text().set("64");
        found();
        assertThat(model.field("accumulate").problem().get()).contains("64");
        model.field("batch").text().set("64");
        found();
        assertThat(model.sound().get()).isTrue();
        model.field("config.text.heads").text().set("5");
        found();
        assertThat(model.field("config.text.heads").problem().get()).contains("does not divide");
        assertThat(model.field("config.heads").problem().get()).isEmpty();
        model.field("config.text.heads").reset();
        model.field("config.image.size").text().set("33"); // the rule speaks of image.patch
        found();
        assertThat(model.field("config.image.size").problem().get()).contains("does not divide 33");
        model.reset();
        found();
        assertThat(model.sound().get()).isTrue();
        assertThat(model.fields().values()).noneMatch(f -> f.changed().get());
    }

    @Test
    void names() {
        Lessons.store(workspace);
        start();
        for (String wrong : List.of("", "../up", "a/b", "ends.", "nul", "x".repeat(61))) {
            model.name().set(wrong);
            found();
            assertThat(model.nameProblem().get()).as(wrong).isNotEmpty();
            assertThat(model.sound().get()).as(wrong).isFalse();
        }
        model.name().set("Größe 2_b");
        found();
        assertThat(model.nameProblem().get()).isEmpty();
        assertThat(model.sound().get()).isTrue();
    }

    @Test
    void aTakenNameIsSaidAndAnotherOneSuggested() throws IOException {
        Lessons.store(workspace);
        Files.createDirectories(TrainingRuns.folder(workspace, "arms-tiny"));
        start();
        assertThat(model.name().get()).isEqualTo("arms-tiny-2");
        model.name().set("arms-tiny");
        found();
        assertThat(model.nameProblem().get()).isEqualTo(Messages.text("train.name.taken"));
    }

    @Test
    void defaultsFollowThePresetAndWhatAPersonWroteStays() {
        Lessons.store(workspace);
        start();
        model.field("epochs").text().set("5");
        model.preset().set("full");
        found();
        assertThat(model.field("epochs").text().get()).isEqualTo("5");
        assertThat(model.field("epochs").standard().get()).isEqualTo("2");
        assertThat(model.field("batch").text().get()).isEqualTo("16");
        assertThat(model.field("learningRate").text().get()).isEqualTo("8e-5");
        assertThat(found().plan().parameters()).isGreaterThan(180_000_000L);
        assertThat(found().form().request().settings()).containsOnlyKeys("seed", "epochs");
    }

    @Test
    void thePoolIsTicked() {
        Lessons.store(workspace);
        start();
        model.tick(Pool.FREE);
        assertThat(found().plan().vlms()).containsExactly("m0", "m1");
        assertThat(found().form().request().vlms()).containsExactly("m0", "m1");
        model.vlms().forEach(v -> v.chosen().set(false));
        assertThat(found().problem().code()).isEqualTo("train.novlm");
        assertThat(model.sound().get()).isFalse();
        model.tick(null);
        assertThat(found().form().request().vlms()).isEmpty();
    }

    @Test
    void aStrategyThatNeedsARouterSaysSo() {
        Lessons.store(workspace);
        start();
        model.strategy().set(Strategy.HEAD);
        assertThat(found().problem().code()).isEqualTo("router.training.from");
        assertThat(RouterCard.mends(found().problem())).isTrue();
        assertThat(model.sound().get()).isFalse();
    }

    @Test
    void aDatasetWithoutASplitGetsOne() {
        Lessons.store(workspace, "whole", false);
        start();
        assertThat(found().problem()).isNull();
        assertThat(found().form().open().splitMade()).isTrue();
        assertThat(found().facts().splits().keySet()).containsExactly("train", "test");
        assertThat(found().plan().parts().test()).isBetween(2, 14); // one fifth of 40, by chance of their keys
        assertThat(model.sound().get()).isTrue();
    }

    @Test
    void aSplitWithoutTrainIsReplacedOnlyWhenAskedFor() {
        Lessons.store(workspace, "vhelm", i -> Map.of("split", "test"));
        start();
        assertThat(found().problem().what()).contains("vhelm").contains("test");
        assertThat(found().plan()).isNull();
        assertThat(model.sound().get()).isFalse();
        model.makeSplit().set(true);
        assertThat(found().problem()).isNull();
        assertThat(found().plan().parts().test()).isBetween(2, 14);
        assertThat(found().plan().parts().train()).isGreaterThan(15);
        assertThat(model.sound().get()).isTrue();
        assertThat(model.command()).contains(" --make-split ");
        assertThat(found().form().open().splitMade())
                .as("elsewhere the imported split stays")
                .isFalse();
    }

    @Test
    void aTrainSplitIsNeverReplaced() {
        Lessons.store(workspace);
        start();
        int train = found().plan().parts().train();
        model.makeSplit().set(true);
        assertThat(found().plan().parts().train()).isEqualTo(train);
        assertThat(model.command()).doesNotContain("make-split");
        OpenDataset open = found().form().open();
        TrainRouter.Request request = new TrainRouter.Request(
                "tiny", new LinkedHashMap<>(), null, List.of(), List.of(), true, folder.resolve("out"));
        assertThatThrownBy(() -> new TrainRouter(workspace, folder).plan(open, request))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("train.split.exists"));
    }

    @Test
    void settingsAreSavedAsTheCommandLineTakesThemAndComeBack() throws IOException {
        Lessons.store(workspace);
        start();
        model.field("config.clip").text().set("3");
        model.field("schedule").text().set("CONSTANT");
        found();
        Path file = folder.resolve("settings.json");
        model.save(file);
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.path("config").path("clip").asDouble()).isEqualTo(3);
        TrainingOptions options = TrainingSettings.apply(TrainingOptions.tiny(1), TrainingSettings.read(file));
        assertThat(options).isEqualTo(found().plan().options());
        model.reset();
        model.load(file);
        assertThat(found().plan().options()).isEqualTo(options);
        assertThat(model.fields().values().stream()
                        .filter(f -> f.changed().get())
                        .map(SettingField::name))
                .containsExactlyInAnyOrder("config.clip", "schedule");

        Files.writeString(file, "{\"colour\": 3}");
        model.load(file);
        assertThat(failures).hasSize(1);
        assertThat(failures.getFirst()).hasMessageContaining("colour");
    }

    @Test
    void everySettingHasHelpAndARange() {
        Lessons.store(workspace);
        start();
        assertThat(model.fields()).hasSize(65);
        assertThat(model.fields().values())
                .allSatisfy(field -> assertThat(field.help()).isNotBlank())
                .allSatisfy(field -> assertThat(field.range()).isNotBlank());
    }
}
