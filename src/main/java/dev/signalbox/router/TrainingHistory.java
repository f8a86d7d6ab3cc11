package dev.signalbox.router;

import dev.signalbox.model.Vlm;
import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.router.TrainingReport.Forgetting;
import dev.signalbox.router.TrainingReport.Parts;
import dev.signalbox.router.TrainingReport.Quality;
import dev.signalbox.router.arms.TrainingOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the record of a training run tells, of a finished one (training.json) or of one that can be resumed.
 *
 * @param command    what to type to train this again, up to the folder
 * @param data       the dataset's name
 * @param dataHash   the data as it was imported
 * @param simulated  true when no real model gave the answers that it learns from
 * @param options    as they were used, the vocabulary's size included
 * @param from       folder of the router that it starts from, or whose VLMs it leaves alone; null for none
 * @param vlms       whom the router chooses among
 * @param epochs     finished ones
 * @param bestEpoch  the one whose weights are kept, counted from 1; 0 for none yet
 * @param parameters numbers in the network
 * @param outcome    null until it is finished
 */
public record TrainingHistory(
        String command,
        String data,
        String dataHash,
        boolean simulated,
        TrainingOptions options,
        @Nullable String from,
        List<Vlm> vlms,
        Environment environment,
        List<Epoch> epochs,
        int bestEpoch,
        long parameters,
        @Nullable Outcome outcome) {
    public TrainingHistory {
        vlms = List.copyOf(vlms);
        epochs = List.copyOf(epochs);
    }

    /** Where it ran. */
    public record Environment(
            String java, String system, String engine, String engineVersion, String device, int threads) {}

    /** What a finished run reports; see {@link TrainingReport}. */
    public record Outcome(
            Parts parts,
            Quality validation,
            Quality test,
            @Nullable Forgetting forgetting) {}

    /** Work on all epochs, in seconds. */
    public double seconds() {
        return epochs.stream().mapToDouble(Epoch::seconds).sum();
    }
}
