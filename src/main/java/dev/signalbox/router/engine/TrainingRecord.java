package dev.signalbox.router.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.signalbox.router.TrainingData;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.router.TrainingReport.Quality;
import dev.signalbox.router.arms.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The content of training.json: what it takes to repeat a training run, and what came out.
 *
 * @param simulated true when no real model gave the answers that it learned from
 */
record TrainingRecord(
        String command,
        String data,
        String dataHash,
        boolean simulated,
        TrainingOptions options,
        List<Epoch> epochs,
        int bestEpoch,
        Quality validation,
        Quality test,
        Environment environment) {
    /** Where it ran. */
    record Environment(String java, String system, String engine, String engineVersion, String device, int threads) {}

    static void write(
            Path folder,
            TrainingData data,
            TrainingOptions options,
            String command,
            TrainingReport report,
            Device device,
            int threads)
            throws IOException {
        Engine engine = Engines.engine();
        TrainingRecord content = new TrainingRecord(
                command,
                data.name(),
                data.hash(),
                data.simulated(),
                options,
                report.epochs(),
                report.bestEpoch(),
                report.validation(),
                report.test(),
                new Environment(
                        Runtime.version().toString(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        engine.getEngineName(),
                        engine.getVersion(),
                        Engines.name(device),
                        threads));
        Checkpoint.JSON.writeValue(folder.resolve(Checkpoint.TRAINING).toFile(), content);
        Checkpoints.writeVlms(folder, data.vlms());
    }
}
