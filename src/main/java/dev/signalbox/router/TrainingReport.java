package dev.signalbox.router;

import java.nio.file.Path;
import java.util.List;

/**
 * What a training run did.
 *
 * @param bestEpoch  the epoch, counted from 1, whose weights were kept: highest validation EM, then lowest loss
 * @param validation the kept weights on the validation share of the training split
 * @param test       the kept weights on everything outside the training split; never used to choose anything
 */
public record TrainingReport(Path checkpoint, List<Epoch> epochs, int bestEpoch, Quality validation, Quality test) {
    public TrainingReport {
        epochs = List.copyOf(epochs);
    }

    /** One pass over the training queries; losses are mean binary cross entropies per known label. */
    public record Epoch(int number, double loss, double validationLoss, double validationEm, double seconds) {}

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
