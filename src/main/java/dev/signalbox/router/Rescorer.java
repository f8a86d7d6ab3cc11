package dev.signalbox.router;

import java.util.List;

/**
 * The fused vectors u of n queries, kept so that any profile sentence can be scored against all of them at once: a VLM enters
 * through its profile vector alone (ARMS, section 1.2), so nothing is encoded or fused again. Holds no native memory. Fill it
 * from one thread; once it is full, any number of threads may score.
 */
public interface Rescorer {
    /**
     * One VLM against every query.
     *
     * @param score      [n] as {@link Router#scores} gives them, bit for bit
     * @param confidence [n] as {@link Router#confidences} gives them, bit for bit
     */
    @SuppressWarnings("ArrayRecordComponent") // shared, never copied
    record Column(float[] score, float[] confidence) {}

    /** Number of queries n. */
    int size();

    /** Width d of the fused vectors. */
    int dimension();

    /**
     * Takes the fused vectors of queries {@code first ..}.
     *
     * @param fused [m * d], row-major
     */
    void put(int first, float[] fused);

    /**
     * Scores every query against profile vectors, on all cores.
     *
     * @param profiles [K][p], from {@link Router#profiles}
     * @return one per profile
     */
    List<Column> score(float[][] profiles);
}
