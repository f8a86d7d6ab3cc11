package dev.signalbox.projection.tsne;

/**
 * All that an optimiser has to remember to go on exactly as if it had never stopped.
 *
 * @param iteration iterations done
 * @param places    [2n] x and y by turns
 * @param velocity  [2n]
 * @param gains     [2n]
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never shared
public record TsneState(int iteration, float[] places, float[] velocity, float[] gains) {
    public TsneState {
        if (places.length % 2 != 0 || velocity.length != places.length || gains.length != places.length) {
            throw new IllegalArgumentException("Places, velocities and gains are pairs, as many of each");
        }
    }

    /**
     * The beginning: two coordinates of every row, brought to a standard deviation of 1e-4 along the first (Kobak and
     * Berens 2019).
     */
    public static TsneState start(float[] places) {
        double sum = 0;
        double squares = 0;
        int n = places.length / 2;
        for (int i = 0; i < n; i++) {
            sum += places[2 * i];
            squares += (double) places[2 * i] * places[2 * i];
        }
        double variance = squares / n - (sum / n) * (sum / n);
        double scale = variance > 0 ? 1e-4 / Math.sqrt(variance) : 0;
        float[] y = new float[places.length];
        float[] gains = new float[places.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) (places[i] * scale);
            gains[i] = 1;
        }
        return new TsneState(0, y, new float[y.length], gains);
    }

    /** The same in arrays of its own. */
    public TsneState copy() {
        return new TsneState(iteration, places.clone(), velocity.clone(), gains.clone());
    }
}
