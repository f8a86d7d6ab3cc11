package dev.signalbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Event;
import dev.signalbox.model.Output;
import dev.signalbox.model.Price;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetStoreTest {
    @TempDir
    Path folder;

    @Test
    void storesAndReopensEverything() {
        DatasetDraft draft = Drafts.random("größe", 300, 5, 1);
        ImportOutcome outcome;
        try (Workspace workspace = Workspace.open(folder)) {
            outcome = workspace.datasets().store(draft, Progress.NONE);
            assertThat(outcome.queriesAdded()).isEqualTo(300);
            assertThat(outcome.vlmsAdded()).isEqualTo(5);
            assertThat(outcome.outputsAdded()).isEqualTo(draft.outputs().size());
            assertThat(outcome.unchanged()).isZero();
            assertThat(outcome.conflicts()).isZero();
            assertHolds(workspace, outcome.dataset().id(), draft);
        }
        try (Workspace workspace = Workspace.open(folder)) {
            Dataset again = workspace.datasets().byName("größe").orElseThrow();
            assertThat(again).isEqualTo(outcome.dataset());
            assertThat(again.simulated()).isTrue();
            assertThat(again.vlms()).isEqualTo(draft.vlms());
            assertHolds(workspace, again.id(), draft);
            assertThat(workspace.datasets().pictures(again.id())).containsExactlyInAnyOrderElementsOf(draft.pictures());
            assertThat(workspace.check()).isEmpty();
        }
    }

    @Test
    void crossesChunkBorders() {
        int queries = 70_000;
        Random random = new Random(7);
        DatasetDraft small = Drafts.random("big", 1, 2, 2);
        List<Query> asked = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < queries; i++) {
            asked.add(new Query(
                    "k" + i, "frage " + i, null, List.of("p/" + i / 3 + ".png"), Map.of("task", "t" + i % 9)));
            // One VLM answers only near the border and at the end.
            if (i % 2 == 0) {
                outputs.add(Drafts.output(random, "k" + i, "vlm-0", true));
            }
            if (i >= 65_530 && i < 65_540 || i == queries - 1) {
                outputs.add(Drafts.output(random, "k" + i, "vlm-1", true));
            }
        }
        DatasetDraft draft = Drafts.with(small, asked, outputs);
        try (Workspace workspace = Workspace.open(folder)) {
            // In two parts that meet inside the first chunk.
            workspace
                    .datasets()
                    .store(
                            Drafts.with(
                                    small,
                                    asked.subList(0, 40_000),
                                    outputs.stream()
                                            .filter(output -> Integer.parseInt(
                                                            output.queryKey().substring(1))
                                                    < 40_000)
                                            .toList()),
                            Progress.NONE);
            ImportOutcome rest = workspace.datasets().store(draft, Progress.NONE);
            assertThat(rest.queriesAdded()).isEqualTo(30_000);
            assertThat(rest.unchanged()).isEqualTo(20_000);
        }
        try (Workspace workspace = Workspace.open(folder)) {
            long id = workspace.datasets().byName("big").orElseThrow().id();
            DatasetTable table = workspace.datasets().table(id);
            assertThat(table.keys()).hasSize(queries).startsWith("k0").endsWith("k69999");
            assertThat(table.answered()[1][65_529]).isFalse();
            assertThat(table.answered()[1][65_530]).isTrue();
            assertThat(table.answered()[1][65_539]).isTrue();
            assertThat(table.answered()[1][65_540]).isFalse();
            assertThat(table.fields().get("task").value(65_536)).isEqualTo("t" + 65_536 % 9);
            assertThat(table.pictures().get(69_999)).containsExactly("p/23333.png");
            assertHolds(workspace, id, draft);
        }
    }

    /** Compares every text, label and number with a map made from the draft. */
    private static void assertHolds(Workspace workspace, long id, DatasetDraft draft) {
        DatasetStore store = workspace.datasets();
        DatasetTable table = store.table(id);
        List<String> vlms = table.dataset().vlms().stream().map(Vlm::id).toList();
        Map<String, Output> expected = draft.outputs().stream()
                .collect(Collectors.toMap(output -> output.queryKey() + "|" + output.vlmId(), output -> output));
        Map<String, Query> queries = draft.queries().stream().collect(Collectors.toMap(Query::key, query -> query));
        assertThat(table.size()).isEqualTo(draft.queries().size());
        assertThat(table.dataset().outputs()).isEqualTo(draft.outputs().size());
        store.forEachText(id, (ordinal, question, reference, answers) -> {
            Query query = queries.get(table.keys().get(ordinal));
            same(question, query.question());
            same(reference, query.reference());
            same(table.pictures().get(ordinal), query.pictures());
            for (int k = 0; k < vlms.size(); k++) {
                Output output = expected.get(query.key() + "|" + vlms.get(k));
                same(table.answered()[k][ordinal], output != null);
                same(answers.get(k), output == null ? null : output.text());
                same(
                        Correctness.of(table.imported()[k][ordinal]),
                        output == null ? Correctness.UNKNOWN : output.label());
                same(table.costs()[k][ordinal], output == null ? Float.NaN : (float) output.cost());
                same(table.latencies()[k][ordinal], output == null ? Float.NaN : (float) output.latency());
            }
        });
        for (int ordinal = 0; ordinal < table.size(); ordinal += 1 + table.size() / 50) {
            String key = table.keys().get(ordinal);
            assertThat(store.query(id, ordinal)).isEqualTo(queries.get(key));
            assertThat(store.question(id, ordinal)).isEqualTo(queries.get(key).question());
            assertThat(store.outputs(id, ordinal))
                    .isEqualTo(vlms.stream()
                            .map(vlm -> expected.get(key + "|" + vlm))
                            .filter(output -> output != null)
                            .toList());
        }
    }

    /** Cheaper than an assertion object for every one of a million cells; NaN equals NaN. */
    private static void same(Object actual, Object expected) {
        if (!Objects.equals(actual, expected)) {
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void importingTwiceChangesNothing() {
        DatasetDraft draft = Drafts.random("d", 200, 4, 3);
        try (Workspace workspace = Workspace.open(folder)) {
            Dataset first = workspace.datasets().store(draft, Progress.NONE).dataset();
            assertThat(workspace.datasets().preview(draft).nothingNew()).isTrue();
            ImportOutcome again = workspace.datasets().store(draft, Progress.NONE);
            assertThat(again.nothingNew()).isTrue();
            assertThat(again.unchanged()).isEqualTo(draft.outputs().size());
            assertThat(again.conflicts()).isZero();
            assertThat(again.dataset()).isEqualTo(first);
            assertHolds(workspace, first.id(), draft);
        }
    }

    @Test
    void anotherVlmComesLaterByKeyAndTheHashIsThatOfOneImport() {
        DatasetDraft draft = Drafts.random("d", 150, 4, 4);
        try (Workspace parts = Workspace.open(folder.resolve("parts"));
                Workspace whole = Workspace.open(folder.resolve("whole"))) {
            parts.datasets().store(Drafts.only(draft, Set.of("vlm-1", "vlm-3")), Progress.NONE);
            // Without repeating the queries.
            DatasetDraft late = Drafts.only(draft, Set.of("vlm-0", "vlm-2"));
            ImportOutcome outcome = parts.datasets().store(Drafts.with(late, List.of(), late.outputs()), Progress.NONE);
            assertThat(outcome.queriesAdded()).isZero();
            assertThat(outcome.vlmsAdded()).isEqualTo(2);
            assertThat(outcome.dataset().vlms())
                    .extracting(Vlm::id)
                    .containsExactly("vlm-1", "vlm-3", "vlm-0", "vlm-2");
            assertHolds(parts, outcome.dataset().id(), draft);
            Dataset same = whole.datasets().store(draft, Progress.NONE).dataset();
            assertThat(outcome.dataset().dataHash()).isEqualTo(same.dataHash()).hasSize(64);
        }
    }

    @Test
    void theHashSeesEveryLabelQuestionAndReference() {
        DatasetDraft draft = Drafts.random("d", 20, 2, 5);
        List<String> hashes = new ArrayList<>();
        Query first = draft.queries().getFirst();
        Output output = draft.outputs().getFirst();
        Correctness other = output.label() == Correctness.RIGHT ? Correctness.WRONG : Correctness.RIGHT;
        List<Query> newQuestion = replacedFirst(
                draft.queries(),
                new Query(first.key(), first.question() + "?", first.reference(), first.pictures(), first.fields()));
        List<Query> newReference = replacedFirst(
                draft.queries(),
                new Query(first.key(), first.question(), first.reference() + "!", first.pictures(), first.fields()));
        List<Output> newLabel = replacedFirst(
                draft.outputs(),
                new Output(
                        output.queryKey(),
                        output.vlmId(),
                        output.text(),
                        other,
                        output.cost(),
                        output.latency(),
                        0,
                        0));
        int n = 0;
        for (DatasetDraft version : List.of(
                draft,
                Drafts.with(draft, newQuestion, draft.outputs()),
                Drafts.with(draft, newReference, draft.outputs()),
                Drafts.with(draft, draft.queries(), newLabel))) {
            try (Workspace workspace = Workspace.open(folder.resolve("w" + n++))) {
                hashes.add(workspace
                        .datasets()
                        .store(version, Progress.NONE)
                        .dataset()
                        .dataHash());
            }
        }
        assertThat(hashes).doesNotHaveDuplicates();
    }

    private static <T> List<T> replacedFirst(List<T> list, T first) {
        List<T> copy = new ArrayList<>(list);
        copy.set(0, first);
        return copy;
    }

    @Test
    void whatWasImportedIsNeverOverwritten() {
        DatasetDraft draft = Drafts.random("d", 30, 2, 6);
        Output output = draft.outputs().getFirst();
        Output changed =
                new Output(output.queryKey(), output.vlmId(), output.text() + " changed", output.label(), 1, 1, 1, 1);
        Query query = draft.queries().get(3);
        Query reworded = new Query(query.key(), query.question() + " reworded", query.reference(), List.of(), Map.of());
        try (Workspace workspace = Workspace.open(folder)) {
            Dataset dataset = workspace.datasets().store(draft, Progress.NONE).dataset();
            DatasetDraft conflicting = Drafts.with(
                    draft, List.of(reworded), List.of(changed, draft.outputs().get(1)));
            ImportOutcome preview = workspace.datasets().preview(conflicting);
            ImportOutcome outcome = workspace.datasets().store(conflicting, Progress.NONE);
            assertThat(outcome).isEqualTo(preview);
            assertThat(outcome.conflicts()).isEqualTo(2);
            assertThat(outcome.unchanged()).isEqualTo(1);
            assertThat(outcome.dataset().dataHash()).isEqualTo(dataset.dataHash());
            assertHolds(workspace, dataset.id(), draft);
        }
    }

    @Test
    void aProfileOrPriceThatIsThereStaysAndAMissingOneIsFilledIn() {
        DatasetDraft draft = Drafts.random("d", 3, 2, 6);
        try (Workspace workspace = Workspace.open(folder)) {
            workspace.datasets().store(draft, Progress.NONE);
            workspace.vlms().setPrice("vlm-1", new Price(9, 9, 9));
            workspace.vlms().setProfile("vlm-1", "edited");
            Vlm filled = new Vlm("vlm-0", "now known", draft.vlms().get(0).pool(), new Price(1, 2, 3));
            DatasetDraft more = new DatasetDraft(
                    "d",
                    Drafts.ROOT,
                    "m2",
                    "",
                    "",
                    true,
                    List.of(filled, draft.vlms().get(1)),
                    List.of(),
                    List.of(),
                    List.of());
            workspace.datasets().store(more, Progress.NONE);
            assertThat(workspace.vlms().byId("vlm-0")).contains(filled);
            assertThat(workspace.vlms().byId("vlm-1").orElseThrow().profile()).isEqualTo("edited");
            assertThat(workspace.vlms().byId("vlm-1").orElseThrow().price()).isEqualTo(new Price(9, 9, 9));
            workspace.vlms().setPrice("vlm-1", null);
            assertThat(workspace.vlms().byId("vlm-1").orElseThrow().price()).isNull();
            assertThatThrownBy(() -> workspace.vlms().setProfile("nobody", "x"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nothingStaysOfAnImportThatFails() {
        DatasetDraft draft = Drafts.random("d", 500, 3, 8);
        List<Output> outputs = new ArrayList<>(draft.outputs());
        outputs.add(new Output("no such query", "vlm-0", "x", Correctness.RIGHT, 0, 0, 0, 0));
        try (Workspace workspace = Workspace.open(folder)) {
            assertThatThrownBy(() ->
                            workspace.datasets().store(Drafts.with(draft, draft.queries(), outputs), Progress.NONE))
                    .isInstanceOf(UserFacingException.class)
                    .hasMessageContaining("no such query");
            assertThat(workspace.datasets().list()).isEmpty();
            assertThat(workspace.vlms().list()).isEmpty();
            assertThat(workspace.datasets().store(draft, Progress.NONE).outputsAdded())
                    .isEqualTo(draft.outputs().size());
        }
    }

    /** Cancels at every single question that the store asks, the last one just before the commit included. */
    @Test
    void nothingStaysOfAnImportThatIsCancelledAnywhere() {
        DatasetDraft base = Drafts.random("d", 60, 2, 9);
        DatasetDraft more = Drafts.random("d", 120, 3, 9);
        try (Workspace workspace = Workspace.open(folder)) {
            Dataset before = workspace.datasets().store(base, Progress.NONE).dataset();
            int cancelled = 0;
            while (true) {
                AtomicInteger left = new AtomicInteger(cancelled);
                Progress progress = new Progress() {
                    @Override
                    public void update(double fraction, String message) {
                        assertThat(fraction).isBetween(0.0, 1.0);
                        assertThat(message).isNotBlank();
                    }

                    @Override
                    public boolean cancelled() {
                        return left.getAndDecrement() == 0;
                    }
                };
                try {
                    workspace.datasets().store(more, progress);
                    break;
                } catch (CancellationException e) {
                    cancelled++;
                    assertThat(workspace.datasets().list()).containsExactly(before);
                    assertHolds(workspace, before.id(), base);
                }
            }
            assertThat(cancelled).isGreaterThan(5);
            assertThat(workspace.datasets().table(before.id()).size()).isEqualTo(120);
            assertThat(workspace.check()).isEmpty();
        }
    }

    @Test
    void previewWritesNothing() {
        DatasetDraft draft = Drafts.random("d", 40, 3, 10);
        try (Workspace workspace = Workspace.open(folder)) {
            ImportOutcome preview = workspace.datasets().preview(draft);
            assertThat(workspace.datasets().list()).isEmpty();
            ImportOutcome real = workspace.datasets().store(draft, Progress.NONE);
            assertThat(preview.queriesAdded()).isEqualTo(real.queriesAdded());
            assertThat(preview.outputsAdded()).isEqualTo(real.outputsAdded());
            assertThat(preview.vlmsAdded()).isEqualTo(real.vlmsAdded());
            assertThat(preview.dataset().vlms()).isEqualTo(real.dataset().vlms());
        }
    }

    @Test
    void aDuplicateWithinADraftIsCountedAndTheFirstOneStays() {
        DatasetDraft draft = Drafts.random("d", 5, 1, 11);
        Output first = draft.outputs().getFirst();
        List<Output> outputs = new ArrayList<>(draft.outputs());
        outputs.add(first);
        outputs.add(new Output(first.queryKey(), first.vlmId(), "other", first.label(), 0, 0, 0, 0));
        try (Workspace workspace = Workspace.open(folder)) {
            ImportOutcome outcome =
                    workspace.datasets().store(Drafts.with(draft, draft.queries(), outputs), Progress.NONE);
            assertThat(outcome.unchanged()).isEqualTo(1);
            assertThat(outcome.conflicts()).isEqualTo(1);
            assertHolds(workspace, outcome.dataset().id(), draft);
        }
    }

    @Test
    void aDeletedDatasetLeavesTheOthersAndTheHistory() {
        DatasetDraft draft = Drafts.random("gone", 30, 2, 12);
        DatasetDraft other = Drafts.random("stays", 30, 2, 13);
        try (Workspace workspace = Workspace.open(folder)) {
            long id = workspace.datasets().store(draft, Progress.NONE).dataset().id();
            long kept =
                    workspace.datasets().store(other, Progress.NONE).dataset().id();
            workspace
                    .events()
                    .append(new Event(0, Instant.EPOCH, "ann", Event.Kind.NOTE, id, 2, null, null, "note", null));
            assertThatThrownBy(() -> workspace.datasets().delete(id, false))
                    .isInstanceOfSatisfying(
                            UserFacingException.class, e -> assertThat(e.code()).isEqualTo("dataset.corrected"));
            workspace.datasets().delete(id, true);
            assertThat(workspace.datasets().list()).extracting(Dataset::id).containsExactly(kept);
            assertThat(workspace.events().all(id)).hasSize(1);
            assertThatThrownBy(() -> workspace.datasets().table(id)).isInstanceOf(IllegalArgumentException.class);
            assertHolds(workspace, kept, other);
            assertThat(workspace.check()).isEmpty();
            // An id is never given again: the history stays unambiguous.
            assertThat(workspace
                            .datasets()
                            .store(draft, Progress.NONE)
                            .dataset()
                            .id())
                    .isGreaterThan(kept);
        }
    }

    @Test
    void anEmptyDatasetIsStillOne() {
        DatasetDraft draft =
                new DatasetDraft("empty", Drafts.ROOT, "m2", "", "", false, List.of(), List.of(), List.of(), List.of());
        try (Workspace workspace = Workspace.open(folder)) {
            Dataset dataset = workspace.datasets().store(draft, Progress.NONE).dataset();
            assertThat(workspace.datasets().table(dataset.id()).size()).isZero();
            assertThat(workspace
                            .datasets()
                            .store(Drafts.random("empty", 3, 2, 1), Progress.NONE)
                            .queriesAdded())
                    .isEqualTo(3);
        }
    }
}
