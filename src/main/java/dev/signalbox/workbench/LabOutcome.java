package dev.signalbox.workbench;

import dev.signalbox.evaluation.Flip;
import dev.signalbox.evaluation.Intervals;
import java.util.List;

/**
 * What a changed pool does to some queries of a dataset.
 *
 * @param queries looked at
 * @param before  the pool as it is in the workspace
 * @param after   the pool in hand
 * @param lines   one per VLM of either pool: those of the workspace first
 * @param moved   queries that another VLM gets now, in the order of import
 */
public record LabOutcome(int queries, Side before, Side after, List<Line> lines, List<Moved> moved) {
    public LabOutcome {
        lines = List.copyOf(lines);
        moved = List.copyOf(moved);
    }

    /**
     * How one pool did on the queries that can be compared.
     *
     * @param judged  queries whose chosen VLM has a known label before as well as after; an imaginary one never has. The
     *                same queries on both sides, so that what cannot be judged does not pass for a difference
     * @param correct those of them that the chosen VLM has right
     */
    public record Side(int judged, int correct) {
        /** The share of judged queries that the chosen VLM has right; 0 when none is judged. */
        public double em() {
            return judged == 0 ? 0 : (double) correct / judged;
        }

        public Intervals.Interval interval() {
            return Intervals.wilson(correct, judged);
        }
    }

    /**
     * One VLM in one of the pools.
     *
     * @param chosen    queries that it gets
     * @param mean      of its confidences; NaN when it is not in this pool
     * @param histogram of its confidences in {@link ProfileLab#BINS} equal bins over 0..1; empty when it is not in this pool
     */
    public record Share(int chosen, double mean, List<Integer> histogram) {
        static final Share ABSENT = new Share(0, Double.NaN, List.of());

        public Share {
            histogram = List.copyOf(histogram);
        }

        /** True when the VLM is in the pool. */
        public boolean present() {
            return !Double.isNaN(mean);
        }
    }

    /** A VLM before and after. */
    public record Line(String vlm, Share before, Share after) {}

    /** A query that changed hands. */
    public record Moved(int query, String from, String to, Flip.Effect effect) {}

    /** Queries that changed hands with an effect. */
    public long count(Flip.Effect effect) {
        return moved.stream().filter(m -> m.effect() == effect).count();
    }
}
