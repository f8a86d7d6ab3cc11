package dev.signalbox.projection;

import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import java.util.Random;

/**
 * Simulated vectors with a structure like that of real embeddings: topics of very different sizes, topics of topics, a few
 * directions of its own in which each topic spreads (its variances fall off like 1 / rank), and a floor of noise.
 */
public final class SimulatedVectors {
    private static final int TOPICS = 60;
    private static final int FAMILIES = 12;
    private static final int RANK = 16;

    private SimulatedVectors() {}

    /** The same along their principal components, as a map has them. */
    public static Points components(int rows, int dim, long seed) {
        Points points = new Points(rows, dim, of(rows, dim, seed));
        try (Parallel parallel = new Parallel(2)) {
            return PrincipalComponents.fit(points, dim, parallel, Progress.NONE)
                    .project(points, parallel, Progress.NONE);
        }
    }

    public static float[] of(int rows, int dim, long seed) {
        Random random = new Random(seed);
        float[][] centres = new float[TOPICS][dim];
        float[][] families = new float[FAMILIES][dim];
        float[][][] spreads = new float[TOPICS][RANK][dim];
        double side = 1 / Math.sqrt(dim);
        for (float[] family : families) {
            fill(family, random, 6 * side);
        }
        double[] until = new double[TOPICS];
        double total = 0;
        for (int t = 0; t < TOPICS; t++) {
            fill(centres[t], random, 4 * side);
            for (int i = 0; i < dim; i++) {
                centres[t][i] += families[t % FAMILIES][i];
            }
            for (int r = 0; r < RANK; r++) {
                fill(spreads[t][r], random, 2.2 * side / Math.sqrt(1 + r));
            }
            total += Math.pow(1 + t, -0.8);
            until[t] = total;
        }
        float[] result = new float[rows * dim];
        for (int row = 0; row < rows; row++) {
            double pick = random.nextDouble() * total;
            int topic = 0;
            while (until[topic] < pick) {
                topic++;
            }
            double scale = Math.exp(0.3 * random.nextGaussian());
            for (int i = 0; i < dim; i++) {
                result[row * dim + i] = (float) (centres[topic][i] + 0.9 * side * random.nextGaussian());
            }
            for (int r = 0; r < RANK; r++) {
                float along = (float) (scale * random.nextGaussian());
                for (int i = 0; i < dim; i++) {
                    result[row * dim + i] += along * spreads[topic][r][i];
                }
            }
        }
        return result;
    }

    private static void fill(float[] vector, Random random, double scale) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (scale * random.nextGaussian());
        }
    }
}
