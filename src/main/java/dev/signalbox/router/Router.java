package dev.signalbox.router;

import dev.signalbox.model.Vlm;
import java.util.List;

/**
 * Predicts for an image question which VLM will answer it right. The VLM enters only through its profile vector, so a
 * query is fused once and every VLM is one product away (ARMS, section 1.2). One instance per thread.
 */
public interface Router extends AutoCloseable {
    /** Shown to people, such as {@code arms-tiny}. */
    String name();

    /** Such as {@code arms}. */
    String kind();

    /** SHA-256 of weights and configuration, lower-case hex. */
    String hash();

    /** The device in use, such as {@code cpu} or {@code gpu(0)}. */
    String device();

    /** Width d of the fused query vector. */
    int dimension();

    /** Number of gate weights per query; 0 for a router without a gate. */
    int gates();

    /** Fuses a batch. */
    QueryVectors fuse(List<QueryInput> batch);

    /** Profile vectors [K][d], as the classifier compares them with the fused vectors. */
    float[][] profiles(List<Vlm> vlms);

    /**
     * Confidences [B][K] in (0, 1) of the classifier: sigmoid(clip(atanh(cos(u, e_m)), -c, c)).
     *
     * @param fused    [B][d]
     * @param profiles [K][d]
     */
    float[][] confidences(float[][] fused, float[][] profiles);

    @Override
    void close();
}
