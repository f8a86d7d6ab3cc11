package dev.signalbox.router.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.Encoders;
import dev.signalbox.router.TrainingData;
import dev.signalbox.router.TrainingHistory;
import dev.signalbox.router.TrainingJob;
import dev.signalbox.router.TrainingListener;
import dev.signalbox.router.TrainingPlan;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.WordPieceVocabulary;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains an ARMS network (ARMS, section 4.1): binary cross entropy over the known labels of a batch, AdamW, the epoch with
 * the best validation EM kept; from nothing or from another router (section 1.5 of the notes: HEAD, ALL, REPLAY). The same
 * data, options and seed give the same weights on one CPU thread, also when the run was stopped, or killed, and resumed.
 */
public final class ArmsTrainer {
    /** The engine collects gradients for one training run at a time in a process. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    /** As the engine says it of the machine's memory and of a graphics card's. */
    private static final Pattern OUT_OF_MEMORY =
            Pattern.compile("can't allocate memory|not enough memory|out of memory", Pattern.CASE_INSENSITIVE);

    private ArmsTrainer() {}

    /**
     * Trains and writes a checkpoint folder. An older checkpoint in it stays until the new one is complete. A run that is
     * cancelled, fails or dies leaves its state in the folder {@code unfinished} below; {@link #resume} goes on with it.
     *
     * @param folder new, empty, or a checkpoint
     * @throws UserFacingException when there is nothing to learn from, the folder holds something else or a run that can
     *                             be resumed, or the loss stops being a number
     * @throws IOException         when the folder cannot be written
     * @throws java.util.concurrent.CancellationException when progress was cancelled
     */
    public static TrainingReport train(
            TrainingJob job, TrainingData data, Path folder, Progress progress, TrainingListener listener)
            throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        return alone(() -> {
            Draft.check(target);
            Path from = job.from();
            Source source = from == null ? null : Source.open(from);
            Roster roster = Roster.of(data, job, source);
            Splits splits = Splits.of(data, roster, job.options());
            EncoderSource encoders = encoders(job);
            try (UnfinishedRun run = UnfinishedRun.begin(target)) {
                TrainingOptions options =
                        withTokeniser(data, roster, splits, job.options(), source, encoders, run.path());
                int threads = Engines.suit(options.config());
                try (NDManager manager = Engines.newManager();
                        Tokeniser tokeniser = Tokeniser.open(run.path().resolve(Checkpoint.TOKENIZER))) {
                    Examples examples = new Examples(data, roster, options.config(), tokeniser, progress);
                    RunRecord record = new RunRecord(
                            RunRecord.FORMAT,
                            job.command(),
                            data.name(),
                            data.hash(),
                            examples.hash(),
                            data.simulated(),
                            options,
                            RunRecord.Origin.of(source),
                            encoders == null ? List.of() : encoders.origins(),
                            roster.vlms(),
                            roster.known(),
                            RunRecord.environment(manager, threads));
                    Taught taught = Taught.of(examples.size(), examples::label, roster, options, splits.train());
                    Learner learner = new Learner(options, roster, examples, taught, tokeniser, manager);
                    if (source != null && options.strategy().incremental()) {
                        learner.weights(
                                source.weights(roster.ids()), source.folder().toString());
                    }
                    if (encoders != null) {
                        learner.encoders(encoders);
                    }
                    Course course = new Course(record, roster, splits, taught, examples, learner, run, progress);
                    course.begin();
                    return course.run(target, listener);
                }
            }
        });
    }

    /**
     * What {@link #train} would do, in a moment: no picture is read and no weight is made. The network is the one that the
     * options name, whatever encoders the job takes from elsewhere.
     *
     * @throws UserFacingException when there is nothing to learn from
     */
    public static TrainingPlan plan(TrainingJob job, TrainingData data) throws IOException {
        Source source = job.from() == null ? null : Source.open(job.from());
        EncoderSource encoders = encoders(job);
        TrainingOptions options = encoders == null
                ? job.options()
                : job.options().withConfig(encoders.in(job.options().config()));
        Roster roster = Roster.of(data, job, source);
        Splits splits = Splits.of(data, roster, options);
        Taught taught = Taught.of(data.size(), (q, k) -> roster.label(data, q, k), roster, options, splits.train());
        int test = (int) splits.test().stream()
                .filter(q -> IntStream.range(0, roster.size()).anyMatch(k -> roster.label(data, q, k) >= 0))
                .count();
        return new TrainingPlan(
                options,
                splits.parts(taught, test),
                roster.ids(),
                roster.ids().stream().filter(roster.known()::contains).toList(),
                ArmsModel.size(options.config(), roster.size()));
    }

    /**
     * Goes on with a run that was stopped or died, as if nothing had happened.
     *
     * @param data the very data that the run began with
     * @throws UserFacingException {@code router.training.noresume} when there is no such run, {@code .otherdata} when
     *                             questions, split or labels are not what they were; else as {@link #train}
     */
    public static TrainingReport resume(TrainingData data, Path folder, Progress progress, TrainingListener listener)
            throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        return alone(() -> {
            Draft.check(target);
            try (UnfinishedRun run = UnfinishedRun.open(target)) {
                RunRecord record = run.run();
                Roster roster = Roster.of(data, record.vlms(), new LinkedHashSet<>(record.known()));
                Engines.suit(record.options().config());
                try (NDManager manager = Engines.newManager();
                        Tokeniser tokeniser = Tokeniser.open(run.path().resolve(Checkpoint.TOKENIZER))) {
                    TrainingOptions options = record.options();
                    Examples examples = new Examples(data, roster, options.config(), tokeniser, progress);
                    if (!examples.hash().equals(record.contentHash())) {
                        throw new UserFacingException("router.training.otherdata", data.name(), target);
                    }
                    Splits splits = Splits.of(data, roster, options);
                    Taught taught = Taught.of(examples.size(), examples::label, roster, options, splits.train());
                    Learner learner = new Learner(options, roster, examples, taught, tokeniser, manager);
                    Course course = new Course(record, roster, splits, taught, examples, learner, run, progress);
                    course.restore();
                    return course.run(target, listener);
                }
            }
        });
    }

    /**
     * The unfinished run in a checkpoint's folder, or null.
     *
     * @throws UserFacingException when it is damaged
     */
    public static @Nullable Unfinished unfinished(Path folder) throws IOException {
        return UnfinishedRun.in(folder) ? UnfinishedRun.look(folder) : null;
    }

    /** Whether there is one, found without reading it. */
    public static boolean hasUnfinished(Path folder) {
        return UnfinishedRun.in(folder);
    }

    /** Gives up the unfinished run in a checkpoint's folder; an older checkpoint there stays. */
    public static void discard(Path folder) throws IOException {
        UnfinishedRun.discard(folder.toAbsolutePath().normalize());
    }

    /**
     * A run that can be resumed.
     *
     * @param epoch the one under way, counted from 1
     * @param step  steps that are kept
     */
    public record Unfinished(TrainingHistory run, int epoch, int step) {}

    private interface Run {
        TrainingReport run() throws IOException;
    }

    private static TrainingReport alone(Run run) throws IOException {
        ONE_AT_A_TIME.lock();
        boolean gradients = false;
        try {
            Engines.engine();
            gradients = JniUtils.isGradMode();
            // Only a learner's steps record gradients, whatever this thread did before.
            JniUtils.setGradMode(false);
            return run.run();
        } catch (EngineException e) {
            String why = String.valueOf(e.getMessage());
            if (OUT_OF_MEMORY.matcher(why).find()) {
                throw new UserFacingException("router.training.memory", e);
            }
            throw e;
        } finally {
            if (gradients) {
                JniUtils.setGradMode(true);
            }
            ONE_AT_A_TIME.unlock();
        }
    }

    private static @Nullable EncoderSource encoders(TrainingJob job) throws IOException {
        return switch (job.encoders()) {
            case Encoders.Fresh fresh -> null;
            case Encoders.OfRouter router -> EncoderSource.open(router);
            case Encoders.Published published -> EncoderSource.open(published);
        };
    }

    /** Takes the router's vocabulary or the encoders', or builds one from what the network may see and fits the word table to it. */
    private static TrainingOptions withTokeniser(
            TrainingData data,
            Roster roster,
            Splits splits,
            TrainingOptions options,
            @Nullable Source source,
            @Nullable EncoderSource encoders,
            Path folder)
            throws IOException {
        Path file = folder.resolve(Checkpoint.TOKENIZER);
        if (options.strategy().incremental()) {
            Files.copy(Objects.requireNonNull(source).folder().resolve(Checkpoint.TOKENIZER), file);
            return options;
        }
        if (encoders != null) {
            Files.writeString(file, encoders.tokeniser());
            return options.withConfig(encoders.in(options.config()));
        }
        List<String> texts = new ArrayList<>();
        splits.train().forEach(i -> texts.add(data.question(i)));
        roster.vlms().stream().map(Vlm::profile).forEach(texts::add);
        ArmsConfig config = options.config();
        List<String> pieces = WordPieceVocabulary.build(texts, config.text().vocabulary());
        Files.writeString(file, WordPieceVocabulary.tokenizerJson(pieces));
        return options.withConfig(config.withText(config.text().withVocabulary(pieces.size())));
    }
}
