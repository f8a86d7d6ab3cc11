package dev.signalbox.router;

import dev.signalbox.model.Vlm;
import dev.signalbox.router.arms.ExpertSet;
import java.util.List;
import java.util.Optional;

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

    /**
     * Fuses a batch once with each of several sets of experts; encoders and experts run once for all of them. With all
     * experts on the vectors are those of {@link #fuse(List)} bit for bit. The times are those of the whole work.
     *
     * @param sets each over {@link #gates()} experts
     * @return one per set; experts that are off have a gate weight of 0
     * @throws UnsupportedOperationException by a router without a gate
     */
    default List<QueryVectors> fuse(List<QueryInput> batch, List<ExpertSet> sets) {
        throw new UnsupportedOperationException(kind() + " has no experts to switch off");
    }

    /**
     * What the encoders get to see of a query. A router that shows its encoders something else than one square picture
     * and one row of tokens, or has no encoders, tells nothing.
     */
    default Optional<EncoderView> view(QueryInput query) {
        return Optional.empty();
    }

    /** What the text encoder gets to see of a profile sentence; a router that reads no sentences tells nothing. */
    default Optional<SentenceView> sentence(String profile) {
        return Optional.empty();
    }

    /**
     * Profile vectors [K][p] with p >= d: first the d values that the classifier compares with the fused vectors, then
     * whatever else the router knows of a VLM (a trained bias). Hand them on as they are.
     */
    float[][] profiles(List<Vlm> vlms);

    /**
     * Scores [B][K] before they are held inside a bound: only their order counts. They tell apart VLMs whose confidences
     * meet at the bound.
     */
    default float[][] scores(float[][] fused, float[][] profiles) {
        return confidences(fused, profiles);
    }

    /**
     * Confidences [B][K] in (0, 1) of the classifier: sigmoid(clip(atanh(cos(u, e_m)), -c, c)).
     *
     * @param fused    [B][d]
     * @param profiles [K][p], from {@link #profiles}
     */
    float[][] confidences(float[][] fused, float[][] profiles);

    /**
     * A place for the fused vectors of many queries, to be scored against one profile sentence after the other. It outlives
     * the router.
     *
     * @throws UnsupportedOperationException by a router that scores in another way
     */
    default Rescorer rescorer(int queries) {
        throw new UnsupportedOperationException(kind() + " keeps no fused vectors");
    }

    @Override
    void close();
}
