package dev.signalbox.workbench;

import dev.signalbox.evaluation.Flip;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.Rescorer;
import dev.signalbox.router.Rescorer.Column;
import dev.signalbox.router.SentenceView;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.workbench.LabOutcome.Line;
import dev.signalbox.workbench.LabOutcome.Moved;
import dev.signalbox.workbench.LabOutcome.Share;
import dev.signalbox.workbench.LabOutcome.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tries profile sentences on a whole dataset. The fused vector u of a query does not depend on any sentence, so a changed or
 * new sentence costs one run of the text encoder and one product with all stored vectors (ARMS, section 1.2 step 6). A VLM's
 * confidences are a function of its id and sentence alone: a sentence that is put back gives the same bits again. Nothing is
 * stored. Safe to use from several threads.
 */
public final class ProfileLab {
    /** Bins of the confidences' histograms. */
    public static final int BINS = 20;

    /** Columns of 32,626 queries that are kept: 64 take 17 MB. */
    private static final int KEPT = 64;

    private final DatasetTable table;
    private final Rescorer rescorer;
    private final List<Candidate> original;
    private final boolean current;
    private final Map<Vlm, Column> columns = new LinkedHashMap<>(KEPT, .75f, true);
    private final Map<Vlm, Column> originals = new LinkedHashMap<>();
    private final Map<String, List<String>> cuts = new LinkedHashMap<>();

    private ProfileLab(DatasetTable table, Rescorer rescorer, List<Candidate> original, boolean current) {
        this.table = table;
        this.rescorer = rescorer;
        this.original = original;
        this.current = current;
    }

    /**
     * Reads the fused vectors of a scoring and scores the pool as it is.
     *
     * @param loaded the router that made the set
     * @param set    complete; its VLMs are the pool
     * @throws UserFacingException when the set belongs to an earlier state of the dataset
     * @throws java.util.concurrent.CancellationException when progress was cancelled
     */
    public static ProfileLab open(OpenDataset open, OpenRouter loaded, ScoreSet set, Progress progress) {
        if (!set.dataHash().equals(open.dataset().dataHash())) {
            throw new UserFacingException(
                    "router.unscored", loaded.info().name(), open.dataset().name());
        }
        List<Candidate> pool = open.dataset().vlms().stream()
                .filter(vlm -> set.vlms().contains(vlm.id()))
                .map(vlm -> new Candidate(vlm.id(), vlm.profile(), vlm.pool(), false))
                .toList();
        Rescorer rescorer = FusedVectors.load(open, loaded, set, progress);
        boolean current = ScoreDataset.isOf(loaded.info(), open.dataset().vlms(), set);
        ProfileLab lab = new ProfileLab(open.table(), rescorer, pool, current);
        lab.learn(loaded, pool);
        pool.forEach(c -> lab.originals.put(c.vlm(), Objects.requireNonNull(lab.columns.get(c.vlm()))));
        return lab;
    }

    /** The VLMs of the workspace with their sentences, in the dataset's order. */
    public List<Candidate> original() {
        return original;
    }

    /** True when the stored scores were made with these sentences; false once somebody has kept others. */
    public boolean current() {
        return current;
    }

    /** True when {@link #outcome} needs no router for this pool. */
    public synchronized boolean knows(List<Candidate> pool) {
        return pool.stream().allMatch(c -> find(c) != null);
    }

    /** Encodes the sentences that are new and scores every query with them. */
    public void learn(OpenRouter loaded, List<Candidate> pool) {
        List<Vlm> unknown;
        synchronized (this) {
            unknown = pool.stream()
                    .filter(c -> find(c) == null)
                    .map(Candidate::vlm)
                    .toList();
        }
        if (unknown.isEmpty()) {
            return;
        }
        List<Column> scored = rescorer.score(loaded.router().profiles(unknown));
        List<List<String>> unread = unknown.stream()
                .map(vlm -> loaded.router()
                        .sentence(vlm.profile())
                        .map(SentenceView::cut)
                        .orElse(List.of()))
                .toList();
        synchronized (this) {
            for (int i = 0; i < unknown.size(); i++) {
                columns.put(unknown.get(i), scored.get(i));
                cuts.put(unknown.get(i).profile(), unread.get(i));
            }
            while (columns.size() > Math.max(KEPT, pool.size())) {
                columns.remove(columns.keySet().iterator().next());
            }
        }
    }

