package dev.signalbox.importing;

import static dev.signalbox.importing.M2Files.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.importing.Problem.Severity;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Price;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Cancelled;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class M2ImportTest {
    @TempDir
    Path folder;

    private M2Files files;

    @BeforeEach
    void files() throws IOException {
        files = new M2Files(Files.createDirectories(folder.resolve("set")));
    }

    @Test
    void realDataGivesItsKnownFigures() {
        Path source = Shared.data("visonlyqa_m2");
        ImportPlan plan = M2Files.plan(source);
        DatasetDraft draft = plan.draft();
        assertThat(plan.importable()).as("%s", plan.problems()).isTrue();
        assertThat(draft.name()).isEqualTo("visonlyqa_m2");
        assertThat(draft.queries()).hasSize(500);
        assertThat(draft.outputs()).hasSize(3_500);
        assertThat(draft.vlms()).hasSize(7);
        assertThat(draft.pictures())
                .hasSize(264)
                .allMatch(picture -> picture.sha256().length() == 64);
        assertThat(draft.simulated()).isFalse();
        Map<String, Integer> right = new HashMap<>();
        Set<String> solved = new HashSet<>();
        Set<String> solvedFree = new HashSet<>();
        Map<String, Vlm> vlms = new HashMap<>();
        draft.vlms().forEach(vlm -> vlms.put(vlm.id(), vlm));
        for (Output output : draft.outputs()) {
            if (output.label() == Correctness.RIGHT) {
                right.merge(output.vlmId(), 1, Integer::sum);
                solved.add(output.queryKey());
                if (vlms.get(output.vlmId()).pool() == Pool.FREE) {
                    solvedFree.add(output.queryKey());
                }
            }
        }
        Map.of(
                        "llama3.2-11b-vision-instruct", 0.346,
                        "qwen2-vl-7b-instruct", 0.388,
                        "internvl2-4b", 0.372,
                        "qwen2-vl-2b-instruct", 0.328,
                        "gpt-4o", 0.514,
                        "claude-3-5-sonnet", 0.444,
                        "gemini-1.5-flash", 0.492)
                .forEach((vlm, accuracy) ->
                        assertThat(right.get(vlm) / 500.0).as(vlm).isCloseTo(accuracy, within(5e-4)));
        assertThat(solved.size() / 500.0).isCloseTo(0.846, within(5e-4));
        assertThat(solvedFree.size() / 500.0).isCloseTo(0.730, within(5e-4));
        Query first = draft.queries().getFirst();
        assertThat(first.key()).isEqualTo("visonly-0000");
        assertThat(first.fields()).containsEntry("split", "train").containsEntry("task", "charts__extraction");
        assertThat(plan.problems()).noneMatch(problem -> problem.severity() == Severity.ERROR);
        assertThat(plan.problems()).anyMatch(problem -> problem.message().contains("labelled right, yet its answer"));
        assertThat(plan.problems().size()).isLessThanOrEqualTo(Problems.KEPT + 10);
    }

    @Test
    void theSameFileGivesTheSameDraft() {
        files.picture("a.png", "png");
        files.records(record("q1", "a", ",\"output\":\"x\",\"image\":\"a.png\",\"level\":3"));
        assertThat(files.plan()).isEqualTo(files.plan());
    }

    @Test
    void everyFieldArrives() {
        files.picture("images/p.png", "png");
        files.records(
                "{\"query_id\":\"k\",\"benchmark\":\"B\",\"domain\":\"OOD\",\"split\":\"test\",\"pool\":\"paid\",\"image\":\"images/p.png\",\"question\":\"سؤال؟"
                    + " 質問 $x^2$\",\"language\":\"Arabic\",\"task\":\"T\",\"ground_truth\":\"A\",\"vlm\":\"b\",\"output\":\"A\","
                    + "\"label\":true,\"cost\":0.0021,\"latency\":1.5,\"input_tokens\":812,\"output_tokens\":3,\"level\":4}");
        DatasetDraft draft = files.plan().draft();
        assertThat(draft.queries())
                .containsExactly(new Query(
                        "k",
                        "سؤال؟ 質問 $x^2$",
                        "A",
                        List.of("images/p.png"),
                        Map.of(
                                "benchmark",
                                "B",
                                "domain",
                                "OOD",
                                "split",
                                "test",
                                "language",
                                "Arabic",
                                "task",
                                "T",
                                "level",
                                "4")));
        assertThat(draft.outputs()).containsExactly(new Output("k", "b", "A", Correctness.RIGHT, 0.0021, 1.5, 812, 3));
        assertThat(draft.pictures()).singleElement().satisfies(picture -> {
            assertThat(picture.path()).isEqualTo("images/p.png");
            assertThat(picture.width()).isEqualTo(20);
            assertThat(picture.height()).isEqualTo(10);
        });
    }

    @Test
    void otherNamesAndFormsOfValuesAreUnderstood() {
        files.records(
                "{\"sample_id\":\"k\",\"prompt\":\"Q?\",\"answer\":\"A\",\"model\":\"a\",\"response\":\"A\",\"is_correct\":1,\"cost\":NaN,\"latency\":null}",
                "{\"Sample"
                    + " ID\":\"k\",\"Prompt\":\"Q?\",\"answer\":\"A\",\"model\":\"b\",\"response\":[\"B\"],\"is_correct\":\"False\",\"cost\":\"0.5\"}",
                "{\"sample_id\":\"l\",\"prompt\":\"R?\",\"model\":\"a\",\"response\":\"B\",\"label\":null}");
        ImportPlan plan = files.plan();
        assertThat(plan.importable()).as("%s", plan.problems()).isTrue();
        assertThat(plan.draft().outputs())
                .containsExactly(
                        new Output("k", "a", "A", Correctness.RIGHT, Double.NaN, Double.NaN, -1, -1),
                        new Output("k", "b", "B", Correctness.WRONG, 0.5, Double.NaN, -1, -1),
                        new Output("l", "a", "B", Correctness.UNKNOWN, Double.NaN, Double.NaN, -1, -1));
    }

    @Test
    void anUnknownLabelIsNotInventedFromTheReference() {
        files.records(record("q1", "a", ",\"output\":\"x\",\"ground_truth\":\"x\",\"label\":null"));
        assertThat(files.plan().draft().outputs().getFirst().label()).isEqualTo(Correctness.UNKNOWN);
    }

    @Test
    void doubtsAreWarningsWithTheirPlace() {
        files.picture("here.png", "png");
        files.records(
                record("q1", "a", ",\"output\":\"x\",\"ground_truth\":\"y\",\"label\":true,\"image\":\"here.png\""),
                record("q1", "b", ",\"output\":\"y\",\"label\":false,\"split\":\"train\",\"image\":\"here.png\""),
                record("q1", "new", ",\"output\":\"y\",\"split\":\"test\",\"image\":\"here.png\",\"cost\":-1"),
                record("q2", "a", ",\"output\":\"x\",\"image\":\"gone.png\""),
                record("q2", "a", ",\"output\":\"x\",\"image\":\"gone.png\""),
                record("q3", "gpt-4o", ",\"output\":\"x\",\"image\":\"https://example.org/x.png\""));
        ImportPlan plan = files.plan();
        assertThat(plan.importable()).as("%s", plan.problems()).isTrue();
        assertThat(M2Files.texts(plan))
                .anyMatch(text -> text.startsWith("WARNING records.jsonl, line 1: a is labelled right"))
                .anyMatch(text -> text.startsWith("WARNING records.jsonl, line 2: b is labelled wrong"))
                .anyMatch(text -> text.startsWith("WARNING records.jsonl, line 3: The query q1 has another split"))
                .anyMatch(text -> text.startsWith("WARNING records.jsonl, line 3: The cost “-1”"))
                .anyMatch(text -> text.startsWith("WARNING records.jsonl, line 3: new is not described"))
                .anyMatch(text -> text.startsWith("WARNING records.jsonl, line 4: The picture “gone.png” is missing"))
                .anyMatch(
                        text -> text.startsWith("INFO records.jsonl, line 5: The answer of a to q2 stands there twice"))
                .anyMatch(text -> text.startsWith("WARNING records.jsonl, line 6: The picture “https"))
                .anyMatch(text -> text.contains("gpt-4o is not described in vlms.json: Signalbox’s own profile"));
        DatasetDraft draft = plan.draft();
        assertThat(draft.queries()).extracting(Query::key).containsExactly("q1", "q2", "q3");
        assertThat(draft.queries().get(1).pictures()).containsExactly("gone.png");
        assertThat(draft.vlms()).contains(new Vlm("new", "", Pool.FREE, null));
        assertThat(draft.vlms())
                .anyMatch(vlm -> vlm.id().equals("gpt-4o")
                        && vlm.pool() == Pool.PAID
                        && !vlm.profile().isEmpty());
    }

    @Test
    void aPictureWithALyingExtensionComesInByItsContent() {
        files.picture("photo.jpg", "png");
        files.records(record("q1", "a", ",\"output\":\"x\",\"image\":\"photo.jpg\""));
        ImportPlan plan = files.plan();
        assertThat(plan.importable()).isTrue();
        assertThat(plan.draft().pictures().getFirst().format()).isEqualTo("png");
        assertThat(M2Files.texts(plan)).anyMatch(text -> text.startsWith("INFO") && text.contains("photo.jpg"));
    }

    @Test
    void csvWithMarkQuotesAndLineBreaks() {
        files.picture("a b.png", "png");
        files.picture("c.png", "png");
        files.write(
                "records.csv",
                "\ufeffquery_id,question,vlm,output,label,image,ground_truth,cost\r\n"
                        + "q1,\"Say \"\"hi\"\", then\r\nstop\",a,\"多行\n答案\",True,a b.png|c.png,x,\r\n"
                        + "q1,\"Say \"\"hi\"\", then\r\nstop\",b,,0,\"[\"\"a b.png\"\",\"\"c.png\"\"]\",x,0.25\r\n"
                        + "q2,Nobody answered?,,,,,,\r\n");
        ImportPlan plan = files.plan();
        assertThat(plan.importable()).as("%s", plan.problems()).isTrue();
        assertThat(plan.draft().queries())
                .containsExactly(
                        new Query("q1", "Say \"hi\", then\r\nstop", "x", List.of("a b.png", "c.png"), Map.of()),
                        new Query("q2", "Nobody answered?", null, List.of(), Map.of()));
        assertThat(plan.draft().outputs())
                .containsExactly(
                        new Output("q1", "a", "多行\n答案", Correctness.RIGHT, Double.NaN, Double.NaN, -1, -1),
                        new Output("q1", "b", "", Correctness.WRONG, 0.25, Double.NaN, -1, -1));
    }

    @Test
    void jsonlMayBeginWithAByteOrderMark() {
        files.write("records.jsonl", "\ufeff" + record("q1", "a", ",\"output\":\"x\"") + "\r\n\r\n");
        assertThat(files.plan().draft().outputs()).hasSize(1);
    }

    @Test
    void recordsWithoutAKeyAreJoinedByQuestionAndPicture() {
        files.picture("a.png", "png");
        files.picture("b.png", "png");
        files.records(
                "{\"question\":\"Q?\",\"image\":\"a.png\",\"vlm\":\"a\",\"output\":\"1\"}",
                "{\"question\":\"Q?\",\"image\":\"a.png\",\"vlm\":\"b\",\"output\":\"2\"}",
                "{\"question\":\"Q?\",\"image\":\"b.png\",\"vlm\":\"a\",\"output\":\"3\"}");
        DatasetDraft draft = files.plan().draft();
        assertThat(draft.queries()).hasSize(2);
        assertThat(draft.outputs()).hasSize(3);
    }

    @Test
    void ownFieldsAreKeptWhereTheyGroupQueries() {
        String[] lines = new String[400];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = record(
                    "q" + i / 2,
                    i % 2 == 0 ? "a" : "b",
                    ",\"output\":\"x\",\"level\":" + i / 2 % 5 + ",\"serial\":\"s" + i / 2 + "\",\"mood\":\"m" + i % 3
                            + "\"");
        }
        files.records(lines);
        assertThat(files.plan().draft().queries())
                .allSatisfy(query -> assertThat(query.fields().keySet()).containsExactly("level"));
        files.write("dataset.json", "{\"fields\":[\"serial\"]}");
        assertThat(files.plan().draft().queries())
                .allSatisfy(query -> assertThat(query.fields().keySet()).containsExactlyInAnyOrder("level", "serial"));
    }

    @Test
    void pricesAndDescriptionsComeFromTheCompanions() {
        files.records(record("q1", "a", ",\"output\":\"x\""));
        files.write(
                "vlms.json",
                "{\"vlms\":[{\"vlm\":\"a\",\"profile\":\"A.\",\"pool\":\"PAID\",\"price\":{\"inputPerMillion\":2.5,\"outputPerMillion\":10,\"perImage\":0}}]}");
        files.write(
                "dataset.json",
                "{\"name\":\"Fine\",\"simulated\":true,\"source\":\"made here\",\"licence\":\"CC0-1.0\"}");
        DatasetDraft draft = files.plan().draft();
        assertThat(draft.vlms()).containsExactly(new Vlm("a", "A.", Pool.PAID, new Price(2.5, 10, 0)));
        assertThat(draft.name()).isEqualTo("Fine (simulated)");
        assertThat(draft.simulated()).isTrue();
        assertThat(draft.source()).isEqualTo("made here");
        assertThat(draft.licence()).isEqualTo("CC0-1.0");
    }

    @Test
    void oneSimulatedRecordMarksTheDataset() {
        files.records(
                record("q1", "a", ",\"output\":\"x\",\"simulated\":true"), record("q1", "b", ",\"output\":\"x\""));
        ImportPlan plan = files.plan();
        assertThat(plan.draft().simulated()).isTrue();
        assertThat(M2Files.texts(plan)).anyMatch(text -> text.contains("1 of 2 records are marked as simulated"));
        assertThat(Importers.auto(folder.resolve("set"), "m2")
                        .plan(folder.resolve("set"), new ImportOptions("mine", List.of()), Progress.NONE)
                        .draft()
                        .name())
                .isEqualTo("mine");
    }

    @Test
    void picturesMayLieInAnotherAgreedFolder() throws IOException {
        Path other = Files.createDirectories(folder.resolve("pictures"));
        new M2Files(other).picture("x.png", "png");
        files.records(record("q1", "a", ",\"output\":\"x\",\"image\":\"x.png\""));
        Path set = folder.resolve("set");
        assertThat(M2Files.texts(files.plan())).anyMatch(text -> text.contains("x.png” is missing"));
        DatasetDraft draft = new M2Importer()
                .plan(set, new ImportOptions(null, List.of(other)), Progress.NONE)
                .draft();
        assertThat(draft.root()).isEqualTo(other);
        assertThat(draft.pictures())
                .singleElement()
                .satisfies(picture -> assertThat(picture.path()).isEqualTo("x.png"));
    }

    @Test
    void halvesOfSurrogatePairsAreReplaced() {
        files.records(record("q1", "a", ",\"output\":\"x\\ud83d y\\ud83d\\ude00\""));
        assertThat(files.plan().draft().outputs().getFirst().text()).isEqualTo("x\ufffd y\ud83d\ude00");
    }

    @Test
    void cancelStops() {
        files.records(record("q1", "a", ",\"output\":\"x\""));
        Progress cancelled = new Cancelled();
        assertThatThrownBy(() -> new M2Importer().plan(folder.resolve("set"), ImportOptions.DEFAULT, cancelled))
                .isInstanceOf(CancellationException.class);
    }
}
