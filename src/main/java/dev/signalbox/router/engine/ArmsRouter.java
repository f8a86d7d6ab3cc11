package dev.signalbox.router.engine;

import ai.djl.ndarray.NDManager;
import dev.signalbox.model.Raster;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.EncoderView;
import dev.signalbox.router.QueryInput;
import dev.signalbox.router.QueryVectors;
import dev.signalbox.router.Rescorer;
import dev.signalbox.router.Router;
import dev.signalbox.router.SentenceView;
import dev.signalbox.router.arms.ArmsClassifier;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsNumerics;
import dev.signalbox.router.arms.ExpertSet;
import dev.signalbox.router.arms.PlainHead;
import dev.signalbox.router.arms.Preprocessing;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.task.Parallel;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A trained ARMS network that answers. Works from the files of its folder alone. */
public final class ArmsRouter implements Router {
    /** Queries run at once: bounds native memory whatever the caller's batch is. */
    private static final int CHUNK = 32;

    private static final int DESCRIBED = 256;

    private final ArmsModel model;
    private final NDManager manager;
    private final Tokeniser tokeniser;
    private final Pass pass;
    private final List<String> vlms;
    private final String hash;
    private final ArmsClassifier classifier;
    private final float[] beta;
    private final byte[] blank;
    private final boolean gpu;
    /** A small head is quicker without the engine, a large one for a single query: its weights are read by several threads. */
    private final boolean small;
    /** The head without the engine; taken from it when first used. */
    private @Nullable PlainHead head;

    private @Nullable Parallel threads;

    /** Vectors of the VLMs described last: questions ask about the same ones again and again. */
    private final Map<Vlm, float[]> described = new LinkedHashMap<>();

    private ArmsRouter(ArmsModel model, NDManager manager, Tokeniser tokeniser, List<String> vlms, String hash) {
        this.model = model;
        this.manager = manager;
        this.tokeniser = tokeniser;
        this.vlms = vlms;
        this.hash = hash;
        pass = Pass.reading(manager);
        ArmsConfig config = model.config();
        classifier = new ArmsClassifier(config.text().width(), model.alpha(), config.clip(), config.clipForm());
        beta = model.beta();
        blank = Preprocessing.blank(model.config().image());
        gpu = manager.getDevice().isGpu();
        small = model.head().size() <= PlainHead.MOST;
    }

    /**
     * Opens a checkpoint on the GPU when there is one, else on the CPU.
     *
     * @param folder with model.safetensors, config.json and tokenizer.json
     * @throws UserFacingException when a file is missing, damaged, newer or does not fit the others
     * @throws IOException         when a file cannot be read
     */
    public static ArmsRouter open(Path folder) throws IOException {
        Checkpoint.check(folder);
        Checkpoint.Config config = Checkpoint.config(folder);
        Engines.suit(config.config());
        NDManager manager = Engines.newManager();
        Tokeniser tokeniser = null;
        try (SafetensorsFile weights = SafetensorsFile.open(folder.resolve(Checkpoint.WEIGHTS))) {
            ArmsModel model = new ArmsModel(config.config(), config.vlms().size(), RandomGenerator.getDefault());
            model.load(manager, weights, Checkpoint.WEIGHTS);
            tokeniser = Tokeniser.open(folder.resolve(Checkpoint.TOKENIZER));
            if (tokeniser.size() > config.config().text().vocabulary()) {
                throw new UserFacingException(
                        "router.tokenizer.broken",
                        Checkpoint.TOKENIZER,
                        tokeniser.size() + " > " + config.config().text().vocabulary());
            }
            return new ArmsRouter(model, manager, tokeniser, config.vlms(), Checkpoint.hash(folder));
        } catch (RuntimeException | IOException e) {
            close(tokeniser);
            manager.close();
            throw e;
        }
    }

    private static void close(@Nullable Tokeniser tokeniser) {
        if (tokeniser != null) {
            tokeniser.close();
        }
    }

    public ArmsConfig config() {
        return model.config();
    }

    @Override
    public String name() {
        return model.config().name();
    }

    @Override
    public String kind() {
        return "arms";
    }

