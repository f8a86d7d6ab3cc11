package dev.signalbox.workbench;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.evaluation.Choice;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.evaluation.comparison.Comparison;
import dev.signalbox.evaluation.comparison.Slicing;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Fields;
import dev.signalbox.model.PictureGroups;
import dev.signalbox.model.Scores;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Routers of one dataset beside each other and beside what is simple: what the command and the screen both show. Keeps what
 * does not change with labels and settings; may be used from several threads.
 */
public final class CompareRouters {
    /** Of the bootstrap, unless another one is asked for. */
    public static final long SEED = 42;

    /** Slices that are not of a field. */
    public static final String PICTURES = "pictures";

    public static final String LENGTH = "length";
    public static final String RIGHT = "right";
    public static final String NOTES = "notes";

    private final OpenDataset open;
    private final int[] groups;
    private int @Nullable [] lengths;

    public CompareRouters(OpenDataset open) {
        this.open = open;
        this.groups = PictureGroups.of(open.table());
    }

    /** A router and its scores on the dataset. */
    public record Scored(String name, Scores scores) {
        /** The VLMs of a pool that it can choose: those that it scored. */
        public int[] choosable(Dataset dataset, int[] pool) {
            return Arrays.stream(pool)
                    .filter(k ->
                            scores.set().vlms().contains(dataset.vlms().get(k).id()))
                    .toArray();
        }
    }

    /**
     * Compares, with the cheaper VLM of two that a router holds for equally good.
     *
     * @param labels  those in force
     * @param pool    the dataset's columns that may be chosen; a router chooses among those that it scored
     * @param field   of the dataset oracle; null for none
     * @param seed    of the bootstrap
     */
    public Comparison compare(
            Labels labels, Selection rows, int[] pool, List<Scored> routers, @Nullable String field, long seed) {
        List<Comparison.Entrant> entrants = routers.stream()
                .map(r -> new Comparison.Entrant(r.name(), choice(r, pool)))
                .toList();
        CodedColumn column = field == null ? null : field(field);
        return Comparison.of(new Comparison.Ground(open.table(), labels, rows, pool, column, groups, seed), entrants);
    }

    private Choice choice(Scored router, int[] pool) {
        return new Choice(open.table(), router.scores(), router.choosable(open.dataset(), pool), Ties.COST_THEN_INDEX);
    }

    /** A router's choices on some queries as places in the pool, -1 where it has none. */
    int[] choices(Scored router, Outcomes outcomes) {
        Choice choice = choice(router, outcomes.column());
        return Arrays.stream(outcomes.query())
                .map(query -> place(outcomes.column(), choice.best(query)))
                .toArray();
    }

    private static int place(int[] pool, int column) {
        for (int k = 0; k < pool.length; k++) {
            if (pool[k] == column) {
                return k;
            }
        }
        return -1;
    }

    /** The field by which the dataset oracle chooses unless another one is asked for: the first that tells queries apart. */
    public Optional<String> datasetField() {
        return fields().stream().filter(name -> !name.equals(Fields.SPLIT)).findFirst();
    }

    /** Fields that tell queries apart, benchmark and task first. */
    public List<String> fields() {
        List<String> names = new ArrayList<>(List.of(Fields.BENCHMARK, Fields.TASK));
        open.table().fields().keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        names.removeIf(name -> !tellsApart(open.table().fields().get(name)));
        return names;
    }

    private static boolean tellsApart(@Nullable CodedColumn column) {
        return column != null
                && Arrays.stream(column.codes()).distinct().limit(2).count() > 1;
    }

    /** What {@link #slicing} takes: fields that tell queries apart, then the rest; notes only where there are any. */
    public List<String> slicings(Annotations annotations) {
        List<String> names = new ArrayList<>(fields());
        names.addAll(List.of(RIGHT, LENGTH, PICTURES));
        if (!annotations.notes().isEmpty()) {
            names.add(NOTES);
        }
        return names.stream().distinct().toList();
    }

    /**
     * Cuts the dataset.
     *
     * @param by   a field, or {@link #PICTURES}, {@link #LENGTH}, {@link #RIGHT}, {@link #NOTES}; a field of that name wins
     * @param pool whose right VLMs are counted
     * @throws UserFacingException for anything else
     */
    public Slicing slicing(String by, Annotations annotations, int[] pool) {
        CodedColumn column = open.table().fields().get(by);
        if (column != null) {
            return Slicing.of(column);
        }
        return switch (by) {
            case PICTURES -> Slicing.pictures(open.table());
            case LENGTH -> Slicing.lengths(lengths());
            case RIGHT -> Slicing.right(annotations.labels(), pool);
            case NOTES ->
                Slicing.notes(open.table().size(), annotations.notes(), Messages.text("evaluate.slice.noted"));
            default -> throw unknown(by);
        };
    }

    private CodedColumn field(String name) {
        CodedColumn column = open.table().fields().get(name);
        if (column == null) {
            throw unknown(name);
        }
        return column;
    }

    private UserFacingException unknown(String name) {
        List<String> known = new ArrayList<>(open.table().fields().keySet());
        known.addAll(List.of(RIGHT, LENGTH, PICTURES, NOTES));
        return new UserFacingException("evaluate.field", name, String.join(", ", known));
    }

    private synchronized int[] lengths() {
        int[] known = lengths;
        if (known == null) {
            int[] counted = new int[open.table().size()];
            open.workspace()
                    .datasets()
                    .forEachText(
                            open.dataset().id(),
                            (ordinal, question, reference, answers) ->
                                    counted[ordinal] = question.codePointCount(0, question.length()));
            lengths = counted;
            known = counted;
        }
        return known;
    }
}
