package dev.signalbox.ui.train;

import dev.signalbox.router.TrainingListener;
import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Writes down what a training thread says, for another thread to look at whenever it wants. A pause holds the training
 * thread here, after a step, where no time of an epoch is counted.
 */
final class Tape implements TrainingListener {
    private static final double SMOOTH = 0.95;

    private final int epochsAsked;
    private final int batch;
    private final Hold hold;
    private final Progress progress;
    private final LongSupplier nanos;

    private final Thinned losses = new Thinned();
    private final Thinned smoothLosses = new Thinned();
    private final Thinned rates = new Thinned();
    private final List<Epoch> epochs = new ArrayList<>();
    private String device = "";
    private boolean began;
    private int firstStep;
    private int step;
    private int steps;
    private int epoch;
    private double smooth;
    private double weight;
    private double rate;
    private long at;
    private long working;

    /** @param epochs the most that were asked for; batch queries make a step */
    Tape(int epochs, int batch, Hold hold, Progress progress, LongSupplier nanos) {
        this.epochsAsked = epochs;
        this.batch = batch;
        this.hold = hold;
        this.progress = progress;
        this.nanos = nanos;
    }

    @Override
    public synchronized void started(String where) {
        device = where;
        began = true;
        at = nanos.getAsLong();
    }

    @Override
    public void step(int number, int all, int inEpoch, double loss, double learningRate) {
        note(number, all, inEpoch, loss, learningRate);
        if (hold.wanted()) {
            progress.update((double) number / all, Messages.text("train.phase.paused"));
            hold.pass(progress);
            restart();
        }
    }

    private synchronized void note(int number, int all, int inEpoch, double loss, double learningRate) {
        long now = nanos.getAsLong();
        working += now - at;
        at = now;
        if (steps == 0) {
            firstStep = number - 1;
        }
        step = number;
        steps = all;
        epoch = inEpoch;
        rate = learningRate;
        // Corrected for its start, as Adam's means are: the first values count in full.
        smooth = SMOOTH * smooth + (1 - SMOOTH) * loss;
        weight = SMOOTH * weight + (1 - SMOOTH);
        losses.add(loss);
        smoothLosses.add(smooth / weight);
        rates.add(learningRate);
    }

    private synchronized void restart() {
        at = nanos.getAsLong();
    }

    @Override
    public synchronized void epoch(Epoch done) {
        epochs.add(done);
        epoch = Math.min(epochsAsked, done.number() + 1);
    }

    /** What stands on it now. */
    synchronized Pulse read() {
        int own = step - firstStep;
        double perStep = own == 0 ? Double.NaN : working / 1e9 / own;
        double perEpoch = steps == 0 ? 1 : (double) steps / epochsAsked;
        double[] loss = losses.values();
        double[] x = new double[loss.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (firstStep + (i + 1.0) * losses.stride()) / perEpoch;
        }
        return new Pulse(
                began,
                device,
                epoch,
                epochsAsked,
                step,
                steps,
                weight == 0 ? Double.NaN : smooth / weight,
                rate,
                batch / perStep,
                steps == 0 ? Double.NaN : (steps - step) * perStep,
                List.copyOf(epochs),
                new Pulse.Steps(x, loss, smoothLosses.values(), rates.values()));
    }
}