    @Override
    public String hash() {
        return hash;
    }

    @Override
    public String device() {
        return Engines.name(manager.getDevice());
    }

    @Override
    public int dimension() {
        return model.config().text().width();
    }

    @Override
    public int gates() {
        return model.config().experts();
    }

    @Override
    public QueryVectors fuse(List<QueryInput> batch) {
        return fuse(batch, List.of(ExpertSet.all(gates()))).getFirst();
    }

    @Override
    public List<QueryVectors> fuse(List<QueryInput> batch, List<ExpertSet> sets) {
        float[][][] fused = new float[sets.size()][batch.size()][];
        float[][][] gate = new float[sets.size()][batch.size()][];
        long tokenise = 0;
        long encode = 0;
        long route = 0;
        for (int from = 0; from < batch.size(); from += CHUNK) {
            List<QueryInput> chunk = batch.subList(from, Math.min(from + CHUNK, batch.size()));
            long start = System.nanoTime();
            List<long[]> questions = chunk.stream()
                    .map(q -> tokeniser.encode(q.question(), model.config().questionTokens()))
                    .toList();
            long tokenised = System.nanoTime();
            List<byte[]> pictures = chunk.stream().map(q -> pixels(q.picture())).toList();
            try (NDManager step = manager.newSubManager()) {
                long encoded = gpu || !small && batch.size() > 1
                        ? byEngine(step, questions, pictures, sets, from, fused, gate)
                        : byHead(step, questions, pictures, sets, from, fused, gate);
                tokenise += tokenised - start;
                encode += encoded - tokenised;
                route += System.nanoTime() - encoded;
            }
        }
        List<QueryVectors> vectors = new ArrayList<>();
        for (int s = 0; s < sets.size(); s++) {
            vectors.add(new QueryVectors(fused[s], gate[s], tokenise, encode, route));
        }
        return vectors;
    }

    /** Returns when the encoders were done. */
    private long byEngine(
            NDManager step,
            List<long[]> questions,
            List<byte[]> pictures,
            List<ExpertSet> sets,
            int from,
            float[][][] fused,
            float[][][] gate) {
        List<ArmsModel.Fusion> fusions = model.fuse(step, questions, tokeniser.padding(), pictures, pass, sets);
        for (int s = 0; s < fusions.size(); s++) {
            rows(fusions.get(s).fused().toFloatArray(), fused[s], from, questions.size());
            rows(fusions.get(s).gate().toFloatArray(), gate[s], from, questions.size());
        }
        return fusions.getFirst().encodedAt();
    }

    /** Returns when the encoders were done. */
    private long byHead(
            NDManager step,
            List<long[]> questions,
            List<byte[]> pictures,
            List<ExpertSet> sets,
            int from,
            float[][][] fused,
            float[][][] gate) {
        PlainHead plain = head();
        float[][] question = new float[questions.size()][];
        float[][] tokens = new float[questions.size()][];
        rows(model.encode(step, questions, tokeniser.padding(), pass).toFloatArray(), question, 0, question.length);
        rows(model.look(step, pictures, pass).toFloatArray(), tokens, 0, tokens.length);
        long encoded = System.nanoTime();
        for (int i = 0; i < question.length; i++) {
            PlainHead.Opinions opinions = opinions(plain, question[i], tokens[i]);
            for (int s = 0; s < sets.size(); s++) {
                PlainHead.Fused mixed = plain.mix(opinions, sets.get(s));
                fused[s][from + i] = mixed.fused();
                gate[s][from + i] = mixed.gate();
            }
        }
        return encoded;
    }

    private PlainHead.Opinions opinions(PlainHead plain, float[] question, float[] tokens) {
        if (small) {
            return plain.opinions(question, tokens);
        }
        return plain.opinions(question, tokens, threads()::run);
    }

    private PlainHead head() {
        if (head == null) {
            head = model.plainHead();
        }
        return head;
    }

    private Parallel threads() {
        if (threads == null) {
            threads = Parallel.ofThisMachine();
        }
        return threads;
    }

    private byte[] pixels(@Nullable Raster picture) {
        return picture == null
                ? blank
                : Preprocessing.square(picture, model.config().image().size());
    }

