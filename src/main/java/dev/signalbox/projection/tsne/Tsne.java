package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;

/**
 * t-SNE's optimiser: gradient descent with momentum and gains (van der Maaten and Hinton 2008) on sparse attraction and
 * one of two repulsions. Early exaggeration by 12 for 250 iterations at the learning rate n / 12, then n (Belkina et al.
 * 2019). Every sum has a fixed order, so that the same input gives the same map bit for bit with any number of threads.
 * For one thread at a time.
 */
public final class Tsne {
    /** Up to here pair by pair is quicker than by grid. */
    public static final int EXACT = 3000;

    /** Up to here one thread is quicker than several that wait for each other three times in half a millisecond. */
    private static final int ALONE = 1500;

    /** Iterations of early exaggeration. */
    public static final int EXAGGERATED = 250;

    private static final float EXAGGERATION = 12;
    private static final float SPACING = 0.45f;
    private static final float LONGEST_STEP = 5;
    private static final float LEAST_GAIN = 0.01f;
    private static final int CENTRED = 50;
    private static final int PARTS = 16;

    private final Affinities affinities;
    private final Attraction attraction;
    private final Repulsion repulsion;
    private final Parallel parallel;
    private final Parallel heeding;
    private final int n;
    private final float[] y;
    private final float[] velocity;
    private final float[] gains;
    private final float[] pull;
    private final float[] push;
    private int iteration;
    private float minusZ;

    /**
     * An optimiser.
     *
     * @param state    is copied
     * @param progress is asked many times in every iteration; after a cancel the state is that of the last whole one
     */
    public Tsne(Affinities affinities, TsneState state, Parallel parallel, Progress progress) {
        this(affinities, state, parallel, progress, repulsion(affinities.rows()));
    }

    Tsne(Affinities affinities, TsneState state, Parallel parallel, Progress progress, Repulsion repulsion) {
        this.affinities = affinities;
        this.n = affinities.rows();
        if (state.places().length != 2 * n) {
            throw new IllegalArgumentException(state.places().length / 2 + " places for " + n + " rows");
        }
        this.attraction = new Attraction(affinities);
        this.repulsion = repulsion;
        this.parallel = n <= ALONE ? new Parallel(1) : parallel;
        this.heeding = this.parallel.heeding(progress);
        this.iteration = state.iteration();
        this.y = state.places().clone();
        this.velocity = state.velocity().clone();
        this.gains = state.gains().clone();
        this.pull = new float[2 * n];
        this.push = new float[2 * n];
    }

    static Repulsion repulsion(int n) {
        return n <= EXACT ? new ExactRepulsion(n) : grid();
    }

    static Repulsion grid() {
        return new GridRepulsion(SPACING);
    }

    /**
     * Does one iteration.
     *
     * @throws java.util.concurrent.CancellationException when progress was cancelled
     */
    public void step() {
        boolean early = iteration < EXAGGERATED;
        float exaggeration = early ? EXAGGERATION : 1;
        float momentum = early ? 0.5f : 0.8f;
        float rate = n / exaggeration;
        heeding.run(Attraction.parts(), part -> attraction.part(part, y));
        minusZ = (float) (-1 / repulsion.force(y, push, heeding));
        parallel.run(PARTS, part -> {
            int from = Parallel.bound(n, part, PARTS);
            int to = Parallel.bound(n, part + 1, PARTS);
            attraction.collect(from, to, pull);
            move(y, velocity, gains, pull, push, exaggeration, minusZ, momentum, rate, from, to);
        });
        iteration++;
        if (iteration % CENTRED == 0) {
            centre(y);
        }
    }

    private static void move(
            float[] y,
            float[] velocity,
            float[] gains,
            float[] pull,
            float[] push,
            float exaggeration,
            float minusZ,
            float momentum,
            float rate,
            int from,
            int to) {
        for (int i = 2 * from; i < 2 * to; i += 2) {
            float gx = exaggeration * pull[i] + minusZ * push[i];
            float gy = exaggeration * pull[i + 1] + minusZ * push[i + 1];
            float nx = gain(gains[i], gx, velocity[i]);
            float ny = gain(gains[i + 1], gy, velocity[i + 1]);
            gains[i] = nx;
            gains[i + 1] = ny;
            float vx = momentum * velocity[i] - rate * nx * gx;
            float vy = momentum * velocity[i + 1] - rate * ny * gy;
            float square = vx * vx + vy * vy;
            if (square > LONGEST_STEP * LONGEST_STEP) {
                float shorter = LONGEST_STEP / (float) Math.sqrt(square);
                vx *= shorter;
                vy *= shorter;
            }
            velocity[i] = vx;
            velocity[i + 1] = vy;
            y[i] += vx;
            y[i + 1] += vy;
        }
    }

    private static float gain(float gain, float gradient, float velocity) {
        return gradient > 0 == velocity > 0 ? Math.max(LEAST_GAIN, gain * 0.8f) : gain + 0.2f;
    }

    static void centre(float[] y) {
        double x = 0;
        double z = 0;
        for (int i = 0; i < y.length; i += 2) {
            x += y[i];
            z += y[i + 1];
        }
        float middleX = (float) (2 * x / y.length);
        float middleY = (float) (2 * z / y.length);
        for (int i = 0; i < y.length; i += 2) {
            y[i] -= middleX;
            y[i + 1] -= middleY;
        }
    }

    public int iteration() {
        return iteration;
    }

    /** The places now, [2n]; they change with the next iteration. */
    public float[] places() {
        return y;
    }

    /** A copy of all that it takes to go on. */
    public TsneState state() {
        return new TsneState(iteration, y, velocity, gains).copy();
    }

    /** The norm of the divergence's gradient over all coordinates, where the last iteration began; without exaggeration. */
    public double gradientNorm() {
        double sum = 0;
        for (int i = 0; i < pull.length; i++) {
            double g = pull[i] + minusZ * push[i];
            sum += g * g;
        }
        return 4 * Math.sqrt(sum);
    }

    /** The Kullback-Leibler divergence in nats of the places now, with Z from this optimiser's own repulsion. */
    public double divergence() {
        return Divergence.of(affinities, y, repulsion.force(y, new float[2 * n], heeding), heeding);
    }

    /** The same with Z summed up over all pairs. */
    public double exactDivergence() {
        double z = repulsion instanceof ExactRepulsion exact
                ? exact.force(y, push, heeding)
                : new ExactRepulsion(n).force(y, push, heeding);
        return Divergence.of(affinities, y, z, heeding);
    }
}
