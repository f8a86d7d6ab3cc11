package dev.signalbox.projection.tsne;

import dev.signalbox.task.Parallel;

/**
 * Places new points into a finished map, which stays as it is: each is pulled by its neighbours among the map's points and
 * pushed by all of them, and new points do not see each other (as openTSNE's transform; Policar et al. 2024). Of one new
 * point i, p_j|i adds up to 1 and the push is scaled by n / Z of the map, so that a point of the map is at rest near
 * where it is. The map's potential is computed once; afterwards a point costs microseconds.
 */
public final class Placement {
    private static final int STEPS = 60;
    private static final float MOMENTUM = 0.8f;
    private static final float RATE = 0.3f;
    private static final float LONGEST_STEP = 1;
    private static final double PERPLEXITY = 30;
    private static final float SPACING = 0.45f;

    private final float[] map;
    private final GridRepulsion repulsion;
    private final float scale;

    /** @param map [2n] is kept */
    public Placement(float[] map, Parallel parallel) {
        this.map = map;
        this.repulsion = new GridRepulsion(SPACING);
        double z = repulsion.force(map, new float[map.length], parallel);
        this.scale = (float) (map.length / (2 * Math.max(z, 1)));
    }

    /**
     * Places one point.
     *
     * @param ids     its nearest rows of the map
     * @param squared their squared distances, ascending, beginning at {@code at} as the rows do
     * @param k       how many
     * @return x and y
     */
    public float[] place(int[] ids, float[] squared, int at, int k) {
        float[] pull = new float[at + k];
        if (k == 1) {
            pull[at] = 1;
        } else {
            new Perplexity(Math.min(PERPLEXITY, Math.max(1.5, k / 3.0)), k).row(squared, at, pull);
        }
        float[] place = new float[2];
        start(ids, pull, at, k, place);
        float[] velocity = new float[2];
        float[] push = new float[2];
        for (int step = 0; step < STEPS; step++) {
            repulsion.confine(place);
            repulsion.read(place, push);
            float gx = -scale * push[0];
            float gy = -scale * push[1];
            for (int e = at; e < at + k; e++) {
                float dx = place[0] - map[2 * ids[e]];
                float dy = place[1] - map[2 * ids[e] + 1];
                float weight = pull[e] / (1 + dx * dx + dy * dy);
                gx += weight * dx;
                gy += weight * dy;
            }
            velocity[0] = MOMENTUM * velocity[0] - RATE * gx;
            velocity[1] = MOMENTUM * velocity[1] - RATE * gy;
            float length = (float) Math.hypot(velocity[0], velocity[1]);
            float shorter = length > LONGEST_STEP ? LONGEST_STEP / length : 1;
            velocity[0] *= shorter;
            velocity[1] *= shorter;
            place[0] += velocity[0];
            place[1] += velocity[1];
        }
        return place;
    }

    /**
     * Begins at the neighbour with the most weight around it: a mean of neighbours in two clusters would lie between them.
     */
    private void start(int[] ids, float[] pull, int at, int k, float[] place) {
        double best = -1;
        for (int e = at; e < at + k; e++) {
            double around = 0;
            for (int f = at; f < at + k; f++) {
                double dx = map[2 * ids[e]] - map[2 * ids[f]];
                double dy = map[2 * ids[e] + 1] - map[2 * ids[f] + 1];
                around += pull[f] / (1 + dx * dx + dy * dy);
            }
            if (around > best) {
                best = around;
                place[0] = map[2 * ids[e]];
                place[1] = map[2 * ids[e] + 1];
            }
        }
    }
}
