package dev.signalbox.router.engine;

import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.router.arms.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a training run stands: the content of state.json. Every random draw follows from the seed and the step, so no
 * generator's state is here.
 *
 * @param epoch     the epoch under way, counted from 1
 * @param batch     batches of it that are done
 * @param step      steps that are done in all
 * @param lossSum   over the queries of this epoch's batches
 * @param rate      learning rate of the last step
 * @param seconds   of work on this epoch
 * @param epochs    finished ones
 * @param bestEpoch the one whose weights are kept, 0 for none yet
 * @param best      name of the file with the best epoch's weights, empty for none yet
 * @param before    EM of the router that it started from among the VLMs that it knew, on {@code beforeQueries} test queries
 */
record TrainingState(
        int format,
        int epoch,
        int batch,
        int step,
        double lossSum,
        double rate,
        double seconds,
        List<Epoch> epochs,
        int bestEpoch,
        String best,
        double before,
        int beforeQueries) {
    static final int FORMAT = 1;

    TrainingState {
        epochs = List.copyOf(epochs);
        if (epoch < 1
                || batch < 0
                || step < 0
                || bestEpoch < 0
                || bestEpoch > epochs.size()
                || epochs.size() != epoch - 1) {
            throw new IllegalArgumentException("epoch, batch, step, epochs and bestEpoch contradict each other");
        }
    }

    static TrainingState start(Judge.Only before) {
        return new TrainingState(FORMAT, 1, 0, 0, 0, 0, 0, List.of(), 0, "", before.em(), before.queries());
    }

    String weights() {
        return file("weights");
    }

    String means() {
        return file("means");
    }

    String variances() {
        return file("variances");
    }

    private String file(String what) {
        return "%s-%08d.safetensors".formatted(what, step);
    }

    /** Every file that this state needs. */
    Set<String> files() {
        Set<String> files = new TreeSet<>(Set.of(weights(), means(), variances()));
        if (!best.isEmpty()) {
            files.add(best);
        }
        return files;
    }

    boolean finished(TrainingOptions options) {
        boolean patient = options.patience() == 0
                || epochs.isEmpty()
                || epochs.getLast().number() - bestEpoch < options.patience();
        return epoch > options.epochs() || !patient;
    }

    /** A batch is done. */
    TrainingState stepped(double lossOfBatch, double usedRate, double took) {
        return new TrainingState(
                format,
                epoch,
                batch + 1,
                step + 1,
                lossSum + lossOfBatch,
                usedRate,
                seconds + took,
                epochs,
                bestEpoch,
                best,
                before,
                beforeQueries);
    }

    /** The epoch is done. */
    TrainingState ended(Epoch done) {
        List<Epoch> all = new ArrayList<>(epochs);
        all.add(done);
        boolean better = bestEpoch == 0 || better(done, epochs.get(bestEpoch - 1));
        return new TrainingState(
                format,
                epoch + 1,
                0,
                step,
                0,
                rate,
                0,
                all,
                better ? done.number() : bestEpoch,
                better ? weights() : best,
                before,
                beforeQueries);
    }

    private static boolean better(Epoch epoch, Epoch than) {
        return epoch.validationEm() > than.validationEm()
                || (epoch.validationEm() == than.validationEm() && epoch.validationLoss() < than.validationLoss());
    }
}
