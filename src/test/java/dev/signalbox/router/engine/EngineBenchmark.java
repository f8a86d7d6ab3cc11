package dev.signalbox.router.engine;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsNumerics;
import dev.signalbox.router.arms.ExpertSet;
import dev.signalbox.router.arms.PlainHead;
import dev.signalbox.task.Parallel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The full-size networks with random weights in our blocks and in ONNX Runtime, side by side in one run: both encoders at
 * batch 1 and 32, the head for one query (tiny and full) and for 32,626 queries and seven VLMs. Times alternate; medians count.
 *
 * <p>Needs ONNX Runtime on the class path (Maven profile {@code benchmarks}). Usage: EngineBenchmark [text|image|head]…
 */
final class EngineBenchmark {
    private static final int QUERIES = 32_626;
    private static final int VLMS = 7;
    private static final int TOKENS = 32;
    private static final int PART = 512;
    /** Runs of one engine in a row before the other has its turn, at least. */
    private static final int TURN = 5;
    /** Of quick work each turn has more runs. */
    private static final int TURNS = 40;
    /** Nanoseconds of a turn that are not counted. */
    private static final long SETTLING = 100_000_000;

    private static final com.sun.management.OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    private final NDManager manager = Engines.newManager();
    private final Parallel threads = Parallel.ofThisMachine();
    private final Pass pass = Pass.reading(manager);
    private final Path folder;
    private final ArmsConfig config = ArmsConfig.full();
    private final Random random = new Random(1);

    private EngineBenchmark(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("engine-benchmark");
        EngineBenchmark bench = new EngineBenchmark(folder);
        Engines.suit(bench.config);
        JniUtils.setGradMode(false);
        for (String what : args.length == 0 ? new String[] {"text", "image", "head"} : args) {
            switch (what) {
                case "text" -> bench.text();
                case "image" -> bench.image();
                case "head" -> bench.head();
                default -> throw new IllegalArgumentException(what);
            }
        }
    }

    private void text() throws Exception {
        TextEncoder encoder = new TextEncoder(new Initial(random), config.text());
        encoder.initialize(manager, DataType.FLOAT32, new Shape(1));
        Path file = folder.resolve("text.onnx");
        OnnxNetworks.text(file, config.text(), values(encoder));
        try (ZooModel<NDList, NDList> model = load(file);
                Predictor<NDList, NDList> other = model.newPredictor()) {
            for (int batch : new int[] {1, 32}) {
                long[] ids = random.longs(
                                (long) batch * TOKENS, 0, config.text().vocabulary())
                        .toArray();
                Shape shape = new Shape(batch, TOKENS);
                compare(
                        "text encoder, " + TOKENS + " tokens, batch " + batch,
                        batch == 1 ? 60 : 11,
                        () -> {
                            try (NDManager step = manager.newSubManager()) {
                                return encoder.encode(step.create(ids, shape), null, config.pooling(), pass)
                                        .toFloatArray();
                            }
                        },
                        () -> predict(other, model, step -> new NDList(step.create(ids, shape))));
            }
        }
    }

    private void image() throws Exception {
        ImageEncoder encoder = new ImageEncoder(new Initial(random), config.image());
        encoder.initialize(manager, DataType.FLOAT32, new Shape(1));
        Path file = folder.resolve("image.onnx");
        OnnxNetworks.image(file, config.image(), values(encoder));
        try (ZooModel<NDList, NDList> model = load(file);
                Predictor<NDList, NDList> other = model.newPredictor()) {
            for (int batch : new int[] {1, 32}) {
                int size = config.image().size();
                float[] pixels = normal(batch * 3 * size * size);
                Shape shape = new Shape(batch, 3, size, size);
                compare(
                        "image encoder, batch " + batch,
                        batch == 1 ? 40 : 7,
                        () -> {
                            try (NDManager step = manager.newSubManager()) {
                                return encoder.encode(step.create(pixels, shape), false, pass)
                                        .toFloatArray();
                            }
                        },
                        () -> predict(other, model, step -> new NDList(step.create(pixels, shape))));
            }
        }
    }

    private void head() throws Exception {
        head(ArmsConfig.tiny(), 1);
        head(config, 1);
        head(config, QUERIES);
    }

