package dev.signalbox.router;

import dev.signalbox.router.TrainingReport.Epoch;

/** Hears numbers while a router is trained; called on the training thread. */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * A step is done.
     *
     * @param step  counted from 1 over the whole run
     * @param steps of the whole run, should no epoch be saved by stopping early
     * @param loss  mean binary cross entropy of the batch
     * @param rate  learning rate used
     */
    default void step(int step, int steps, int epoch, double loss, double rate) {}

    /** The device is chosen and the network is ready. */
    default void started(String device) {}

    /** An epoch is done; after resuming, called for the earlier ones first. */
    default void epoch(Epoch epoch) {}
}
