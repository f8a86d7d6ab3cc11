package dev.signalbox.router.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.TrainingData;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.router.TrainingReport.Quality;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.WordPieceVocabulary;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains an ARMS network from nothing (ARMS, section 4.1): binary cross entropy over the known labels of a batch, AdamW,
 * the epoch with the best validation EM kept. The same data, options and seed give the same weights on one CPU thread.
 */
public final class ArmsTrainer {
    /** The engine collects gradients for one training run at a time in a process. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private static final int VALIDATION_CHUNK = 64;

    private final TrainingOptions options;
    private final TrainingData data;
    private final Progress progress;
    private final ArmsModel model;
    private final Examples examples;
    private final List<long[]> profiles;
    private final int padding;
    private final NDManager manager;
    private final ParameterStore store;
    private final SplittableRandom random;

    private ArmsTrainer(
            TrainingData data, TrainingOptions options, Tokeniser tokeniser, NDManager manager, Progress progress) {
        this.data = data;
        this.options = options;
        this.progress = progress;
        this.manager = manager;
        ArmsConfig config = options.config();
        random = new SplittableRandom(options.seed());
        padding = tokeniser.padding();
        examples = new Examples(data, config, tokeniser, progress);
        profiles = tokeniser.encode(data.vlms().stream().map(Vlm::profile).toList(), config.profileTokens());
        store = new ParameterStore(manager, false);
        model = new ArmsModel(
                config, data.vlms().size(), new Random(random.split().nextLong()));
        model.start(manager);
    }

    /**
     * Trains and writes a checkpoint folder. Cancelling or failing leaves {@code folder} as it was.
     *
     * @param command what a person typed or clicked to start this, kept in training.json
     * @param folder  new, empty, or an older checkpoint, which is replaced
     * @throws UserFacingException when there is nothing to learn from, the folder holds something else, or the loss
     *                             stops being a number
     * @throws IOException         when the folder cannot be written
     */
    public static TrainingReport train(
            TrainingData data, TrainingOptions options, String command, Path folder, Progress progress)
            throws IOException {
        ONE_AT_A_TIME.lock();
        boolean gradients = false;
        try (Draft draft = Draft.beside(folder)) {
            Splits splits = Splits.of(data, options);
            TrainingOptions fitted = withTokeniser(data, options, splits, draft.path());
            int threads = Engines.suit(fitted.config());
            gradients = JniUtils.isGradMode();
            // Only the steps below record gradients, whatever this thread did before.
            JniUtils.setGradMode(false);
            try (NDManager manager = Engines.newManager();
                    Tokeniser tokeniser = Tokeniser.open(draft.path().resolve(Checkpoint.TOKENIZER))) {
                Engine engine = Engines.engine();
                engine.setRandomSeed(Long.hashCode(options.seed()));
                ArmsTrainer trainer = new ArmsTrainer(data, fitted, tokeniser, manager, progress);
                TrainingReport report = trainer.run(splits, folder, draft.path());
                TrainingRecord.write(draft.path(), data, fitted, command, report, manager.getDevice(), threads);
                progress.checkCancelled();
                draft.publish();
                return report;
            }
        } finally {
            if (gradients) {
                JniUtils.setGradMode(true);
            }
            ONE_AT_A_TIME.unlock();
        }
    }

    /** Queries to fit, to choose the epoch by, and to report on. */
    private record Splits(List<Integer> train, List<Integer> validation, List<Integer> test) {
        static Splits of(TrainingData data, TrainingOptions options) {
            List<Integer> all = new ArrayList<>();
            List<Integer> test = new ArrayList<>();
            int labels = 0;
            for (int i = 0; i < data.size(); i++) {
                int query = i;
                int known = (int) IntStream.range(0, data.vlms().size())
                        .filter(k -> data.label(query, k) >= 0)
                        .count();
                if (!data.isTrain(i)) {
                    test.add(i);
                } else if (known > 0) {
                    all.add(i);
                    labels += known;
                }
            }
            if (all.size() < 2) {
                throw new UserFacingException("router.training.nothing", all.size(), labels);
            }
            Collections.shuffle(all, new Random(options.seed() ^ 0x5EED));
            int held = Math.clamp(Math.round(all.size() * options.validationShare()), 1, all.size() - 1);
            return new Splits(
                    List.copyOf(all.subList(held, all.size())), List.copyOf(all.subList(0, held)), List.copyOf(test));
        }
    }

    /** Builds the vocabulary from what the network may see, and fits the word table to it. */
    private static TrainingOptions withTokeniser(TrainingData data, TrainingOptions options, Splits splits, Path folder)
            throws IOException {
        List<String> texts = new ArrayList<>();
        splits.train().forEach(i -> texts.add(data.question(i)));
        data.vlms().forEach(v -> texts.add(v.profile()));
        ArmsConfig config = options.config();
        List<String> pieces = WordPieceVocabulary.build(texts, config.text().vocabulary());
        Files.writeString(folder.resolve(Checkpoint.TOKENIZER), WordPieceVocabulary.tokenizerJson(pieces));
        return options.withConfig(config.withText(config.text().withVocabulary(pieces.size())));
    }

