package dev.signalbox.router.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.TrainingHistory;
import dev.signalbox.router.TrainingHistory.Environment;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.arms.TrainingOptions;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a training run, fixed at its start: the content of run.json, and the head of training.json.
 *
 * @param dataHash    the data as it was imported
 * @param contentHash the questions, the split and the labels in force
 * @param simulated   true when no real model gave the answers that it learns from
 * @param encoders    where its encoders came from: none, a router, or a text and an image encoder; null in records that
 *                    were written when there was no such choice
 * @param vlms        whom the router chooses among, in the order of its biases
 * @param known       ids of those that the router knew before
 */
record RunRecord(
        int format,
        String command,
        String data,
        String dataHash,
        String contentHash,
        boolean simulated,
        TrainingOptions options,
        @Nullable Origin from,
        @Nullable List<Origin> encoders,
        List<Vlm> vlms,
        Collection<String> known,
        Environment environment) {
    static final int FORMAT = 1;

    /** The folder and the hash of a router that it starts from, or whose VLMs it leaves alone, or of an encoder. */
    record Origin(String folder, String hash) {
        static @Nullable Origin of(@Nullable Source source) {
            return source == null ? null : new Origin(source.folder().toString(), source.hash());
        }
    }

    /** Where it runs. */
    static Environment environment(NDManager manager, int threads) {
        Engine engine = Engines.engine();
        return new Environment(
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                engine.getEngineName(),
                engine.getVersion(),
                Engines.name(manager.getDevice()),
                threads);
    }

    /** The same for people, with the curves so far. */
    TrainingHistory history(
            List<TrainingReport.Epoch> epochs, int bestEpoch, TrainingHistory.@Nullable Outcome outcome) {
        return new TrainingHistory(
                command,
                data,
                dataHash,
                simulated,
                options,
                from == null ? null : from.folder(),
                vlms,
                environment,
                epochs,
                bestEpoch,
                ArmsModel.size(options.config(), vlms.size()),
                outcome);
    }
}
