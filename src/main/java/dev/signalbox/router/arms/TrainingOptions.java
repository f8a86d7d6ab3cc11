package dev.signalbox.router.arms;

/**
 * How an ARMS network is trained: BCE on the logits of known labels, AdamW.
 *
 * @param config          the network
 * @param seed            of initial values, split, shuffle, dropout and shifts
 * @param epochs          most passes over the training queries
 * @param batch           queries per step; each brings all its known labels
 * @param learningRate    after the warm-up
 * @param schedule        how the learning rate goes on from there
 * @param warmUp          share of all steps in which the rate rises from 0
 * @param weightDecay     decoupled, on every parameter
 * @param gradientClip    bound of the gradients' joint norm; 0 for none
 * @param validationShare share of the training queries held out to choose the best epoch
 * @param patience        epochs without a better validation EM before it stops; 0 for never
 * @param shift           most pixels by which a training picture is moved at random in each direction
 */
public record TrainingOptions(
        ArmsConfig config,
        long seed,
        int epochs,
        int batch,
        double learningRate,
        Schedule schedule,
        double warmUp,
        double weightDecay,
        double gradientClip,
        double validationShare,
        int patience,
        int shift) {
    /** The learning rate after the warm-up. */
    public enum Schedule {
        CONSTANT,
        /** Falls to 0 along half a cosine. */
        COSINE
    }

    public TrainingOptions {
        Checks.positive("epochs", epochs);
        Checks.positive("batch", batch);
        Checks.share("warmUp", warmUp);
        if (!(learningRate > 0) || !(weightDecay >= 0) || !(gradientClip >= 0) || patience < 0 || shift < 0) {
            throw new IllegalArgumentException(
                    "learningRate is above zero; weightDecay, gradientClip, patience and shift are not negative");
        }
        if (!(validationShare > 0 && validationShare <= 0.5)) {
            throw new IllegalArgumentException("validationShare is above 0 and at most 0.5, not " + validationShare);
        }
    }

    /** The paper's recipe (section 4.1): 64 pairs a batch over four VLMs, two epochs, constant rate. */
    public static TrainingOptions full(long seed) {
        return new TrainingOptions(ArmsConfig.full(), seed, 2, 16, 8e-5, Schedule.CONSTANT, 0, 1e-2, 0, 0.1, 0, 0);
    }

    /** For a small network that starts from nothing. */
    public static TrainingOptions tiny(long seed) {
        return new TrainingOptions(ArmsConfig.tiny(), seed, 32, 32, 1e-3, Schedule.COSINE, 0.05, 1e-2, 1, 0.1, 12, 2);
    }

    /** The learning rate of a step, counted from 0. */
    public double rate(int step, int steps) {
        double warm = warmUp * steps;
        if (step < warm) {
            return learningRate * (step + 1) / Math.ceil(warm);
        }
        return switch (schedule) {
            case CONSTANT -> learningRate;
            case COSINE -> learningRate * 0.5 * (1 + Math.cos(Math.PI * (step - warm) / Math.max(1, steps - warm)));
        };
    }

    public TrainingOptions withEpochs(int changed) {
        return new TrainingOptions(
                config,
                seed,
                changed,
                batch,
                learningRate,
                schedule,
                warmUp,
                weightDecay,
                gradientClip,
                validationShare,
                patience,
                shift);
    }

    public TrainingOptions withConfig(ArmsConfig changed) {
        return new TrainingOptions(
                changed,
                seed,
                epochs,
                batch,
                learningRate,
                schedule,
                warmUp,
                weightDecay,
                gradientClip,
                validationShare,
                patience,
                shift);
    }
}
