package dev.signalbox.router.engine;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.router.TrainingReport.Forgetting;
import dev.signalbox.router.TrainingReport.Parts;
import dev.signalbox.router.TrainingReport.Quality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of training.json: what it takes to repeat a training run, and what came out. */
record TrainingRecord(
        @JsonUnwrapped RunRecord run,
        Parts parts,
        List<Epoch> epochs,
        int bestEpoch,
        Quality validation,
        Quality test,
        @Nullable Forgetting forgetting) {
    static void write(Path folder, RunRecord run, TrainingReport report) throws IOException {
        TrainingRecord content = new TrainingRecord(
                run,
                report.parts(),
                report.epochs(),
                report.bestEpoch(),
                report.validation(),
                report.test(),
                report.forgetting());
        Checkpoint.JSON.writeValue(folder.resolve(Checkpoint.TRAINING).toFile(), content);
        Checkpoints.writeVlms(folder, run.vlms());
    }
}
