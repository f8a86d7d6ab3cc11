package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.model.Raster;
import dev.signalbox.picture.PictureDecoder;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.Preprocessing;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.workbench.OpenRouter;
import dev.signalbox.workbench.RouteQuestion;
import dev.signalbox.workbench.RouterLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A live decision from a picture file to the chosen VLM, beside the bare calls that it cannot do without: decode and
 * shrink the picture, tokenise, run the network. Ends with an error when native memory still grows in the second half of
 * 10,000 decisions (in the first one the compiler and its code do), or the 95th percentile is more than 1.3 times that of the
 * bare calls.
 *
 * <p>Usage: LiveBenchmark HOME, where HOME holds datasets/sample and resources/models/sample.
 */
final class LiveBenchmark {
    private static final int WARM = 1000;
    private static final int DECISIONS = 10_000;
    private static final double MOST = 1.3;
    private static final long GROWTH = 8L << 20;

    private record Ask(Path picture, String question) {}

    private LiveBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        List<Ask> asks = asks(home.resolve("datasets/sample"));
        Path folder = RouterLibrary.sampleFolder(home);
        try (OpenRouter loaded = RouterLibrary.detached(home, RouterLibrary.SAMPLE);
                Bare bare = new Bare(folder, loaded)) {
            double[] whole = new double[DECISIONS];
            double[] calls = new double[DECISIONS];
            long before = 0;
            long firstHalf = 0;
            for (int i = -WARM; i < DECISIONS; i++) {
                if (i == 0 || i == DECISIONS / 2) {
                    long now = anonymous();
                    firstHalf = i == 0 ? 0 : now - before;
                    before = now;
                }
                Ask ask = asks.get(Math.floorMod(i * 37, asks.size()));
                // Alternating, so that whatever else the machine does falls on both; the later one finds warm caches.
                double first = i % 2 == 0 ? decision(loaded, ask) : bare.calls(ask);
                double second = i % 2 == 0 ? bare.calls(ask) : decision(loaded, ask);
                if (i >= 0) {
                    whole[i] = i % 2 == 0 ? first : second;
                    calls[i] = i % 2 == 0 ? second : first;
                }
            }
            long grown = anonymous() - before;
            double ratio = percentile(whole, .95) / percentile(calls, .95);
            System.out.printf(
                    Locale.ROOT,
                    "decision p50 %.2f ms p95 %.2f ms; bare calls p50 %.2f ms p95 %.2f ms; p95 ratio %.3f; "
                            + "resident memory %+.1f MB in the first half of %d decisions, %+.1f MB in the second%n",
                    percentile(whole, .5),
                    percentile(whole, .95),
                    percentile(calls, .5),
                    percentile(calls, .95),
                    ratio,
                    firstHalf / 1048576.0,
                    DECISIONS,
                    grown / 1048576.0);
            if (ratio > MOST || grown > GROWTH) {
                throw new AssertionError("more than " + MOST + " times, or more than " + (GROWTH >> 20) + " MB");
            }
        }
    }

    private static double decision(OpenRouter loaded, Ask ask) {
        long start = System.nanoTime();
        RouteQuestion.answer(loaded, loaded.vlms(), ask.picture(), ask.question(), .62);
        return (System.nanoTime() - start) / 1e6;
    }

    /** The network and the tokeniser without a router around them. */
    private static final class Bare implements AutoCloseable {
        private final NDManager manager = Engines.newManager();
        private final Tokeniser tokeniser;
        private final ArmsModel model;
        private final ArmsConfig config;
        private final Pass pass;
        private final float[][] profiles;

        Bare(Path folder, OpenRouter loaded) throws IOException {
            Checkpoint.Config read = Checkpoint.config(folder);
            config = read.config();
            tokeniser = Tokeniser.open(folder.resolve(Checkpoint.TOKENIZER));
            model = new ArmsModel(config, read.vlms().size(), new Random(1));
            try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(Checkpoint.WEIGHTS))) {
                model.load(manager, file, "model");
            }
            pass = new Pass(new ParameterStore(manager, false), false);
            try (NDManager step = manager.newSubManager()) {
                List<long[]> sentences = loaded.vlms().stream()
                        .map(v -> tokeniser.encode(v.profile(), config.profileTokens()))
                        .toList();
                float[] flat = model.profiles(step, sentences, tokeniser.padding(), pass)
                        .toFloatArray();
                int width = flat.length / sentences.size();
                profiles = new float[sentences.size()][];
                for (int k = 0; k < profiles.length; k++) {
                    profiles[k] = Arrays.copyOfRange(flat, k * width, (k + 1) * width);
                }
            }
        }

        double calls(Ask ask) throws IOException {
            long start = System.nanoTime();
            Raster raster = PictureDecoder.decode(ask.picture());
            byte[] square = Preprocessing.square(raster, config.image().size());
            long[] ids = tokeniser.encode(ask.question(), config.questionTokens());
            try (NDManager step = manager.newSubManager()) {
                int size = config.image().size();
                ByteBuffer bytes = ByteBuffer.allocateDirect(square.length);
                bytes.put(square).flip();
                NDArray pixels = step.create(bytes, new Shape(1, 3, size, size), DataType.UINT8)
                        .toType(DataType.FLOAT32, false);
                long[] mask = new long[ids.length];
                Arrays.fill(mask, 1);
                NDArray question = model.text()
                        .encode(
                                step.create(ids, new Shape(1, ids.length)),
                                step.create(mask, new Shape(1, ids.length)).toType(DataType.FLOAT32, false),
                                config.pooling(),
                                pass);
                ArmsHead.Fused fused = model.head().fuse(question, model.image().encode(pixels, true, pass), pass);
                model.head()
                        .score(fused.fused(), step.create(profiles), pass)
                        .logit()
                        .toFloatArray();
            }
            return (System.nanoTime() - start) / 1e6;
        }

        @Override
        public void close() {
            tokeniser.close();
            manager.close();
        }
    }

    private static List<Ask> asks(Path dataset) throws IOException {
        List<Ask> asks = new ArrayList<>();
        String last = "";
        for (String line : Files.readAllLines(dataset.resolve("records.jsonl"))) {
            JsonNode record = new ObjectMapper().readTree(line);
            String id = record.path("query_id").asText();
            if (!id.equals(last) && record.path("image").isTextual()) {
                asks.add(new Ask(
                        dataset.resolve(record.path("image").asText()),
                        record.path("question").asText()));
            }
            last = id;
        }
        return asks;
    }

    private static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /** Bytes of resident memory that no file backs, less what the Java heap has committed. */
    private static long anonymous() throws IOException {
        System.gc();
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("RssAnon:")) {
                long kilobytes = Long.parseLong(line.replaceAll("\\D", ""));
                return kilobytes * 1024 - Runtime.getRuntime().totalMemory();
            }
        }
        throw new IOException("no RssAnon");
    }
}
