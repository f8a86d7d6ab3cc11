package dev.signalbox.router;

import dev.signalbox.router.arms.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training run did.
 *
 * @param options    as they were used, the vocabulary's size included
 * @param parts      how the queries were divided
 * @param bestEpoch  the epoch, counted from 1, whose weights were kept: highest validation EM, then lowest loss
 * @param validation the kept weights on the validation share of the training split
 * @param test       the kept weights on everything outside the training split; never used to choose anything
 * @param forgetting what going on from a router cost on the VLMs that it knew, or null when it started from nothing
 */
public record TrainingReport(
        Path checkpoint,
        TrainingOptions options,
        Parts parts,
        List<Epoch> epochs,
        int bestEpoch,
        Quality validation,
        Quality test,
        @Nullable Forgetting forgetting) {
    public TrainingReport {
        epochs = List.copyOf(epochs);
    }

    /**
     * One pass over the training queries; losses are mean binary cross entropies per known label.
     *
     * @param learningRate of its last step
     * @param seconds      of work, interruptions not counted
     */
    public record Epoch(
            int number, double loss, double validationLoss, double validationEm, double learningRate, double seconds) {}

    /**
     * How the queries with a known label were divided.
     *
     * @param unsolvable left out because no VLM answers them right
     * @param shared     training queries left out because the test has their picture
     * @param kept       share of the queries that was not left out as unsolvable: EM depends on it, so numbers with different
     *                   shares cannot be compared
     * @param labels     known labels that are learnt from
     * @param replayed   those among them that belong to VLMs the router knew before
     */
    public record Parts(
            int train, int validation, int test, int unsolvable, int shared, double kept, int labels, int replayed) {}

    /**
     * EM among the VLMs that the router knew before, on test queries.
     *
     * @param queries test queries with a known label of such a VLM
     * @param before  EM of the router that training started from; NaN without queries
     * @param after   EM of the kept weights
     */
    public record Forgetting(List<String> vlms, int queries, double before, double after) {
        public Forgetting {
            vlms = List.copyOf(vlms);
        }
    }

    /**
     * How routing did on some queries, beside the simplest alternatives. Only VLMs with a known label can be chosen.
     *
     * @param queries    queries with at least one known label
     * @param em         share of them whose chosen VLM is right; NaN without queries, as all below
     * @param accuracy   share of known labels on the right side of confidence 0.5
     * @param loss       mean binary cross entropy per known label
     * @param bestSingle the VLM that is right most often on the training split
     * @param single     share of queries which that VLM answers right
     * @param random     expected share under a uniform choice
     * @param oracle     share of queries that some VLM answers right
     */
    public record Quality(
            int queries,
            double em,
            double accuracy,
            double loss,
            String bestSingle,
            double single,
            double random,
            double oracle) {}
}