    private TrainingReport run(Splits splits, Path target, Path folder) throws IOException {
        List<String> ids = data.vlms().stream().map(Vlm::id).toList();
        Judge judge = new Judge(examples, ids, splits.train());
        List<Epoch> epochs = new ArrayList<>();
        @Nullable Map<String, Tensor> best = null;
        Epoch bestEpoch = new Epoch(0, 0, 0, 0, 0);
        Quality bestQuality = judge.judge(List.of(), new float[0][]);
        try (NDManager state = manager.newSubManager()) {
            AdamW optimiser = new AdamW(state, model.trained().values(), options.weightDecay(), options.gradientClip());
            for (int number = 1; number <= options.epochs(); number++) {
                long start = System.nanoTime();
                double loss = epoch(number, splits.train(), optimiser);
                Quality quality = judge.judge(splits.validation(), logits(splits.validation()));
                Epoch epoch = new Epoch(number, loss, quality.loss(), quality.em(), (System.nanoTime() - start) / 1e9);
                epochs.add(epoch);
                progress.update(
                        (double) number / options.epochs(),
                        Messages.text(
                                "router.training.epoch", number, options.epochs(), three(loss), three(quality.em())));
                if (best == null || better(epoch, bestEpoch)) {
                    best = model.save();
                    bestEpoch = epoch;
                    bestQuality = quality;
                } else if (options.patience() > 0 && number - bestEpoch.number() >= options.patience()) {
                    break;
                }
            }
        }
        progress.update(1, Messages.text("router.training.saving"));
        Map<String, Tensor> kept = Objects.requireNonNull(best, "at least one epoch ran");
        restore(kept);
        Quality test = judge.judge(splits.test(), logits(splits.test()));
        Checkpoint.write(folder, Checkpoint.Config.of(options.config(), ids), kept);
        return new TrainingReport(target, epochs, bestEpoch.number(), bestQuality, test);
    }

    private static boolean better(Epoch epoch, Epoch best) {
        return epoch.validationEm() > best.validationEm()
                || (epoch.validationEm() == best.validationEm() && epoch.validationLoss() < best.validationLoss());
    }

    private double epoch(int number, List<Integer> train, AdamW optimiser) {
        List<Integer> order = new ArrayList<>(train);
        Collections.shuffle(order, new Random(random.split().nextLong()));
        int batches = (order.size() + options.batch() - 1) / options.batch();
        double sum = 0;
        double shown = Double.NaN;
        for (int b = 0; b < batches; b++) {
            progress.checkCancelled();
            List<Integer> batch = order.subList(b * options.batch(), Math.min((b + 1) * options.batch(), order.size()));
            int done = (number - 1) * batches + b;
            double loss = step(batch, optimiser, options.rate(done, options.epochs() * batches));
            if (!Double.isFinite(loss)) {
                throw new UserFacingException("router.training.diverged", number);
            }
            sum += loss * batch.size();
            shown = Double.isNaN(shown) ? loss : 0.9 * shown + 0.1 * loss;
            progress.update(
                    (double) done / (options.epochs() * batches),
                    Messages.text("router.training.step", number, options.epochs(), b + 1, batches, three(shown)));
        }
        return sum / order.size();
    }

    private double step(List<Integer> batch, AdamW optimiser, double rate) {
        try (NDManager step = manager.newSubManager()) {
            double loss;
            try (GradientCollector collector = Engines.engine().newGradientCollector()) {
                Pass pass = new Pass(store, true);
                ArmsModel.Fusion fusion = model.fuse(
                        step,
                        examples.questions(batch),
                        padding,
                        examples.shifted(batch, options.shift(), random),
                        pass);
                NDArray vectors = model.profiles(step, profiles, padding, pass);
                NDArray logits =
                        model.head().score(fusion.fused(), vectors, pass).logit();
                NDArray total = ArmsHead.loss(logits, labels(step, batch), known(step, batch));
                loss = total.getFloat();
                double balance = options.config().loadBalance();
                if (balance > 0) {
                    total = total.add(Ops.times(ArmsHead.imbalance(fusion.gateFull()), balance));
                }
                collector.backward(total);
            }
            optimiser.step(step, rate);
            return loss;
        }
    }

    private NDArray labels(NDManager step, List<Integer> batch) {
        return matrix(step, batch, label -> label == 1 ? 1 : 0);
    }

    private NDArray known(NDManager step, List<Integer> batch) {
        return matrix(step, batch, label -> label >= 0 ? 1 : 0);
    }

    private NDArray matrix(NDManager step, List<Integer> batch, IntUnaryOperator value) {
        int width = examples.vlms();
        float[] values = new float[batch.size() * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsInt(examples.label(batch.get(i / width), i % width));
        }
        return step.create(values, new Shape(batch.size(), width));
    }

    private float[][] logits(List<Integer> queries) {
        float[][] result = new float[queries.size()][];
        Pass pass = new Pass(store, false);
        for (int from = 0; from < queries.size(); from += VALIDATION_CHUNK) {
            progress.checkCancelled();
            List<Integer> chunk = queries.subList(from, Math.min(from + VALIDATION_CHUNK, queries.size()));
            try (NDManager step = manager.newSubManager()) {
                NDArray fused = model.fuse(step, examples.questions(chunk), padding, examples.pictures(chunk), pass)
                        .fused();
                NDArray vectors = model.profiles(step, profiles, padding, pass);
                float[] flat = model.head().score(fused, vectors, pass).logit().toFloatArray();
                int width = flat.length / chunk.size();
                for (int i = 0; i < chunk.size(); i++) {
                    result[from + i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
                }
            }
        }
        return result;
    }

    private void restore(Map<String, Tensor> values) {
        model.named()
                .forEach((name, p) -> p.getArray()
                        .set(Objects.requireNonNull(values.get(name)).floats()));
    }

    private static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