    private void head(ArmsConfig shape, int batch) throws Exception {
        ArmsHead head = new ArmsHead(new Initial(random), shape, VLMS);
        head.initialize(manager, DataType.FLOAT32, new Shape(1));
        int tokens = shape.visionKeys() == ArmsConfig.VisionKeys.POOLED
                ? 1
                : shape.image().tokens();
        float[][] profiles = new float[VLMS][];
        for (int k = 0; k < VLMS; k++) {
            profiles[k] = unit(normal(shape.text().width()));
        }
        Path file = folder.resolve(shape.name() + ".onnx");
        Map<String, float[]> weights = values(head);
        OnnxNetworks.head(file, shape, tokens, weights, profiles);
        int questionWidth = shape.text().width();
        int pictureWidth = tokens * shape.image().projection();
        float[] questions = normal(batch * questionWidth);
        float[] pictures = normal(batch * pictureWidth);
        Supplier<float[]> ours;
        if (batch == 1) {
            PlainHead plain = new PlainHead(shape, weights);
            boolean small = head.size() <= PlainHead.MOST;
            ours = () -> scores(
                    plain,
                    small ? plain.opinions(questions, pictures) : plain.opinions(questions, pictures, threads::run),
                    shape,
                    profiles);
        } else {
            ours = inParts(batch, (from, count) -> {
                try (NDManager step = manager.newSubManager()) {
                    NDArray question =
                            step.create(part(questions, from, count, questionWidth), new Shape(count, questionWidth));
                    NDArray picture = step.create(
                            part(pictures, from, count, pictureWidth),
                            new Shape(count, tokens, shape.image().projection()));
                    NDArray fused = head.fuse(question, picture, pass).fused();
                    return head.score(fused, step.create(profiles), pass)
                            .logit()
                            .toFloatArray();
                }
            });
        }
        try (ZooModel<NDList, NDList> model = load(file);
                Predictor<NDList, NDList> other = model.newPredictor()) {
            compare(
                    shape.name() + " head, " + batch + " queries, " + VLMS + " VLMs",
                    batch > 1 ? 3 : head.size() <= PlainHead.MOST ? 5000 : 200,
                    ours,
                    inParts(
                            batch,
                            (from, count) -> predict(
                                    other,
                                    model,
                                    step -> new NDList(
                                            step.create(
                                                    part(questions, from, count, questionWidth),
                                                    new Shape(count, questionWidth)),
                                            step.create(
                                                    part(pictures, from, count, pictureWidth),
                                                    new Shape(
                                                            count,
                                                            tokens,
                                                            shape.image().projection()))))));
        }
    }

    /** One query without an engine, its scores included; the trained scale is left out, as in the graph. */
    private static float[] scores(PlainHead head, PlainHead.Opinions opinions, ArmsConfig shape, float[][] profiles) {
        float[] fused = head.mix(opinions, ExpertSet.all(shape.experts())).fused();
        float[] logits = new float[profiles.length];
        for (int k = 0; k < logits.length; k++) {
            double z = ArmsNumerics.atanh(ArmsNumerics.cosine(fused, profiles[k], fused.length));
            logits[k] = (float) ArmsNumerics.clip(z, shape.clip(), shape.clipForm());
        }
        return logits;
    }

    private interface Part {
        float[] run(int from, int count);
    }

    /** As a dataset is scored. */
    private static Supplier<float[]> inParts(int batch, Part part) {
        return () -> {
            float[] result = new float[batch * VLMS];
            for (int from = 0; from < batch; from += PART) {
                float[] logits = part.run(from, Math.min(PART, batch - from));
                System.arraycopy(logits, 0, result, from * VLMS, logits.length);
            }
            return result;
        };
    }

    private static float[] part(float[] rows, int from, int count, int width) {
        return Arrays.copyOfRange(rows, from * width, (from + count) * width);
    }

    private interface Inputs {
        NDList make(NDManager step);
    }

    private static float[] predict(Predictor<NDList, NDList> predictor, ZooModel<NDList, NDList> model, Inputs inputs) {
        try (NDManager step = model.getNDManager().newSubManager()) {
            return predictor.predict(inputs.make(step)).singletonOrThrow().toFloatArray();
        } catch (TranslateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void compare(String what, int runs, Supplier<float[]> ours, Supplier<float[]> theirs) {
        float[] a = ours.get();
        float[] b = theirs.get();
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        double[][] one = new double[2][runs];
        double[][] two = new double[2][runs];
        int count = Math.max(TURN, runs / TURNS);
        for (int from = 0; from < runs; from += count) {
            turn(ours, one, from, count);
            turn(theirs, two, from, count);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: ours %.3f ms, ONNX Runtime %.3f ms, ratio %.2f (best %.3f and %.3f ms); processor time %.3f and"
                        + " %.3f ms, ratio %.2f (largest difference %.1e, %d runs)%n",
                what,
                median(one[0]),
                median(two[0]),
                median(one[0]) / median(two[0]),
                Arrays.stream(one[0]).min().orElseThrow(),
                Arrays.stream(two[0]).min().orElseThrow(),
                median(one[1]),
                median(two[1]),
                median(one[1]) / median(two[1]),
                worst,
                runs);
    }

    /** A few runs in a row, counted only after some that give the other engine's threads time to stop looking for work. */
    private static void turn(Supplier<float[]> work, double[][] into, int from, int count) {
        long start = System.nanoTime();
        do {
            work.get();
        } while (System.nanoTime() - start < SETTLING);
        for (int i = from; i < Math.min(from + count, into[0].length); i++) {
            measure(work, into, i);
        }
    }

    /** Elapsed milliseconds, and those of the process on all processors. */
    private static void measure(Supplier<float[]> work, double[][] into, int run) {
        long processor = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        work.get();
        into[0][run] = (System.nanoTime() - start) / 1e6;
        into[1][run] = (PROCESS.getProcessCpuTime() - processor) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static ZooModel<NDList, NDList> load(Path file)
            throws IOException, ModelNotFoundException, MalformedModelException {
        return Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optModelPath(file)
                .optEngine("OnnxRuntime")
                .optOption("intraOpNumThreads", Integer.toString(JniUtils.getNumThreads()))
                .build()
                .loadModel();
    }

    private static Map<String, float[]> values(Layer layer) {
        Map<String, float[]> values = new HashMap<>();
        layer.named().forEach((name, p) -> values.put(name, p.getArray().toFloatArray()));
        return values;
    }

    private float[] normal(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] unit(float[] vector) {
        double sum = 0;
        for (float v : vector) {
            sum += (double) v * v;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(sum);
        }
        return vector;
    }
}
