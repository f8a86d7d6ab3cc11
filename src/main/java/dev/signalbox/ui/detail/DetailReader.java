package dev.signalbox.ui.detail;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Event;
import dev.signalbox.model.Output;
import dev.signalbox.model.Query;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.Cascade;
import dev.signalbox.ui.control.WordDiff;
import dev.signalbox.ui.detail.QueryDetail.Answer;
import dev.signalbox.ui.detail.QueryDetail.Decision;
import dev.signalbox.workbench.OpenDataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a query with all that belongs to it. For any thread. */
final class DetailReader {
    /** The threshold at which decisions are shown here; Tune moves it. */
    static final double TAU = 0.5;

    private DetailReader() {}

    static QueryDetail read(
            OpenDataset open,
            DatasetIndex index,
            Annotations annotations,
            @Nullable Scores scores,
            String router,
            int ordinal) {
        long id = open.dataset().id();
        Query query = open.workspace().datasets().query(id, ordinal);
        String corrected = annotations.reference(ordinal);
        String reference = corrected == null ? query.reference() : corrected;
        List<Event> events = open.workspace().events().of(id, ordinal);
        return new QueryDetail(
                ordinal,
                query,
                reference,
                annotations.note(ordinal),
                answers(open, index, ordinal, reference, events),
                scores == null || ordinal >= scores.set().rows()
                        ? null
                        : decision(open.table(), scores, router, ordinal),
                events,
                open.pictures().of(ordinal),
                open.dataset().simulated());
    }

    private static List<Answer> answers(
            OpenDataset open, DatasetIndex index, int ordinal, @Nullable String reference, List<Event> events) {
        Map<String, Output> outputs = new HashMap<>();
        for (Output output : open.workspace().datasets().outputs(open.dataset().id(), ordinal)) {
            outputs.put(output.vlmId(), output);
        }
        Map<String, Integer> alike = new HashMap<>();
        outputs.values().forEach(output -> alike.merge(folded(output), 1, Integer::sum));
        List<String> groups = alike.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        Map<String, Event> last = new HashMap<>();
        for (Event event : events) {
            if (event.kind() == Event.Kind.LABEL && event.vlm() != null) {
                last.put(event.vlm(), event);
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (int k = 0; k < open.table().width(); k++) {
            Vlm vlm = open.dataset().vlms().get(k);
            Output output = outputs.get(vlm.id());
            String text = output == null ? "" : output.text().strip();
            answers.add(new Answer(
                    k,
                    vlm,
                    output,
                    index.labels().imported(ordinal, k),
                    index.labels().get(ordinal, k),
                    index.labels().corrected(ordinal, k),
                    last.get(vlm.id()),
                    diff(reference, text),
                    output == null ? 0 : alike.getOrDefault(folded(output), 1),
                    output == null ? 0 : groups.indexOf(folded(output)) + 1));
        }
        return answers;
    }

    /** What has no word in common is shown as it is: everything marked would say nothing. */
    private static List<WordDiff.Run> diff(@Nullable String reference, String text) {
        if (reference != null) {
            List<WordDiff.Run> runs = WordDiff.of(reference, text);
            if (runs.stream().anyMatch(DetailReader::shared)) {
                return runs;
            }
        }
        return List.of(new WordDiff.Run(WordDiff.Kind.EQUAL, text));
    }

    private static boolean shared(WordDiff.Run run) {
        return run.kind() == WordDiff.Kind.EQUAL && run.text().codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static String folded(Output output) {
        return output.text().strip().toLowerCase(Locale.ROOT);
    }

    /** The cascade of one router over its free and paid VLMs: the same pools as everywhere else. */
    static Decision decision(DatasetTable table, Scores scores, String router, int ordinal) {
        var cascade = dev.signalbox.evaluation.Cascade.of(table, scores, Ties.COST_THEN_INDEX);
        int[] first = cascade.firstPool();
        int[] second = cascade.secondPool();
        Cascade.Candidates one = candidates(table, scores, first, ordinal);
        Cascade.Decision decided =
                Cascade.decide(one, second.length == 0 ? null : () -> candidates(table, scores, second, ordinal), TAU);
        float[] confidences = new float[table.width()];
        for (int k = 0; k < confidences.length; k++) {
            int column =
                    scores.set().vlms().indexOf(table.dataset().vlms().get(k).id());
            confidences[k] = column < 0 ? Float.NaN : scores.confidence(ordinal, column);
        }
        float[] gate = new float[scores.set().gates()];
        for (int e = 0; e < gate.length; e++) {
            gate[e] = scores.gate(ordinal, e);
        }
        return new Decision(
                router,
                confidences,
                IntStream.of(first).boxed().toList(),
                gate,
                table.dataset().column(decided.vlm()),
                decided.branch(),
                decided.margin(),
                TAU);
    }

    private static Cascade.Candidates candidates(DatasetTable table, Scores scores, int[] pool, int ordinal) {
        List<String> vlms = new ArrayList<>();
        float[] confidence = new float[pool.length];
        double[] cost = new double[pool.length];
        for (int i = 0; i < pool.length; i++) {
            String vlm = table.dataset().vlms().get(pool[i]).id();
            vlms.add(vlm);
            confidence[i] = scores.confidence(ordinal, scores.set().vlms().indexOf(vlm));
            cost[i] = table.costs()[pool[i]][ordinal];
        }
        return new Cascade.Candidates(vlms, confidence, null, cost);
    }
}
