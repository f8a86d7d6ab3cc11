package dev.signalbox.router.engine;

import dev.signalbox.router.TrainingData;
import dev.signalbox.router.TrainingJob;
import dev.signalbox.router.TrainingListener;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingSettings;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Short training runs for tests. */
final class Lessons {
    private Lessons() {}

    /** Batches of 16 queries, rate 3e-3, no schedule, nothing random but the order; {@code more} goes over it. */
    static TrainingOptions options(ArmsConfig config, long seed, int epochs, Map<String, String> more) {
        Map<String, String> values = new LinkedHashMap<>(Map.of(
                "seed", Long.toString(seed),
                "epochs", Integer.toString(epochs),
                "batch", "16",
                "learningRate", "3e-3",
                "schedule", "constant",
                "warmUp", "0",
                "patience", "0",
                "shift", "0"));
        values.putAll(more);
        return TrainingSettings.apply(TrainingOptions.tiny(seed).withConfig(config), values);
    }

    static TrainingReport train(
            TrainingData data, TrainingOptions options, String command, Path folder, Progress progress)
            throws IOException {
        return ArmsTrainer.train(new TrainingJob(options, command), data, folder, progress, TrainingListener.NONE);
    }

    /** Cancels once it heard so many reports. */
    static final class Stops implements Progress {
        private final int after;
        private int heard;

        Stops(int after) {
            this.after = after;
        }

        @Override
        public void update(double fraction, String message) {
            heard++;
        }

        @Override
        public boolean cancelled() {
            return heard > after;
        }
    }
}
