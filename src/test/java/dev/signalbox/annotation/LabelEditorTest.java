package dev.signalbox.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Event;
import dev.signalbox.model.Review;
import dev.signalbox.model.Tables;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelEditorTest {
    private static final int N = 6;
    private static final int WIDTH = 3;

    private final DatasetTable table = Tables.random(N, WIDTH, 8);
    private final List<Event> history = new ArrayList<>();
    private final LabelEditor editor = editor(Annotations.none(table));

    private LabelEditor editor(Annotations from) {
        return new LabelEditor(
                this::store,
                table,
                from,
                query -> query == 0 ? null : "reference " + query,
                "ada",
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private List<Event> store(List<Event> events) {
        return events.stream().map(this::store).toList();
    }

    private Event store(Event event) {
        Event stored = new Event(
                history.size() + 1,
                event.at(),
                event.actor(),
                event.kind(),
                event.dataset(),
                event.query(),
                event.vlm(),
                event.oldValue(),
                event.newValue(),
                event.reason());
        history.add(stored);
        return stored;
    }

    @Test
    void manyQueriesGoIntoTheQueueAsOneChange() {
        Review flip = Review.ofFlip("vlm-0", "vlm-1");
        assertThat(editor.review(Map.of(3, flip, 5, Review.ofFilter("a\tb\\c right:any"))))
                .isEqualTo(2);
        assertThat(editor.review(Map.of(3, flip))).isZero();
        editor.mark(3, 0, Correctness.of(table.imported()[0][3] != 1));
        editor.review(Map.of(3, flip.in(Review.State.DONE)));
        assertThat(history).hasSize(4);
        Annotations now = editor.annotations();
        assertThat(now.review(3)).isEqualTo(flip.in(Review.State.DONE));
        assertThat(now.corrections()).as("the queue is no correction").isEqualTo(1);
        assertThat(Annotations.replay(history, table).reviews()).isEqualTo(now.reviews());
        editor.undo();
        assertThat(editor.annotations().review(3)).isEqualTo(flip);
        editor.undo();
        editor.undo();
        assertThat(editor.annotations().reviews()).isEmpty();
        assertThat(editor.canUndo()).isFalse();
        editor.redo();
        assertThat(editor.annotations().review(5)).isEqualTo(Review.ofFilter("a\tb\\c right:any"));
        assertThat(Annotations.replay(history, table).reviews())
                .isEqualTo(editor.annotations().reviews());
        Map<Integer, Review> out = new HashMap<>();
        out.put(5, null);
        assertThat(editor.review(out)).isEqualTo(1);
        assertThat(editor.annotations().reviews()).containsOnlyKeys(3);
    }

    @Test
    void aQueueThatCannotBeWrittenDownIsNotFilled() {
        LabelEditor broken = new LabelEditor(
                events -> {
                    throw new IllegalStateException("disk full");
                },
                table,
                Annotations.none(table),
                query -> null,
                "ada",
                Clock.systemUTC());
        assertThatThrownBy(() -> broken.review(Map.of(1, Review.ofPerson()))).hasMessage("disk full");
        assertThatThrownBy(() -> broken.review(Map.of(N, Review.ofPerson())))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(broken.annotations().reviews()).isEmpty();
        assertThat(broken.canUndo()).isFalse();
    }

    /** All that a person can see, as text. */
    private String seen(Annotations annotations) {
        StringBuilder result = new StringBuilder();
        for (int q = 0; q < N; q++) {
            for (int k = 0; k < WIDTH; k++) {
                result.append(annotations.labels().get(q, k)).append(' ');
            }
            result.append(annotations.reference(q)).append(' ');
            result.append(annotations.note(q)).append('\n');
        }
        return result.toString();
    }

    @Test
    void randomEditingAgreesWithAStackOfSnapshotsAndWithItsHistory() {
        Random random = new Random(21);
        Map<String, String> state = new HashMap<>();
        Deque<Map<String, String>> past = new ArrayDeque<>();
        Deque<Map<String, String>> future = new ArrayDeque<>();
        int undos = 0;
        for (int i = 0; i < 4_000; i++) {
            int action = random.nextInt(10);
            int written = history.size();
            Map<String, String> before = new HashMap<>(state);
            if (action < 2) {
                boolean could = editor.canUndo();
                assertThat(could).isEqualTo(!past.isEmpty());
                assertThat(editor.undo() != null).isEqualTo(could);
                if (could) {
                    future.push(state);
                    state = past.pop();
                    undos++;
                }
            } else if (action < 4) {
                boolean could = editor.canRedo();
                assertThat(could).isEqualTo(!future.isEmpty());
                assertThat(editor.redo() != null).isEqualTo(could);
                if (could) {
                    past.push(state);
                    state = future.pop();
                }
            } else {
                Map<String, String> after = edit(random, action, before);
                if (!after.equals(before)) {
                    past.push(before);
                    future.clear();
                    state = after;
                }
            }
            assertThat(history.size() - written).isEqualTo(state.equals(before) ? 0 : 1);
            assertThat(seen(editor.annotations())).isEqualTo(expected(state));
            assertThat(editor.annotations().corrections()).isEqualTo((int) state.keySet().stream()
                    .filter(key -> !key.startsWith("note"))
                    .count());
            if (i % 50 == 0) {
                assertThat(seen(Annotations.replay(history, table))).isEqualTo(expected(state));
            }
        }
        assertThat(undos).isGreaterThan(300);
    }

    /** Does one random edit and returns the corrections that should then be in force. */
    private Map<String, String> edit(Random random, int action, Map<String, String> state) {
        Map<String, String> after = new HashMap<>(state);
        int q = random.nextInt(N);
        int k = random.nextInt(WIDTH);
        if (action < 8) {
            Correctness label = Correctness.values()[random.nextInt(3)];
            editor.mark(q, k, label);
            boolean asImported = label == Correctness.UNKNOWN || label.code() == table.imported()[k][q];
            set(after, "label " + q + " " + k, asImported ? null : label.name());
        } else if (action == 8) {
            String reference = List.of("x", "y", "reference " + q).get(random.nextInt(3));
            editor.setReference(q, reference);
            set(after, "reference " + q, reference.equals("reference " + q) && q > 0 ? null : reference);
        } else {
            String note = List.of("look", "  ", "again").get(random.nextInt(3));
            editor.setNote(q, note);
            set(after, "note " + q, note.isBlank() ? null : note);
        }
        return after;
    }

    private static void set(Map<String, String> map, String key, String value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    private String expected(Map<String, String> state) {
        StringBuilder result = new StringBuilder();
        for (int q = 0; q < N; q++) {
            for (int k = 0; k < WIDTH; k++) {
                String imported = Correctness.of(table.imported()[k][q]).name();
                result.append(state.getOrDefault("label " + q + " " + k, imported))
                        .append(' ');
            }
            result.append(state.get("reference " + q)).append(' ');
            result.append(state.get("note " + q)).append('\n');
        }
        return result.toString();
    }

    @Test
    void whatIsInForceIsNotWrittenAgain() {
        Correctness imported = Correctness.of(table.imported()[0][0]);
        Correctness other = imported == Correctness.RIGHT ? Correctness.WRONG : Correctness.RIGHT;
        assertThat(editor.mark(0, 0, imported)).isNull();
        assertThat(editor.clear(0, 0)).isNull();
        assertThat(editor.setNote(1, " ")).isNull();
        assertThat(editor.setReference(1, "reference 1")).isNull();
        Event event = editor.mark(0, 0, other);
        assertThat(event).isNotNull();
        assertThat(event.id()).isEqualTo(1);
        assertThat(event.actor()).isEqualTo("ada");
        assertThat(event.vlm()).isEqualTo("vlm-0");
        assertThat(event.newValue()).isEqualTo(other == Correctness.RIGHT ? "right" : "wrong");
        assertThat(editor.mark(0, 0, other)).isNull();
        assertThat(editor.undo().reason()).isEqualTo(LabelEditor.UNDO);
        assertThat(editor.redo().reason()).isEqualTo(LabelEditor.REDO);
        assertThat(history).hasSize(3);
        assertThat(history.get(1).newValue()).isNull();
    }

    /** The annotator's journey: three corrections, one taken back, the process gone: two are there. */
    @Test
    void correctionsOutliveTheEditor() {
        for (int q = 0; q < 3; q++) {
            boolean right = table.imported()[1][q] == Correctness.RIGHT.code();
            editor.mark(q, 1, right ? Correctness.WRONG : Correctness.RIGHT);
        }
        editor.undo();
        Annotations after = Annotations.replay(history, table);
        assertThat(after.corrections()).isEqualTo(2);
        LabelEditor next = editor(after);
        assertThat(next.canUndo()).isFalse();
        next.clear(0, 1);
        assertThat(Annotations.replay(history, table).corrections()).isEqualTo(1);
    }

    @Test
    void whatCannotBeWrittenDownDoesNotHappen() {
        LabelEditor broken = new LabelEditor(
                event -> {
                    throw new IllegalStateException("disk full");
                },
                table,
                Annotations.none(table),
                query -> null,
                "ada",
                Clock.systemUTC());
        assertThatThrownBy(() -> broken.setNote(0, "look")).hasMessage("disk full");
        assertThat(broken.annotations().note(0)).isNull();
        assertThat(broken.canUndo()).isFalse();
        assertThatThrownBy(() -> broken.setNote(N, "look")).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void strangeEventsArePassedOver() {
        Event foreign = new Event(1, Instant.EPOCH, "a", Event.Kind.NOTE, 99, 0, null, null, "x", null);
        Event beyond = new Event(2, Instant.EPOCH, "a", Event.Kind.NOTE, 1, N, null, null, "x", null);
        Event unknown = new Event(3, Instant.EPOCH, "a", Event.Kind.LABEL, 1, 0, "vlm-77", null, "right", null);
        Annotations annotations = Annotations.replay(List.of(foreign, beyond, unknown), table);
        assertThat(seen(annotations)).isEqualTo(seen(Annotations.none(table)));
    }
}
