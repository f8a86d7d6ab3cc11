package dev.signalbox.router.arms;

import java.util.Objects;

/**
 * How an ARMS network is trained: BCE on the logits of known labels, AdamW.
 *
 * @param config          the network
 * @param seed            of initial values, split, shuffle, dropout, shifts and replay
 * @param strategy        what it starts from, which weights move, which labels it sees (ambiguity A11)
 * @param epochs          most passes over the training queries
 * @param batch           queries per step; each brings all its known labels
 * @param accumulate      parts that a batch is cut into, one after the other in memory; their gradients add up
 * @param learningRate    after the warm-up
 * @param encoderFactor   of the learning rate for the two encoders
 * @param schedule        how the learning rate goes on from there
 * @param warmUp          share of all steps in which the rate rises from 0
 * @param weightDecay     decoupled
 * @param decayAll        true decays every weight; false spares biases and LayerNorms
 * @param gradientClip    bound of the gradients' joint norm; 0 for none
 * @param validationShare share of the training queries held out to choose the best epoch
 * @param splitBy         what stays on one side when queries are held out
 * @param dropUnsolvable  true leaves out queries that no VLM answers right, everywhere
 * @param replayShare     share of the learnt labels that come from VLMs the router knew before
 * @param patience        epochs without a better validation EM before it stops; 0 for never
 * @param shift           most pixels by which a training picture is moved at random in each direction
 * @param precision       of the products in a training step; validation and the router itself use single precision
 */
public record TrainingOptions(
        ArmsConfig config,
        long seed,
        Strategy strategy,
        int epochs,
        int batch,
        int accumulate,
        double learningRate,
        double encoderFactor,
        Schedule schedule,
        double warmUp,
        double weightDecay,
        boolean decayAll,
        double gradientClip,
        double validationShare,
        SplitBy splitBy,
        boolean dropUnsolvable,
        double replayShare,
        int patience,
        int shift,
        Precision precision) {
    /** The paper's learning rates of encoders and head in incremental training: 2e-5 over 8e-5. */
    private static final double GENTLE = 0.25;

    private static final double REPLAYED = 0.2;

    /** Where a router comes from (section 1.5). */
    public enum Strategy {
        /** From nothing, for every VLM of the data. */
        INITIAL,
        /** From nothing, for the VLMs that another router does not know. */
        INDEPENDENT,
        /** From a router, on labels of VLMs that are new to it; its encoders stay. */
        HEAD,
        /** From a router, on labels of VLMs that are new to it; every weight moves. */
        ALL,
        /** As {@link #ALL}, with a share of labels of the VLMs that it knew. */
        REPLAY;

        /** True when it starts from the weights of another router. */
        public boolean incremental() {
            return this != INITIAL && this != INDEPENDENT;
        }

        /** True when another router has to be named. */
        public boolean needsRouter() {
            return this != INITIAL;
        }
    }

    /** The learning rate after the warm-up. */
    public enum Schedule {
        CONSTANT,
        /** Falls to 0 along half a cosine. */
        COSINE
    }

    /** What is never torn apart; pairs of one query never are. */
    public enum SplitBy {
        /** Queries that share a picture; a training query whose picture the test has too is left out. */
        IMAGE,
        /** Single queries, whatever their pictures. */
        QUERY
    }

    /** How exactly a training step multiplies. */
    public enum Precision {
        FLOAT32,
        /** Factors in bfloat16; sums, weights, gradients and everything else in single precision. */
        MIXED
    }

    public TrainingOptions {
        // Records of runs from before there was a choice have none.
        precision = Objects.requireNonNullElse(precision, Precision.FLOAT32);
        Checks.positive("epochs", epochs);
        Checks.positive("batch", batch);
        Checks.positive("accumulate", accumulate);
        Checks.share("warmUp", warmUp);
        Checks.share("replayShare", replayShare);
        if (!(learningRate > 0) || !(encoderFactor > 0)) {
            throw new IllegalArgumentException("learningRate and encoderFactor are above zero");
        }
        if (!(weightDecay >= 0) || !(gradientClip >= 0) || patience < 0 || shift < 0) {
            throw new IllegalArgumentException("weightDecay, gradientClip, patience and shift are not negative");
        }
        if (accumulate > batch) {
            throw new IllegalArgumentException("accumulate " + accumulate + " is more than batch " + batch);
        }
        if (!(validationShare > 0 && validationShare <= 0.5)) {
            throw new IllegalArgumentException("validationShare is above 0 and at most 0.5, not " + validationShare);
        }
        if (replayShare > 0 && !strategy.incremental()) {
            throw new IllegalArgumentException("replayShare needs a strategy that goes on from a router");
        }
        if (strategy == Strategy.REPLAY && replayShare == 0) {
            throw new IllegalArgumentException("the strategy REPLAY needs a replayShare above 0");
        }
    }

    /** The paper's recipe (section 4.1): 64 pairs a batch over four VLMs, two epochs, constant rate. */
    public static TrainingOptions full(long seed) {
        return of(ArmsConfig.full(), seed, 2, 16, 8e-5, Schedule.CONSTANT, 0, 0, 0, 0);
    }

    /** For a small network that starts from nothing. */
    public static TrainingOptions tiny(long seed) {
        return of(ArmsConfig.tiny(), seed, 32, 32, 1e-3, Schedule.COSINE, 0.05, 1, 12, 2);
    }

    private static TrainingOptions of(
            ArmsConfig config,
            long seed,
            int epochs,
            int batch,
            double learningRate,
            Schedule schedule,
            double warmUp,
            double gradientClip,
            int patience,
            int shift) {
        return new TrainingOptions(
                config,
                seed,
                Strategy.INITIAL,
                epochs,
                batch,
                1,
                learningRate,
                1,
                schedule,
                warmUp,
                1e-2,
                true,
                gradientClip,
                0.1,
                SplitBy.IMAGE,
                false,
                0,
                patience,
                shift,
                Precision.FLOAT32);
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

    public TrainingOptions withConfig(ArmsConfig changed) {
        return with(changed, strategy, encoderFactor, replayShare);
    }

    /** The same recipe for another strategy, with the encoders' rate and the replay that belong to it. */
    public TrainingOptions withStrategy(Strategy changed) {
        boolean gentle = changed == Strategy.ALL || changed == Strategy.REPLAY;
        return with(config, changed, gentle ? GENTLE : 1, changed == Strategy.REPLAY ? REPLAYED : 0);
    }

    private TrainingOptions with(ArmsConfig network, Strategy way, double factor, double replay) {
        return new TrainingOptions(
                network,
                seed,
                way,
                epochs,
                batch,
                accumulate,
                learningRate,
                factor,
                schedule,
                warmUp,
                weightDecay,
                decayAll,
                gradientClip,
                validationShare,
                splitBy,
                dropUnsolvable,
                replay,
                patience,
                shift,
                precision);
    }
}
