package dev.signalbox.projection.neighbours;

/**
 * Rows of numbers.
 *
 * @param rows   how many
 * @param dim    numbers in a row
 * @param values [rows * dim] row-major
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never copied
public record Points(int rows, int dim, float[] values) {
    public Points {
        if (rows < 0 || dim < 1 || values.length < (long) rows * dim) {
            throw new IllegalArgumentException(values.length + " numbers are not " + rows + " rows of " + dim);
        }
    }

    /** The same rows in another order: row i is row {@code order[i]} of this. */
    public Points ordered(int[] order) {
        float[] result = new float[order.length * dim];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(values, order[i] * dim, result, i * dim, dim);
        }
        return new Points(order.length, dim, result);
    }

    /** The squared Euclidean distance of two rows. */
    public float squared(int a, int b) {
        return squared(values, a * dim, values, b * dim, dim);
    }

    static float squared(float[] a, int at, float[] b, int bt, int dim) {
        float even = 0;
        float odd = 0;
        int i = 0;
        for (; i + 1 < dim; i += 2) {
            float p = a[at + i] - b[bt + i];
            float q = a[at + i + 1] - b[bt + i + 1];
            even += p * p;
            odd += q * q;
        }
        if (i < dim) {
            float p = a[at + i] - b[bt + i];
            even += p * p;
        }
        return even + odd;
    }
}