    private @Nullable Column find(Candidate candidate) {
        Column kept = originals.get(candidate.vlm());
        return kept == null ? columns.get(candidate.vlm()) : kept;
    }

    /** The tokens at the end of a learnt sentence that the router does not read; mostly none. */
    public synchronized List<String> unread(Candidate candidate) {
        return cuts.getOrDefault(candidate.sentence(), List.of());
    }

    /** A VLM's confidences by query, or null when the pool was not learnt. Treat as read-only. */
    public synchronized float @Nullable [] confidences(Candidate candidate) {
        Column found = find(candidate);
        return found == null ? null : found.confidence();
    }

    /**
     * Compares a pool with the original one. Each query goes to the VLM with the highest confidence; the lower known cost
     * decides between equal ones, then the order.
     *
     * @param pool  learnt before, at least one VLM
     * @param rows  the queries to look at
     */
    public LabOutcome outcome(List<Candidate> pool, Selection rows, Labels labels) {
        Tried before = new Tried(original);
        Tried after = new Tried(pool);
        List<Moved> moved = new ArrayList<>();
        int judged = 0;
        int right = 0;
        int rightNow = 0;
        for (int query = rows.next(0); query >= 0; query = rows.next(query + 1)) {
            int from = before.take(query);
            int to = after.take(query);
            Correctness then = before.label(query, from, labels);
            Correctness now = after.label(query, to, labels);
            if (then != Correctness.UNKNOWN && now != Correctness.UNKNOWN) {
                judged++;
                right += then == Correctness.RIGHT ? 1 : 0;
                rightNow += now == Correctness.RIGHT ? 1 : 0;
            }
            String loser = original.get(from).id();
            String winner = pool.get(to).id();
            if (!loser.equals(winner)) {
                moved.add(new Moved(query, loser, winner, Flip.effect(then, now)));
            }
        }
        Map<String, Line> lines = new LinkedHashMap<>();
        for (int k = 0; k < original.size(); k++) {
            lines.put(original.get(k).id(), new Line(original.get(k).id(), before.share(k, rows), Share.ABSENT));
        }
        for (int k = 0; k < pool.size(); k++) {
            String id = pool.get(k).id();
            Line known = lines.get(id);
            lines.put(id, new Line(id, known == null ? Share.ABSENT : known.before(), after.share(k, rows)));
        }
        return new LabOutcome(
                rows.size(), new Side(judged, right), new Side(judged, rightNow), List.copyOf(lines.values()), moved);
    }

    /** A pool over the queries looked at so far. */
    private final class Tried {
        private final float[][] confidences;
        private final float[] @Nullable [] costs;
        private final int[] columns;
        private final int[] chosen;

        Tried(List<Candidate> pool) {
            int width = pool.size();
            confidences = new float[width][];
            costs = new float[width][];
            columns = new int[width];
            chosen = new int[width];
            for (int k = 0; k < width; k++) {
                confidences[k] = Objects.requireNonNull(ProfileLab.this.confidences(pool.get(k)), "not learnt");
                columns[k] = pool.get(k).imaginary()
                        ? -1
                        : table.dataset().column(pool.get(k).id());
                costs[k] = columns[k] < 0 ? null : table.costs()[columns[k]];
            }
        }

        /** The place in the pool of the VLM that gets a query, which is counted. */
        int take(int query) {
            int best = 0;
            for (int k = 1; k < confidences.length; k++) {
                float more = confidences[k][query] - confidences[best][query];
                if (more > 0 || more == 0 && Float.compare(cost(k, query), cost(best, query)) < 0) {
                    best = k;
                }
            }
            chosen[best]++;
            return best;
        }

        /** NaN, which compares as the dearest, when it is not known. */
        private float cost(int place, int query) {
            float[] known = costs[place];
            return known == null ? Float.NaN : known[query];
        }

        Correctness label(int query, int place, Labels labels) {
            return columns[place] < 0 ? Correctness.UNKNOWN : labels.get(query, columns[place]);
        }

        Share share(int place, Selection rows) {
            float[] values = confidences[place];
            int[] bins = new int[BINS];
            double sum = 0;
            for (int query = rows.next(0); query >= 0; query = rows.next(query + 1)) {
                sum += values[query];
                bins[Math.clamp((int) (values[query] * BINS), 0, BINS - 1)]++;
            }
            double mean = rows.isEmpty() ? 0 : sum / rows.size();
            return new Share(chosen[place], mean, Arrays.stream(bins).boxed().toList());
        }
    }
}
