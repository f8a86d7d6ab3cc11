package dev.signalbox.ui.evaluate;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Paradox;
import dev.signalbox.evaluation.comparison.Comparison;
import dev.signalbox.evaluation.comparison.IntervalMethod;
import dev.signalbox.evaluation.comparison.PairedTest;
import dev.signalbox.evaluation.comparison.Slice;
import dev.signalbox.evaluation.comparison.Slicing;
import dev.signalbox.evaluation.comparison.Standing;
import dev.signalbox.evaluation.comparison.Standing.Kind;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Filter;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Fields;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Scores;
import dev.signalbox.task.Progress;
import dev.signalbox.ui.evaluate.Board.Entry;
import dev.signalbox.ui.evaluate.Board.Question;
import dev.signalbox.workbench.CompareRouters;
import dev.signalbox.workbench.CompareRouters.Scored;
import dev.signalbox.workbench.OpenDataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes boards of one dataset. Keeps the scores that it read and the newest comparison, so that a change is quick. */
final class BoardMaker {
    /** Of so many queries intervals take long enough that the rest is shown before them. */
    private static final int MANY = 5000;

    private final OpenDataset open;
    private final CompareRouters compare;
    private final Map<Long, Scores> kept = new HashMap<>();

    BoardMaker(OpenDataset open) {
        this.open = open;
        this.compare = new CompareRouters(open);
    }

    /**
     * What to show.
     *
     * @param split     {@link OpenDataset#ALL} or a value of the split field
     * @param selection null for the whole split
     * @param ticked    VLMs of a custom pool
     * @param field     of the dataset oracle, or null
     * @param chosen    whose slices to show; null for the first router
     * @param baseline  what the others are held against
     * @param slicing   null for the first one
     * @param intervals how resampled figures give intervals
     */
    record Request(
            DatasetIndex index,
            Annotations annotations,
            String split,
            @Nullable Selection selection,
            PoolChoice pool,
            Set<String> ticked,
            @Nullable String field,
            @Nullable Key chosen,
            Key baseline,
            @Nullable String slicing,
            IntervalMethod intervals) {
        /** True when the standings are the same. */
        boolean sameGround(Request other) {
            return index.labels() == other.index.labels()
                    && split.equals(other.split)
                    && pool == other.pool
                    && ticked.equals(other.ticked)
                    && intervals == other.intervals
                    && java.util.Objects.equals(selection, other.selection)
                    && java.util.Objects.equals(field, other.field);
        }
    }

    /**
     * What came of it: a state and, when it is ready, a board.
     *
     * @param rough true when the board's intervals are still to come, by {@link #resampled}
     */
    record Outcome(EvaluateState state, @Nullable Board board, boolean rough) {
        Outcome(EvaluateState state, @Nullable Board board) {
            this(state, board, false);
        }
    }

    private @Nullable Request last;
    private @Nullable Board lastBoard;
    private boolean lastRough;
    private List<ScoreSet> lastSets = List.of();

    List<String> fields() {
        return compare.fields();
    }

    synchronized Outcome make(Request request, Progress progress) {
        List<Entry> routers = new ArrayList<>();
        List<RouterInfo> unscored = new ArrayList<>();
        for (RouterInfo router : open.workspace().routers().list()) {
            Scores scores = scores(router);
            if (scores == null) {
                unscored.add(router);
            } else {
                routers.add(new Entry(router, new Scored(router.name(), scores)));
            }
        }
        progress.checkCancelled();
        List<ScoreSet> sets =
                routers.stream().map(entry -> entry.scored().scores().set()).toList();
        Board older = last != null && request.sameGround(last) && sets.equals(lastSets) ? lastBoard : null;
        Outcome outcome =
                older != null ? ready(older, request, lastRough) : fresh(request, routers, unscored, progress);
        last = request;
        lastBoard = outcome.board();
        lastRough = outcome.rough();
        lastSets = sets;
        return outcome;
    }

