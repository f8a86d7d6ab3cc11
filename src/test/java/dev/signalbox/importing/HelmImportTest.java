package dev.signalbox.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.importing.Problem.Severity;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.PictureFile;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelmImportTest {
    private static final String OPEN = "qwen/qwen2-vl-7b-instruct";
    private static final String CLOSED = "openai/gpt-4o-mini-2024-07-18";

    @TempDir
    Path folder;

    private Path output;

    @BeforeEach
    void output() {
        output = folder.resolve("benchmark_output");
    }

    private static Output answer(DatasetDraft draft, String key, String vlm) {
        return draft.outputs().stream()
                .filter(output ->
                        output.queryKey().equals(key) && output.vlmId().equals(vlm))
                .findFirst()
                .orElseThrow();
    }

    private static Query query(DatasetDraft draft, String key) {
        return draft.queries().stream()
                .filter(query -> query.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void realTextRunsComeInWhole() {
        ImportPlan plan = M2Files.plan(Shared.data("helm_text_runs"));
        assertThat(plan.importable()).as("%s", plan.problems()).isTrue();
        DatasetDraft draft = plan.draft();
        assertThat(draft.format()).isEqualTo("helm");
        assertThat(draft.queries()).hasSize(25);
        assertThat(draft.outputs()).hasSize(25);
        assertThat(draft.vlms()).extracting(Vlm::id).containsExactly("eleutherai/pythia-1b-v0", "openai/gpt2");
        assertThat(draft.vlms()).allMatch(vlm -> vlm.pool() == Pool.FREE);
        Query query = query(draft, "mmlu:subject=philosophy/id147");
        assertThat(query.question())
                .isEqualTo("What does the notion of “meaning in life” refer to?\nA. external meaning\nB. god's plan\n"
                        + "C. internalmeaning\nD. meaning in an afterlife");
        assertThat(query.reference()).isEqualTo("internalmeaning");
        assertThat(query.fields())
                .containsEntry("benchmark", "mmlu")
                .containsEntry("task", "philosophy")
                .containsEntry("split", "test");
        assertThat(answer(draft, query.key(), "openai/gpt2"))
                .isEqualTo(new Output(
                        query.key(),
                        "openai/gpt2",
                        "meaning in an afterlife",
                        Correctness.WRONG,
                        Double.NaN,
                        0.6803672313690186,
                        333,
                        1));
        // Two references to one narrative question.
        assertThat(draft.queries())
                .filteredOn(q -> q.key().startsWith("narrativeqa/"))
                .hasSize(5)
                .allSatisfy(q -> assertThat(q.reference()).isNotNull());
        assertThat(draft.outputs()).noneMatch(out -> out.label() == Correctness.UNKNOWN);
    }

    @Test
    void oneRunAloneComesInToo() throws IOException {
        try (var runs = Files.list(Shared.data("helm_text_runs"))) {
            Path run = runs.filter(path -> path.getFileName().toString().startsWith("mmlu"))
                    .findFirst()
                    .orElseThrow();
            assertThat(M2Files.plan(run).draft().queries()).hasSize(10);
        }
    }

    @Test
    void runsOfTwoModelsJoinIntoQueriesWithPictures() throws IOException {
        VhelmRun.pictures(output);
        new VhelmRun(output, "v1", OPEN).full("B", "A", "B", "B");
        new VhelmRun(output, "v1", CLOSED).summarised("B", "B", "A", "A");
        Files.createDirectories(output.resolve("runs/v1/eval_cache"));
        Files.writeString(output.resolve("runs/v1/eval_cache/run_spec.json"), "not json");
        Files.createDirectories(output.resolve("runs/v1/half:model=x"));
        Files.writeString(
                output.resolve("runs/v1/half:model=x/run_spec.json"),
                "{\"scenario_spec\":{\"class_name\":\"a.B\",\"args\":{}},\"adapter_spec\":{\"model\":\"x\"}}");

        ImportPlan plan = M2Files.plan(output);
        assertThat(plan.importable()).as("%s", plan.problems()).isTrue();
        DatasetDraft draft = plan.draft();
        assertThat(draft.root()).isEqualTo(output);
        assertThat(draft.queries()).hasSize(4);
        assertThat(draft.outputs()).hasSize(8);
        assertThat(draft.vlms()).extracting(Vlm::pool).containsExactlyInAnyOrder(Pool.FREE, Pool.PAID);

        String key = "mmmu:question_type=multiple-choice,subject=Accounting/id";
        assertThat(query(draft, key + 0))
                .isEqualTo(new Query(
                        key + 0,
                        "What is booked?\nA. debit 0\nB. credit 0",
                        "credit 0",
                        List.of("scenarios/mmmu/images/Accounting/i1_1.png"),
                        java.util.Map.of(
                                "benchmark",
                                "mmmu",
                                "task",
                                "Accounting",
                                "split",
                                "valid",
                                "subject",
                                "Accounting",
                                "question_type",
                                "multiple-choice")));
        assertThat(query(draft, key + 1).question()).startsWith("Compare\nwith\nA. ");
        assertThat(query(draft, key + 1).pictures()).hasSize(2);
        assertThat(query(draft, key + 2).question()).isEqualTo("Which chart?\nA. [i3_a.png]\nB. [i3_b.png]");
        assertThat(query(draft, key + 2).pictures()).hasSize(2);
        assertThat(query(draft, key + 3).pictures()).containsExactly("scenarios/mmmu/images/Accounting/gone.png");
        assertThat(draft.pictures())
                .extracting(PictureFile::path)
                .hasSize(5)
                .doesNotContain("scenarios/mmmu/images/Accounting/gone.png");

        assertThat(answer(draft, key + 0, OPEN))
                .isEqualTo(new Output(key + 0, OPEN, "credit 0", Correctness.RIGHT, Double.NaN, 1.25, 200, 1));
        assertThat(answer(draft, key + 1, OPEN).label()).isEqualTo(Correctness.WRONG);
        assertThat(answer(draft, key + 3, CLOSED))
                .isEqualTo(new Output(key + 3, CLOSED, "debit 3", Correctness.WRONG, Double.NaN, 3.5, 103, -1));
        assertThat(answer(draft, key + 1, CLOSED).label()).isEqualTo(Correctness.RIGHT);

        assertThat(M2Files.texts(plan))
                .anyMatch(text -> text.startsWith("WARNING") && text.contains("gone.png” is missing"))
                .anyMatch(text -> text.startsWith("WARNING runs/v1/half:model=x: The run is incomplete"))
                .anyMatch(text -> text.startsWith("INFO") && text.contains("4 perturbed copies"))
                .anyMatch(text -> text.startsWith("INFO") && text.contains("1 answers of further trials"))
                .anyMatch(text -> text.startsWith("INFO") && text.contains("labels are quasi_prefix_exact_match"));
    }

    @Test
    void picturesOutsideTheChosenFolderAreOnlyUsedWhenAgreedTo() {
        VhelmRun.pictures(output);
        Path run = new VhelmRun(output, "v1", OPEN).full("B", "A", "B", "B").folder();
        ImportPlan alone = M2Files.plan(run);
        assertThat(alone.importable()).isTrue();
        assertThat(alone.draft().pictures()).isEmpty();
        assertThat(M2Files.texts(alone)).anyMatch(text -> text.contains("choose the benchmark_output folder"));
        DatasetDraft agreed = new HelmImporter()
                .plan(run, new ImportOptions(null, List.of(output)), Progress.NONE)
                .draft();
        assertThat(agreed.root()).isEqualTo(output);
        assertThat(agreed.pictures()).hasSize(5);
        // The folder above works as well: the locations then fit as they are.
        assertThat(M2Files.plan(folder).draft().pictures())
                .hasSize(5)
                .allMatch(picture -> picture.path().startsWith("benchmark_output/scenarios/"));
    }

    @Test
    void theSameModelIsReadOncePerScenario() {
        VhelmRun.pictures(output);
        new VhelmRun(output, "v1", OPEN).full("A", "A", "A", "A");
        new VhelmRun(output, "v2", OPEN).full("B", "B", "B", "B");
        ImportPlan plan = M2Files.plan(output);
        assertThat(plan.importable()).isTrue();
        assertThat(plan.draft().outputs()).hasSize(4).allMatch(out -> out.label() == Correctness.RIGHT);
        assertThat(M2Files.texts(plan))
                .anyMatch(text ->
                        text.startsWith("WARNING runs/v1/") && text.contains("answered this scenario in runs/v2/"));
    }

    @Test
    void damageIsAnErrorWithItsPlace() throws IOException {
        Path run = new VhelmRun(output, "v1", OPEN).full("B", "A", "B", "B").folder();
        for (String name : List.of("scenario_state.json", "per_instance_stats.json", "run_spec.json")) {
            byte[] whole = Files.readAllBytes(run.resolve(name));
            for (int cut : new int[] {whole.length - 1, whole.length / 2, 1}) {
                Files.write(run.resolve(name), java.util.Arrays.copyOf(whole, cut));
                ImportPlan plan = M2Files.plan(output);
                assertThat(plan.importable()).as("%s cut at %s", name, cut).isFalse();
                assertThat(plan.problems()).anySatisfy(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.ERROR);
                    assertThat(problem.where()).contains(name);
                });
            }
            Files.write(run.resolve(name), whole);
        }
        assertThat(M2Files.plan(output).importable()).isTrue();
        Path state = run.resolve("scenario_state.json");
        String text = Files.readString(state);
        Files.write(state, text.replace("Who?", "Où?").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(M2Files.plan(output).importable()).isFalse();
    }

    @Test
    void hostileLocationsAreErrors() throws IOException {
        Path run = new VhelmRun(output, "v1", OPEN).full("B", "A", "B", "B").folder();
        Files.writeString(folder.resolve("secret.png"), "secret");
        Path state = run.resolve("scenario_state.json");
        String text = Files.readString(state);
        Files.writeString(
                state,
                text.replace(
                        "benchmark_output/scenarios/mmmu/images/Accounting/gone.png",
                        "benchmark_output/../secret.png"));
        ImportPlan plan = M2Files.plan(output);
        assertThat(plan.importable()).isFalse();
        assertThat(M2Files.texts(plan)).anyMatch(line -> line.startsWith("ERROR") && line.contains("leads out"));
        // An absolute path of another machine is normal in HELM: never opened, the picture is missing.
        Files.writeString(
                state,
                text.replace(
                        "benchmark_output/scenarios/mmmu/images/Accounting/gone.png",
                        folder.resolve("secret.png").toString()));
        plan = M2Files.plan(output);
        assertThat(plan.importable()).isTrue();
        assertThat(plan.draft().pictures()).noneMatch(picture -> picture.path().contains("secret"));
    }

    @Test
    void aFailedRequestIsNoWrongAnswer() throws IOException {
        Path run = new VhelmRun(output, "v1", OPEN).full("B", "A", "B", "B").folder();
        Path state = run.resolve("scenario_state.json");
        Files.writeString(
                state,
                Files.readString(state).replaceFirst("\"success\":true", "\"success\":false,\"error\":\"quota\""));
        ImportPlan plan = M2Files.plan(output);
        assertThat(plan.draft().outputs())
                .filteredOn(out -> out.label() == Correctness.UNKNOWN)
                .hasSize(1);
        assertThat(M2Files.texts(plan)).anyMatch(text -> text.contains("The request failed (quota)"));
    }
}
