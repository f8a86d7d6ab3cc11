package dev.signalbox.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.annotation.ExactMatchTriage.Suspicion;
import dev.signalbox.evaluation.Flip;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.Review;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.ui.shell.Corrections;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.QueryOrder;
import dev.signalbox.ui.shell.ReviewQueue;
import dev.signalbox.ui.shell.UndoStack;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.ui.tune.TuneBench;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ReviewList.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewViewModelTest {
    @TempDir
    private Path folder;

    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final DirectJobs jobs = new DirectJobs();
    private final WorkbenchState state = new WorkbenchState();
    private final UndoStack undo = new UndoStack();
    private final DatasetDesk desk = new DatasetDesk(state, jobs, () -> "me", failures::add);
    private final QueryOrder order = new QueryOrder(state, desk, jobs, failures::add);
    private final ReviewQueue queue =
            new ReviewQueue(desk, new Corrections(state, desk, undo, said::add, failures::add));
    private final ReviewViewModel model = new ReviewViewModel(state, desk, order, queue, jobs, failures::add);
    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
        TuneBench.scored(workspace);
        desk.use(workspace);
    }

    @AfterEach
    void close() {
        model.close();
        order.close();
        desk.close();
        workspace.close();
        assertThat(failures).isEmpty();
    }

    private static Map<Integer, Review> byHand(int... queries) {
        Map<Integer, Review> wanted = new LinkedHashMap<>();
        for (int query : queries) {
            wanted.put(query, Review.ofPerson());
        }
        return wanted;
    }

    private List<Integer> listed() {
        return model.items().get().stream().map(Item::query).toList();
    }

    private Item item(int query) {
        return model.all().get().stream()
                .filter(item -> item.query() == query)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void suspectedErrorsComeFirstThenRegretThenItsSize() {
        queue.send(byHand(IntStream.range(0, 20).toArray()));
        assertThat(said).containsExactly("20 sent to Review");
        // An answer that is the reference, marked wrong by somebody.
        int wronged = IntStream.range(1, 20)
                .filter(query -> desk.index().get().labels().get(query, 0) == Correctness.RIGHT)
                .findFirst()
                .orElseThrow();
        desk.mark(wronged, 0, Correctness.WRONG);
        model.front().set(true);
        List<Item> items = model.items().get();
        assertThat(items).hasSize(20);
        assertThat(items.getFirst().query()).isEqualTo(wronged);
        assertThat(items.getFirst().finding().suspicion()).isEqualTo(Suspicion.EQUAL_BUT_WRONG);
        List<Item> rest = items.stream().filter(item -> item.finding() == null).toList();
        assertThat(rest).hasSize(19);
        assertThat(rest).extracting(Item::regret).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        List<Item> regretted = rest.stream().filter(item -> item.regret() == 1).toList();
        assertThat(regretted).hasSizeGreaterThan(2).allMatch(item -> item.gap() > 0);
        assertThat(regretted).extracting(Item::gap).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(rest).filteredOn(item -> item.regret() == 0).allMatch(item -> Double.isNaN(item.gap()));
    }

    @Test
    void aQueueIsWorkedOffAndNothingMovesMeanwhile() {
        queue.send(byHand(4, 5, 6, 7));
        state.focusedQuery().set(30);
        model.front().set(true);
        List<Integer> all = listed();
        assertThat(state.focusedQuery().get()).as("the first that waits").isEqualTo(all.getFirst());
        assertThat(model.progress()).isEqualTo("0 / 4");
        // A correction that would change the order.
        int first = all.getFirst();
        desk.mark(
                all.get(3),
                0,
                desk.index().get().labels().get(all.get(3), 0) == Correctness.RIGHT
                        ? Correctness.WRONG
                        : Correctness.RIGHT);
        assertThat(listed()).isEqualTo(all);

        model.put(Review.State.DONE);
        assertThat(model.progress()).isEqualTo("1 / 4");
        assertThat(state.focusedQuery().get()).isEqualTo(all.get(1));
        assertThat(listed()).isEqualTo(all.subList(1, 4));
        model.put(Review.State.SKIPPED);
        assertThat(listed()).as("what was skipped still waits").isEqualTo(all.subList(1, 4));
        assertThat(state.focusedQuery().get()).isEqualTo(all.get(2));
        assertThat(order.step(1)).isTrue();
        assertThat(state.focusedQuery().get()).as("next follows the queue").isEqualTo(all.get(3));

        undo.undo();
        undo.undo();
        assertThat(model.progress()).isEqualTo("0 / 4");
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(all);
        undo.redo();
        model.show().set(Show.DONE);
        assertThat(listed()).containsExactly(first);
        assertThat(state.focusedQuery().get()).isEqualTo(first);
        model.put(Review.State.OPEN);
        assertThat(listed()).isEmpty();
        model.show().set(Show.ALL);
        state.focusedQuery().set(first);
        model.remove();
        assertThat(model.progress()).isEqualTo("0 / 3");
        assertThat(desk.annotations().get().review(first)).isNull();

        model.front().set(false);
        state.focusedQuery().set(0);
        order.step(1);
        assertThat(state.focusedQuery().get())
                .as("elsewhere next follows the grid")
                .isEqualTo(1);
    }

    @Test
    void theQueueIsThereAfterARestartAndInFilters() {
        queue.send(Map.of(2, Review.ofFlip("qwen", "gpt4o"), 9, Review.ofFilter("right:any")));
        model.front().set(true);
        state.focusedQuery().set(9);
        model.put(Review.State.DONE);
        try (DatasetDesk other = new DatasetDesk(new WorkbenchState(), jobs, () -> "you", failures::add)) {
            other.use(workspace);
            OpenDataset open = other.open().get();
            assertThat(open.editor().annotations().reviews())
                    .isEqualTo(desk.annotations().get().reviews());
        }
        state.filterRule().set("review:open");
        assertThat(desk.selection().get().toArray()).containsExactly(2);
        state.filterRule().set("review:done,skipped");
        assertThat(desk.selection().get().toArray()).containsExactly(9);
        assertThat(listed()).as("the filter holds here too").isEmpty();
        state.filterRule().set("-review:any");
        assertThat(desk.selection().get().size()).isEqualTo(TuneBench.QUERIES - 2);
    }

    @Test
    void aFlipSaysWhatItDidUnderTheLabelsInForce() {
        queue.send(Map.of(0, Review.ofFlip("gpt4o", "qwen")));
        model.front().set(true);
        assertThat(item(0).effect()).isEqualTo(Flip.Effect.LOST);
        assertThat(ItemWords.why(item(0))).isEqualTo("Lost: gpt4o → qwen");
        desk.mark(0, 0, Correctness.RIGHT);
        assertThat(item(0).effect()).isEqualTo(Flip.Effect.SAME);
        // In the order of import, “no” is marked wrong for the others, and “no” of qwen is right now.
        assertThat(item(0).finding().suspicion()).isEqualTo(Suspicion.SAME_ANSWER_TWO_LABELS);
        desk.setReference(0, "no");
        assertThat(item(0).finding().suspicion()).isEqualTo(Suspicion.EQUAL_BUT_WRONG);
    }

    @Test
    void sendingTwiceSaysWhatWaitedAndReopensWhatWasDone() {
        queue.send(byHand(1, 2));
        queue.send(byHand(1, 2));
        queue.put(1, Review.State.DONE);
        queue.send(byHand(1, 2, 3));
        assertThat(said)
                .containsExactly(
                        "2 sent to Review",
                        "2 sent, but waiting in Review already",
                        "2 sent to Review, 1 waited there already");
        assertThat(desk.annotations().get().review(1).state()).isEqualTo(Review.State.OPEN);
        assertThat(queue.put(30, Review.State.DONE)).as("not in the queue").isFalse();
    }

    @Test
    void looksThroughAllLabelsForContradictions() {
        model.front().set(true);
        model.findSuspects();
        assertThat(said).containsExactly("No label contradicts its answer, or all that do are in the queue.");
        desk.mark(
                11,
                2,
                desk.index().get().labels().get(11, 2) == Correctness.RIGHT ? Correctness.WRONG : Correctness.RIGHT);
        model.findSuspects();
        assertThat(listed()).containsExactly(11);
        assertThat(item(11).review().cause()).isEqualTo(Review.Cause.SUSPECT);
        state.focusedQuery().set(11);
        model.put(Review.State.DONE);
        model.findSuspects();
        assertThat(model.progress()).as("what was looked at stays done").isEqualTo("1 / 1");
    }

    @Test
    void aReadOnlyWorkspaceSaysSo() {
        state.readOnly().set(true);
        queue.send(byHand(1));
        assertThat(said).singleElement().asString().startsWith("Read-only");
        assertThat(desk.annotations().get().reviews()).isEmpty();
    }
}
