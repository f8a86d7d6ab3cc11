package dev.signalbox.workbench;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.annotation.ExactMatchTriage;
import dev.signalbox.annotation.ExactMatchTriage.Finding;
import dev.signalbox.annotation.ExactMatchTriage.Suspicion;
import dev.signalbox.evaluation.Flip;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Fields;
import dev.signalbox.model.Output;
import dev.signalbox.model.Query;
import dev.signalbox.model.Review;
import dev.signalbox.model.Scores;
import dev.signalbox.store.DatasetStore;
import dev.signalbox.task.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The review queue of an open dataset in the order in which it is best worked off: suspected errors of exact match first, then the
 * largest regret, then where the router was surest of its wrong choice. Keeps the texts that it has normalised. For any thread.
 */
public final class ReviewList {
    private static final int STEP = 64;

    private final OpenDataset open;
    private final Map<Integer, ExactMatchTriage> texts = new ConcurrentHashMap<>();

    /**
     * A query of the queue.
     *
     * @param benchmark empty without one
     * @param effect    what its flip did under the labels in force, or null when no flip sent it
     * @param finding   the label that looks wrong, or null
     * @param regret    1 where the router's choice is wrong and another VLM is right, 0 where not, NaN when one cannot tell
     * @param gap       the router's confidence in its wrong choice minus that in the best right VLM; NaN without regret
     */
    public record Item(
            int query,
            String key,
            String benchmark,
            Review review,
            Flip.@Nullable Effect effect,
            @Nullable Finding finding,
            double regret,
            double gap) {
        /** Suspected errors first, then regret, then its size; what cannot be told comes last, ties as imported. */
        public static final Comparator<Item> ORDER = Comparator.comparingInt((Item item) -> item.finding == null
                        ? Suspicion.values().length
                        : item.finding.suspicion().ordinal())
                .thenComparing(Comparator.comparingDouble((Item item) -> known(item.regret))
                        .reversed())
                .thenComparing(Comparator.comparingDouble((Item item) -> known(item.gap))
                        .reversed())
                .thenComparingInt(Item::query);

        private static double known(double value) {
            return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
        }
    }

    public ReviewList(OpenDataset open) {
        this.open = open;
    }

    public OpenDataset open() {
        return open;
    }

    /** All queries of the queue, in order. */
    public List<Item> items(DatasetIndex index, Annotations annotations, @Nullable Scores scores, Progress progress) {
        List<Item> items = new ArrayList<>();
        for (Map.Entry<Integer, Review> entry : annotations.reviews().entrySet()) {
            if (items.size() % STEP == 0) {
                progress.checkCancelled();
            }
            items.add(item(index, annotations, scores, entry.getKey(), entry.getValue()));
        }
        items.sort(Item.ORDER);
        return items;
    }

    /**
     * Looks through the whole dataset for labels that contradict answers for sure: an answer that is the reference and marked wrong, or
     * one answer with two labels.
     *
     * @return what to send to the queue, in order of import
     */
    public Map<Integer, Review> suspects(DatasetIndex index, Annotations annotations, Progress progress) {
        Map<Integer, Review> found = new LinkedHashMap<>();
        open.workspace().datasets().forEachText(open.dataset().id(), (query, question, reference, answers) -> {
            if (query % STEP == 0) {
                progress.checkCancelled();
                progress.update((double) query / Math.max(1, index.size()), "");
            }
            String corrected = annotations.reference(query);
            ExactMatchTriage.of(corrected == null ? reference : corrected, answers)
                    .find(index.labels(), query)
                    .filter(finding -> finding.suspicion() != Suspicion.DIFFERENT_BUT_RIGHT)
                    .ifPresent(finding -> found.put(query, Review.suspect()));
        });
        return found;
    }

    private Item item(DatasetIndex index, Annotations annotations, @Nullable Scores scores, int query, Review review) {
        DatasetTable table = index.table();
        CodedColumn benchmarks = table.fields().get(Fields.BENCHMARK);
        int code = benchmarks == null ? -1 : benchmarks.codes()[query];
        double regret = index.regret(query);
        return new Item(
                query,
                table.keys().get(query),
                benchmarks == null || code < 0 ? "" : benchmarks.values().get(code),
                review,
                effect(index, query, review),
                triage(annotations, query).find(index.labels(), query).orElse(null),
                regret,
                regret > 0 && scores != null ? gap(index, scores, query) : Double.NaN);
    }

    private static Flip.@Nullable Effect effect(DatasetIndex index, int query, Review review) {
        if (review.from() == null || review.to() == null) {
            return null;
        }
        int from = index.table().dataset().column(review.from());
        int to = index.table().dataset().column(review.to());
        return from < 0 || to < 0
                ? Flip.Effect.UNKNOWN
                : Flip.effect(index.labels().get(query, from), index.labels().get(query, to));
    }

    private ExactMatchTriage triage(Annotations annotations, int query) {
        ExactMatchTriage known = texts.computeIfAbsent(query, this::read);
        String corrected = annotations.reference(query);
        return corrected == null ? known : known.withReference(corrected);
    }

    private ExactMatchTriage read(int query) {
        DatasetStore datasets = open.workspace().datasets();
        long id = open.dataset().id();
        Query imported = datasets.query(id, query);
        List<@Nullable String> answers = new ArrayList<>();
        for (int k = 0; k < open.table().width(); k++) {
            answers.add(null);
        }
        for (Output output : datasets.outputs(id, query)) {
            answers.set(open.dataset().column(output.vlmId()), output.text());
        }
        return ExactMatchTriage.of(imported.reference(), answers);
    }

    private static double gap(DatasetIndex index, Scores scores, int query) {
        double best = Double.NEGATIVE_INFINITY;
        List<String> scored = scores.set().vlms();
        for (int column = 0; column < scored.size(); column++) {
            int k = index.table().dataset().column(scored.get(column));
            if (k >= 0 && index.labels().get(query, k) == Correctness.RIGHT) {
                best = Math.max(best, scores.confidence(query, column));
            }
        }
        String chosen = index.table().dataset().vlms().get(index.choice(query)).id();
        int column = scored.indexOf(chosen);
        return column < 0 || best == Double.NEGATIVE_INFINITY ? Double.NaN : scores.confidence(query, column) - best;
    }
}
