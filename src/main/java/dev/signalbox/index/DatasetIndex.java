package dev.signalbox.index;

import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Review;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers filters, facets and orders over one dataset from bitmaps in memory. Immutable and safe to share between
 * threads; after an edit take {@link #with(Labels)}, which rebuilds only the columns that changed.
 */
public final class DatasetIndex {
    private static final int REMEMBERED_TEXTS = 32;

    private final DatasetTable table;
    private final Labels labels;
    private final TextSearch texts;
    private final TableBits columns;
    private final LabelBits[] bits;
    private final int @Nullable [] chosen;
    private final Map<Integer, Review> reviews;
    /** One scan of the texts may take long. */
    private final Map<String, Selection> foundTexts;

    public DatasetIndex(DatasetTable table, Labels labels, TextSearch texts) {
        this.table = table;
        this.labels = labels;
        this.texts = texts;
        this.columns = TableBits.of(table);
        this.bits = LabelBits.of(labels, null);
        this.chosen = null;
        this.reviews = Map.of();
        this.foundTexts = new ConcurrentHashMap<>();
    }

    private DatasetIndex(
            DatasetIndex base,
            Labels labels,
            TextSearch texts,
            Map<String, Selection> foundTexts,
            int @Nullable [] chosen,
            Map<Integer, Review> reviews) {
        this.table = base.table;
        this.labels = labels;
        this.texts = texts;
        this.columns = base.columns;
        this.bits = LabelBits.of(labels, base.bits);
        this.chosen = chosen;
        this.reviews = reviews;
        this.foundTexts = foundTexts;
    }

    /** The same dataset under other labels. */
    public DatasetIndex with(Labels other) {
        return other == labels ? this : new DatasetIndex(this, other, texts, foundTexts, chosen, reviews);
    }

    /** The same dataset with other texts to search, such as after a reference was corrected; forgets what was found. */
    public DatasetIndex withTexts(TextSearch other) {
        return new DatasetIndex(this, labels, other, new ConcurrentHashMap<>(), chosen, reviews);
    }

    /**
     * The same dataset with a router's choices, for {@code chosen:} filters and regret.
     *
     * @param columns [n] the chosen VLM's column per query, -1 where there is none; null for no router
     */
    public DatasetIndex withChoices(int @Nullable [] columns) {
        return new DatasetIndex(this, labels, texts, foundTexts, columns == null ? null : columns.clone(), reviews);
    }

    /**
     * The same dataset with another review queue, for {@code review:} filters.
     *
     * @param queue by query ordinal; never changed afterwards
     */
    public DatasetIndex withReviews(Map<Integer, Review> queue) {
        return queue == reviews ? this : new DatasetIndex(this, labels, texts, foundTexts, chosen, queue);
    }

    public DatasetTable table() {
        return table;
    }

    public Labels labels() {
        return labels;
    }

    /** Number of queries n. */
    public int size() {
        return table.size();
    }

    /** {@link #filter(Filter, Progress)} without progress. */
    public Selection filter(Filter filter) {
        return filter(filter, Progress.NONE);
    }

    /**
     * The queries that a filter lets through. Milliseconds, but for words that were not looked for before.
     *
     * @throws UserFacingException for a field or VLM that this dataset does not have
     */
    public Selection filter(Filter filter, Progress progress) {
        return Selection.take(bits(filter, progress));
    }

    /** A bitmap that the caller owns. */
    private BitSet bits(Filter filter, Progress progress) {
        return switch (filter) {
            case Filter.And and -> {
                BitSet result = everything();
                for (Filter operand : and.operands()) {
                    result.and(bits(operand, progress));
                }
                yield result;
            }
            case Filter.Or or -> {
                BitSet result = new BitSet();
                for (Filter operand : or.operands()) {
                    result.or(bits(operand, progress));
                }
                yield result;
            }
            case Filter.Not not -> {
                BitSet result = bits(not.operand(), progress);
                result.flip(0, size());
                yield result;
            }
            case Filter.Field field -> columns.having(field);
            case Filter.Relation relation -> relation(relation);
            case Filter.Tally tally -> tally(tally.quantity());
            case Filter.Text text -> text(text.words(), progress);
            case Filter.Corrected corrected -> either(LabelBits.corrected(bits), corrected.yes());
            case Filter.Reviewed reviewed -> reviewed(reviewed.states());
            case Filter.Picture picture -> either((BitSet) columns.pictured().clone(), picture.yes());
            case Filter.Chosen choice -> chosen(choice);
        };
    }

    private BitSet everything() {
        BitSet result = new BitSet(size());
        result.set(0, size());
        return result;
    }

    private BitSet either(BitSet set, boolean yes) {
        if (!yes) {
            set.flip(0, size());
        }
        return set;
    }

    private BitSet relation(Filter.Relation relation) {
        int k = column(relation.vlm());
        return switch (relation.outcome()) {
            case RIGHT -> (BitSet) bits[k].right().clone();
            case WRONG -> (BitSet) bits[k].wrong().clone();
            case UNKNOWN -> {
                BitSet result = everything();
                result.andNot(bits[k].right());
                result.andNot(bits[k].wrong());
                yield result;
            }
            case MISSING -> either((BitSet) columns.answered()[k].clone(), false);
        };
    }

    private int column(String vlm) {
        int column = table.dataset().column(vlm);
        if (column < 0) {
            String known = table.dataset().vlms().stream().map(Vlm::id).collect(Collectors.joining(", "));
            throw new UserFacingException("filter.vlm", vlm, known);
        }
        return column;
    }

    private BitSet tally(Filter.Quantity quantity) {
        return switch (quantity) {
            case ANY -> LabelBits.anyRight(bits);
            case NONE -> {
                BitSet result = LabelBits.anyWrong(bits);
                result.andNot(LabelBits.anyRight(bits));
                yield result;
            }
            case ALL -> {
                BitSet result = LabelBits.anyRight(bits);
                result.andNot(LabelBits.anyWrong(bits));
                yield result;
            }
            case ONE -> LabelBits.oneRight(bits);
        };
    }

    private BitSet text(String words, Progress progress) {
        String folded = TextFold.fold(words).strip();
        Selection found = foundTexts.get(folded);
        if (found == null) {
            found = texts.matching(words, progress);
            if (foundTexts.size() >= REMEMBERED_TEXTS) {
                foundTexts.clear();
            }
            foundTexts.put(folded, found);
        }
        return found.copy();
    }

    private BitSet reviewed(List<Review.State> states) {
        BitSet result = new BitSet(size());
        reviews.forEach((query, review) -> {
            if (states.contains(review.state())) {
                result.set(query);
            }
        });
        return result;
    }

    private BitSet chosen(Filter.Chosen choice) {
        if (chosen == null) {
            throw new UserFacingException("filter.choice");
        }
        boolean[] wanted = new boolean[table.width()];
        choice.vlms().forEach(vlm -> wanted[column(vlm)] = true);
        BitSet result = new BitSet(size());
        for (int query = 0; query < chosen.length; query++) {
            result.set(query, chosen[query] >= 0 && wanted[chosen[query]]);
        }
        return result;
    }

    /**
     * Per field the values with their counts, most frequent first; each field is counted within the filter without that
     * field's own clauses, so that its other values can still be chosen. Values without a query in reach have count 0.
     */
    public Map<String, List<FacetCount>> facets(Filter filter, Progress progress) {
        Map<String, List<FacetCount>> result = new LinkedHashMap<>();
        Selection whole = filter(filter, progress);
        for (String field : table.fields().keySet()) {
            Filter others = filter.without(field);
            Selection within = others.equals(filter) ? whole : filter(others, progress);
            result.put(field, facet(field, within));
        }
        return result;
    }

    /** One field's values with their counts within a selection, most frequent first. */
    public List<FacetCount> facet(String field, Selection within) {
        CodedColumn column = table.fields().get(field);
        if (column == null) {
            throw new UserFacingException(
                    "filter.field", field, String.join(", ", table.fields().keySet()));
        }
        int[] counts = new int[column.values().size() + 1];
        within.forEach(query -> counts[column.codes()[query] + 1]++);
        List<FacetCount> result = new ArrayList<>();
        int empty = counts[0]; // absent, beside a stored empty value: both look the same to people
        for (int value = 0; value < column.values().size(); value++) {
            if (column.values().get(value).isEmpty()) {
                empty += counts[value + 1];
            } else {
                result.add(new FacetCount(column.values().get(value), counts[value + 1]));
            }
        }
        if (empty > 0) {
            result.add(new FacetCount("", empty));
        }
        result.sort(Comparator.comparingInt(FacetCount::count).reversed());
        return result;
    }

    /** How the VLMs did on a selection. */
    public RelationCounts relations(Selection within) {
        List<RelationCounts.PerVlm> vlms = new ArrayList<>();
        for (int k = 0; k < bits.length; k++) {
            int right = shared(bits[k].right(), within);
            int wrong = shared(bits[k].wrong(), within);
            int missing = within.size() - shared(columns.answered()[k], within);
            String id = table.dataset().vlms().get(k).id();
            vlms.add(new RelationCounts.PerVlm(id, right, wrong, within.size() - right - wrong, missing));
        }
        return new RelationCounts(
                within.size(),
                vlms,
                shared(tally(Filter.Quantity.ANY), within),
                shared(tally(Filter.Quantity.NONE), within),
                shared(tally(Filter.Quantity.ALL), within),
                shared(tally(Filter.Quantity.ONE), within));
    }

    private static int shared(BitSet set, Selection within) {
        BitSet both = within.copy();
        both.and(set);
        return both.cardinality();
    }

    /** The selection's ordinals in an order. */
    public int[] sorted(Selection selection, Sort sort) {
        return Sorting.sorted(this, selection, sort);
    }

    /** The number of right labels of a query. */
    public int right(int query) {
        return count(query, Correctness.RIGHT);
    }

    int count(int query, Correctness label) {
        int count = 0;
        for (int k = 0; k < table.width(); k++) {
            if (labels.code(query, k) == label.code()) {
                count++;
            }
        }
        return count;
    }

    /** 1 where the router's choice is wrong and another VLM is right, 0 where it is not; NaN when one cannot tell. */
    public double regret(int query) {
        int choice = choice(query);
        if (choice < 0 || labels.get(query, choice) == Correctness.UNKNOWN) {
            return Double.NaN;
        }
        return labels.get(query, choice) == Correctness.WRONG && right(query) > 0 ? 1 : 0;
    }

    /** The router's choice, or -1. */
    public int choice(int query) {
        return chosen == null ? -1 : chosen[query];
    }
}