    @Override
    public Optional<EncoderView> view(QueryInput query) {
        SentenceView read = read(query.question(), model.config().questionTokens());
        Raster picture = raster(pixels(query.picture()), model.config().image().size());
        int kept = read.tokens().size() - (read.cut().isEmpty() ? 0 : 1);
        return Optional.of(new EncoderView(picture, read.tokens(), read.cut(), kept));
    }

    @Override
    public Optional<SentenceView> sentence(String profile) {
        return Optional.of(read(profile, model.config().profileTokens()));
    }

    /** The closing special token stays when the text is cut. */
    private SentenceView read(String text, int most) {
        List<String> all = tokeniser.pieces(text);
        if (all.size() <= most) {
            return new SentenceView(all, List.of());
        }
        List<String> kept = new ArrayList<>(all.subList(0, most - 1));
        kept.add(all.getLast());
        return new SentenceView(kept, all.subList(most - 1, all.size() - 1));
    }

    private static Raster raster(byte[] square, int size) {
        int plane = size * size;
        int[] rgb = new int[plane];
        for (int i = 0; i < plane; i++) {
            rgb[i] = (square[i] & 255) << 16 | (square[plane + i] & 255) << 8 | square[2 * plane + i] & 255;
        }
        return new Raster(size, size, rgb);
    }

    private static void rows(float[] flat, float[][] into, int from, int count) {
        int width = flat.length / count;
        for (int i = 0; i < count; i++) {
            into[from + i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
        }
    }

    /**
     * Profile vectors [K][d + 1] with scaled logits, the VLM's bias last; [K][d] without. Each sentence goes through the
     * encoder alone, so that its vector depends on nothing else, to the last bit.
     */
    @Override
    public float[][] profiles(List<Vlm> pool) {
        float[][] vectors = new float[pool.size()][];
        for (int k = 0; k < vectors.length; k++) {
            float[] known = described.get(pool.get(k));
            if (known == null) {
                known = describe(pool.get(k));
                if (described.size() >= DESCRIBED) {
                    described.remove(described.keySet().iterator().next());
                }
                described.put(pool.get(k), known);
            }
            vectors[k] = known.clone();
        }
        return vectors;
    }

    private float[] describe(Vlm vlm) {
        List<long[]> sentence =
                List.of(tokeniser.encode(vlm.profile(), model.config().profileTokens()));
        try (NDManager step = manager.newSubManager()) {
            float[] vector =
                    model.profiles(step, sentence, tokeniser.padding(), pass).toFloatArray();
            if (model.config().scaledLogits()) {
                vector = Arrays.copyOf(vector, vector.length + 1);
                vector[vector.length - 1] = bias(vlm.id());
            }
            return vector;
        }
    }

    /** A VLM that training never saw gets the mean bias of those that it saw. */
    private float bias(String vlm) {
        int column = vlms.indexOf(vlm);
        if (column >= 0) {
            return beta[column];
        }
        double sum = 0;
        for (float b : beta) {
            sum += b;
        }
        return beta.length == 0 ? 0 : (float) (sum / beta.length);
    }

    @Override
    public float[][] confidences(float[][] fused, float[][] profiles) {
        float[][] result = scores(fused, profiles);
        for (float[] row : result) {
            for (int k = 0; k < row.length; k++) {
                row[k] = classifier.confidence(row[k]);
            }
        }
        return result;
    }

    @Override
    public float[][] scores(float[][] fused, float[][] profiles) {
        float[][] result = new float[fused.length][profiles.length];
        for (int i = 0; i < fused.length; i++) {
            for (int k = 0; k < profiles.length; k++) {
                double cosine = ArmsNumerics.cosine(fused[i], profiles[k], dimension());
                result[i][k] = classifier.score(cosine, profiles[k]);
            }
        }
        return result;
    }

    @Override
    public Rescorer rescorer(int queries) {
        return new ArmsRescorer(classifier, queries);
    }

    /** Arrays that the router keeps in native memory; flat however many queries it answers. */
    int nativeArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.close();
        }
        tokeniser.close();
        manager.close();
    }
}