    private Outcome fresh(Request request, List<Entry> routers, List<RouterInfo> unscored, Progress progress) {
        Selection rows = request.split().equals(OpenDataset.ALL)
                ? Selection.all(request.index().size())
                : request.index().filter(new Filter.Field(Fields.SPLIT, request.split()), progress);
        if (request.selection() != null) {
            rows = rows.and(request.selection());
        }
        int[] pool = request.pool().columns(open.dataset(), request.ticked());
        if (rows.isEmpty() || pool.length == 0) {
            return new Outcome(rows.isEmpty() ? new EvaluateState.NoRows() : new EvaluateState.NoPool(), null);
        }
        List<Entry> able = routers.stream()
                .filter(entry -> entry.scored().choosable(open.dataset(), pool).length > 0)
                .toList();
        Comparison figures = compare.compare(
                request.index().labels(),
                rows,
                pool,
                able.stream().map(Entry::scored).toList(),
                request.field(),
                CompareRouters.SEED);
        progress.checkCancelled();
        if (figures.first(Kind.BEST_SINGLE) < 0) {
            return new Outcome(new EvaluateState.NoLabels(), null);
        }
        boolean rough = rows.size() > MANY;
        Comparison comparison = rough ? figures : figures.resampled(request.intervals());
        Board plain = new Board(
                open.table(),
                request.index().labels(),
                rows,
                pool,
                able,
                List.copyOf(unscored),
                comparison,
                Paradox.of(Outcomes.of(open.table(), request.index().labels(), rows, open.columns())),
                List.of(),
                new Question(-1, -1, ""),
                List.of(),
                List.of(),
                new Slicing(List.of(), List.of()));
        return ready(plain, request, rough);
    }

    /** The board of the newest request with its intervals; the same figures otherwise. */
    synchronized Outcome resampled(Request request, Board rough) {
        Outcome outcome = ready(rough.with(rough.comparison().resampled(request.intervals())), request, false);
        if (last == request) {
            lastBoard = outcome.board();
            lastRough = false;
        }
        return outcome;
    }

    /** The same standings with tests and slices. */
    private Outcome ready(Board board, Request request, boolean rough) {
        List<Standing> standings = board.standings();
        Key wanted = request.chosen();
        int chosen = Math.max(0, wanted == null ? 0 : wanted.in(standings));
        int baseline = request.baseline().in(standings);
        if (baseline < 0) {
            baseline = board.comparison().first(Kind.BEST_SINGLE);
        }
        List<String> slicings = compare.slicings(request.annotations());
        String by = request.slicing() != null && slicings.contains(request.slicing())
                ? request.slicing()
                : slicings.getFirst();
        Slicing slicing = compare.slicing(by, request.annotations(), board.pool());
        List<PairedTest> tests = board.question().baseline() == baseline
                ? board.tests()
                : board.comparison().against(baseline);
        List<Slice> slices = board.comparison().slices(slicing, chosen, baseline);
        return new Outcome(
                new EvaluateState.Ready(),
                new Board(
                        board.table(),
                        board.labels(),
                        board.rows(),
                        board.pool(),
                        board.routers(),
                        board.unscored(),
                        board.comparison(),
                        board.paradox(),
                        slicings,
                        new Question(chosen, baseline, by),
                        tests,
                        slices,
                        slicing),
                rough);
    }

    /** What is stored, also of a scoring that stopped; null when there is nothing. */
    private @Nullable Scores scores(RouterInfo router) {
        ScoreSet set = open.workspace()
                .scores()
                .latest(open.dataset().id(), router.id())
                .filter(s -> s.rows() > 0)
                .orElse(null);
        if (set == null) {
            return null;
        }
        Scores known = kept.get(router.id());
        if (known == null || !known.set().equals(set)) {
            known = open.workspace().scores().load(set.id());
            kept.put(router.id(), known);
        }
        return known;
    }

    /** True when scores were made from other data than are imported now. */
    boolean stale(Entry entry) {
        return !entry.scored().scores().set().dataHash().equals(open.dataset().dataHash());
    }

    /** VLMs of a pool that a router was never scored for and so never chooses. */
    static List<String> missing(Board board, Entry entry) {
        int[] able = entry.scored().choosable(board.table().dataset(), board.pool());
        return Arrays.stream(board.pool())
                .filter(column -> Arrays.stream(able).noneMatch(k -> k == column))
                .mapToObj(board::vlm)
                .toList();
    }
}
