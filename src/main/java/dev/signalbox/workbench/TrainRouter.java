package dev.signalbox.workbench;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Raster;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.TrainingData;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.TrainingReport.Quality;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.engine.ArmsTrainer;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a router on a dataset's train split, with the labels in force. */
public final class TrainRouter {
    private static final Logger LOG = LoggerFactory.getLogger(TrainRouter.class);

    private final Workspace workspace;

    public TrainRouter(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What came out; EM on test queries stands beside the simplest alternatives. */
    public record Report(
            String router,
            String checkpoint,
            String preset,
            long seed,
            int epochs,
            int bestEpoch,
            Quality validation,
            Quality test,
            boolean simulated) {
        /** For people. */
        public List<String> lines() {
            return List.of(
                    Messages.text("workbench.trained", router, bestEpoch, epochs, checkpoint),
                    Messages.text(
                            "workbench.trained.test",
                            test.queries(),
                            test.em(),
                            test.bestSingle(),
                            test.single(),
                            test.random(),
                            test.oracle()));
        }
    }

    /**
     * Trains and registers the checkpoint.
     *
     * @param preset {@code tiny} or {@code full}
     * @param epochs at most so many, or null for the preset's number
     */
    public Report run(
            OpenDataset open, String preset, long seed, @Nullable Integer epochs, Path out, Progress progress) {
        TrainingOptions options = options(preset, seed, epochs);
        String command = "signalbox train --dataset \"" + open.dataset().name() + "\" --preset " + preset + " --seed "
                + seed + (epochs == null ? "" : " --epochs " + epochs);
        Path folder = out.toAbsolutePath().normalize();
        try {
            TrainingReport report = ArmsTrainer.train(new Data(open), options, command, folder, progress);
            RouterInfo info =
                    new RouterLibrary(workspace, folder).register(String.valueOf(folder.getFileName()), folder);
            return new Report(
                    info.name(),
                    folder.toString(),
                    preset,
                    seed,
                    report.epochs().size(),
                    report.bestEpoch(),
                    report.validation(),
                    report.test(),
                    open.dataset().simulated());
        } catch (IOException e) {
            throw new UserFacingException("router.unwritable", e, folder, String.valueOf(e.getMessage()));
        }
    }

    private static TrainingOptions options(String preset, long seed, @Nullable Integer epochs) {
        TrainingOptions options = switch (preset) {
            case "tiny" -> TrainingOptions.tiny(seed);
            case "full" -> TrainingOptions.full(seed);
            default -> throw new UserFacingException("router.preset", preset);
        };
        return epochs == null ? options : options.withEpochs(epochs);
    }

    /** A dataset as a trainer reads it. */
    private static final class Data implements TrainingData {
        private final OpenDataset open;
        private final Labels labels;
        private final Selection train;

        Data(OpenDataset open) {
            this.open = open;
            this.labels = open.editor().annotations().labels();
            this.train = open.split("train");
        }

        @Override
        public String name() {
            return open.dataset().name();
        }

        @Override
        public String hash() {
            return open.dataset().dataHash();
        }

        @Override
        public boolean simulated() {
            return open.dataset().simulated();
        }

        @Override
        public int size() {
            return open.table().size();
        }

        @Override
        public String question(int query) {
            return open.workspace().datasets().question(open.dataset().id(), query);
        }

        @Override
        public @Nullable Raster picture(int query) {
            try {
                return open.pictures().raster(query);
            } catch (UserFacingException e) {
                LOG.warn("Query {}: {}", open.table().keys().get(query), e.getMessage());
                return null;
            }
        }

        @Override
        public int label(int query, int vlm) {
            return labels.code(query, vlm);
        }

        @Override
        public boolean isTrain(int query) {
            return train.contains(query);
        }

        @Override
        public List<Vlm> vlms() {
            return open.dataset().vlms();
        }
    }
}
