package dev.signalbox.router.engine;

import dev.signalbox.router.TrainingListener;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.router.TrainingReport.Forgetting;
import dev.signalbox.router.TrainingReport.Parts;
import dev.signalbox.router.TrainingReport.Quality;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One training run from wherever it stands to the published checkpoint. Keeps its state on disk as it goes. */
final class Course {
    /** Long epochs are saved in between, so that a crash never costs more than this. */
    private static final long SAVE_NANOS = 600_000_000_000L;

    private final RunRecord record;
    private final TrainingOptions options;
    private final Roster roster;
    private final Splits splits;
    private final Taught taught;
    private final Learner learner;
    private final UnfinishedRun disk;
    private final Progress progress;
    private final Judge judge;
    private final int batches;
    private TrainingState state = TrainingState.start(new Judge.Only(0, Double.NaN));
    private long saved = System.nanoTime();

    Course(
            RunRecord record,
            Roster roster,
            Splits splits,
            Taught taught,
            Examples examples,
            Learner learner,
            UnfinishedRun disk,
            Progress progress) {
        this.record = record;
        this.options = record.options();
        this.roster = roster;
        this.splits = splits;
        this.taught = taught;
        this.learner = learner;
        this.disk = disk;
        this.progress = progress;
        judge = new Judge(examples, roster.ids(), splits.train());
        batches = (taught.queries().size() + options.batch() - 1) / options.batch();
    }

    /** Makes a new run one that can be resumed. */
    void begin() throws IOException {
        learner.encode(progress);
        if (options.strategy().incremental()) {
            state = TrainingState.start(known());
        }
        disk.write(record);
        save();
    }

    /** Puts the learner back where it stood. */
    void restore() throws IOException {
        state = disk.state();
        learner.weights(disk.tensors(state.weights()), state.weights());
        learner.optimiser().restore(disk.tensors(state.means()), disk.tensors(state.variances()), state.step());
        disk.curves(state.epochs());
        learner.encode(progress);
    }

    TrainingReport run(Path target, TrainingListener listener) throws IOException {
        listener.started(record.environment().device());
        state.epochs().forEach(listener::epoch);
        try {
            while (!state.finished(options)) {
                epoch(listener);
            }
        } catch (CancellationException e) {
            save();
            throw e;
        }
        return finish(target);
    }

    private void epoch(TrainingListener listener) throws IOException {
        List<Integer> order = new ArrayList<>(taught.queries());
        Collections.shuffle(order, new Random(Seeds.SHUFFLE.of(options.seed(), state.epoch())));
        int steps = options.epochs() * batches;
        double shown = Double.NaN;
        while (state.batch() < batches) {
            progress.checkCancelled();
            long start = System.nanoTime();
            int from = state.batch() * options.batch();
            List<Integer> batch = order.subList(from, Math.min(from + options.batch(), order.size()));
            double rate = options.rate(state.step(), steps);
            double loss = learner.step(batch, state.step(), rate);
            if (!Double.isFinite(loss)) {
                disk.giveUp(); // going on would only get here again
                throw new UserFacingException("router.training.diverged", state.epoch());
            }
            state = state.stepped(loss * batch.size(), rate, since(start));
            shown = Double.isNaN(shown) ? loss : 0.9 * shown + 0.1 * loss;
            listener.step(state.step(), steps, state.epoch(), loss, rate);
            progress.update(
                    (double) state.step() / steps,
                    Messages.text(
                            "router.training.step",
                            state.epoch(),
                            options.epochs(),
                            state.batch(),
                            batches,
                            three(shown)));
            if (System.nanoTime() - saved > SAVE_NANOS) {
                save();
            }
        }
        long start = System.nanoTime();
        Quality quality = judge.judge(splits.validation(), learner.logits(splits.validation(), progress));
        double loss = state.lossSum() / order.size();
        Epoch done = new Epoch(
                state.epoch(), loss, quality.loss(), quality.em(), state.rate(), state.seconds() + since(start));
        state = state.ended(done);
        save();
        disk.append(done);
        listener.epoch(done);
        progress.update(
                (double) state.step() / steps,
                Messages.text(
                        "router.training.epoch", done.number(), options.epochs(), three(loss), three(quality.em())));
    }

    /** Writes the state although this thread may be interrupted: that is how people stop it. */
    private void save() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            disk.save(state, learner);
            saved = System.nanoTime();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private TrainingReport finish(Path target) throws IOException {
        progress.update(1, Messages.text("router.training.saving"));
        learner.weights(disk.tensors(state.best()), state.best());
        Quality validation = judge.judge(splits.validation(), learner.logits(splits.validation(), progress));
        Quality test = judge.judge(splits.test(), learner.logits(splits.test(), progress));
        Parts parts = splits.parts(taught, test.queries());
        TrainingReport report = new TrainingReport(
                target, options, parts, state.epochs(), state.bestEpoch(), validation, test, forgetting());
        progress.checkCancelled();
        try (Draft draft = Draft.beside(target)) {
            Files.copy(disk.path().resolve(state.best()), draft.path().resolve(Checkpoint.WEIGHTS));
            for (String name : List.of(Checkpoint.TOKENIZER, Checkpoint.METRICS)) {
                Files.copy(disk.path().resolve(name), draft.path().resolve(name));
            }
            Checkpoint.write(draft.path(), Checkpoint.Config.of(options.config(), roster.ids()));
            TrainingRecord.write(draft.path(), record, report);
            disk.release();
            draft.publish();
        }
        return report;
    }

    private @Nullable Forgetting forgetting() {
        if (!options.strategy().incremental()) {
            return null;
        }
        Judge.Only after = known();
        List<String> before =
                roster.ids().stream().filter(roster.known()::contains).toList();
        return new Forgetting(before, after.queries(), state.before(), after.em());
    }

    /** EM among the VLMs that the router knew before, on test queries. */
    private Judge.Only known() {
        return judge.only(splits.test(), learner.logits(splits.test(), progress), roster::known);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
