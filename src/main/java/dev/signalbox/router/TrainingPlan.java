package dev.signalbox.router;

import dev.signalbox.router.TrainingReport.Parts;
import dev.signalbox.router.arms.TrainingOptions;
import java.util.List;

/**
 * What a training run would do, found out without training.
 *
 * @param options    as asked for; training fits the vocabulary to the texts, which can make the network smaller
 * @param vlms       ids of those that the router would choose among
 * @param known      ids of those among them that it knew before
 * @param parameters numbers in the network, at most
 */
public record TrainingPlan(
        TrainingOptions options, Parts parts, List<String> vlms, List<String> known, long parameters) {
    public TrainingPlan {
        vlms = List.copyOf(vlms);
        known = List.copyOf(known);
    }

    /** Steps of the optimiser, should no epoch be saved by stopping early. */
    public long steps() {
        return (long) options.epochs() * ((parts.train() + options.batch() - 1) / options.batch());
    }
}
