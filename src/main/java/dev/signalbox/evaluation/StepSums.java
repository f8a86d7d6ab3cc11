package dev.signalbox.evaluation;

/**
 * Sums over a cascade's queries by how many of its {@link Steps} are deferred. They are kept by blocks of steps, and added up
 * in the same order whether all blocks or one of them is made anew: after an edit not a bit differs from a full count.
 */
public final class StepSums {
    /** Steps in a block: as many are counted anew for an answer. */
    public static final int BLOCK = 128;

    /** What a step counts. */
    public interface Counts {
        /** Adds what a step counts while it is not deferred to one sum, and what deferring it changes to another. */
        void add(int step, double[] stays, double[] changes);
    }

    private final int steps;
    private final int width;
    /** [blocks][width] */
    private final double[][] stays;

    private final double[][] changes;
    /** [blocks][width] the sums when all steps before a block are deferred. */
    private final double[][] marks;

    private StepSums(int steps, int width, double[][] stays, double[][] changes) {
        this.steps = steps;
        this.width = width;
        this.stays = stays;
        this.changes = changes;
        marks = new double[stays.length][];
    }

    /** @param width of how many sums */
    public static StepSums of(int steps, int width, Counts counts) {
        int blocks = steps / BLOCK + 1;
        StepSums sums = new StepSums(steps, width, new double[blocks][], new double[blocks][]);
        for (int block = 0; block < blocks; block++) {
            sums.count(block, counts);
        }
        sums.mark();
        return sums;
    }

    /** After some steps, and no others, count something else. */
    public StepSums updated(int[] changed, Counts counts) {
        StepSums sums = new StepSums(steps, width, stays.clone(), changes.clone());
        for (int step : changed) {
            sums.count(step / BLOCK, counts);
        }
        sums.mark();
        return sums;
    }

    private void count(int block, Counts counts) {
        stays[block] = new double[width];
        changes[block] = new double[width];
        for (int step = block * BLOCK; step < Math.min(steps, (block + 1) * BLOCK); step++) {
            counts.add(step, stays[block], changes[block]);
        }
    }

    private void mark() {
        double[] sum = new double[width];
        for (double[] block : stays) {
            add(sum, block);
        }
        for (int block = 0; block < marks.length; block++) {
            marks[block] = sum.clone();
            add(sum, changes[block]);
        }
    }

    private static void add(double[] sum, double[] more) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
    }

    /** The sums when the first d steps are deferred. */
    public double[] at(int d, Counts counts) {
        double[] sum = marks[d / BLOCK].clone();
        double[] unused = new double[width];
        for (int step = d / BLOCK * BLOCK; step < d; step++) {
            counts.add(step, unused, sum);
        }
        return sum;
    }
}
