package dev.signalbox.router.engine;

import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import dev.signalbox.model.Raster;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.EncoderView;
import dev.signalbox.router.QueryInput;
import dev.signalbox.router.QueryVectors;
import dev.signalbox.router.Router;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsNumerics;
import dev.signalbox.router.arms.Preprocessing;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A trained ARMS network that answers. Works from the files of its folder alone. */
public final class ArmsRouter implements Router {
    /** Queries run at once: bounds native memory whatever the caller's batch is. */
    private static final int CHUNK = 32;

    private final ArmsModel model;
    private final NDManager manager;
    private final Tokeniser tokeniser;
    private final Pass pass;
    private final List<String> vlms;
    private final String hash;
    private final float alpha;
    private final float[] beta;
    private final byte[] blank;
    /** The pool described last, with its vectors: live questions ask about the same one again and again. */
    private List<Vlm> described = List.of();

    private float[][] descriptions = {};

    private ArmsRouter(ArmsModel model, NDManager manager, Tokeniser tokeniser, List<String> vlms, String hash) {
        this.model = model;
        this.manager = manager;
        this.tokeniser = tokeniser;
        this.vlms = vlms;
        this.hash = hash;
        pass = new Pass(new ParameterStore(manager, false), false);
        alpha = model.alpha();
        beta = model.beta();
        blank = Preprocessing.blank(model.config().image());
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
        float[][] fused = new float[batch.size()][];
        float[][] gate = new float[batch.size()][];
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
                ArmsModel.Fusion fusion = model.fuse(step, questions, tokeniser.padding(), pictures, pass);
                rows(fusion.fused().toFloatArray(), fused, from, chunk.size());
                rows(fusion.gate().toFloatArray(), gate, from, chunk.size());
                tokenise += tokenised - start;
                encode += fusion.encodedAt() - tokenised;
                route += System.nanoTime() - fusion.encodedAt();
            }
        }
        return new QueryVectors(fused, gate, tokenise, encode, route);
    }

    private byte[] pixels(@Nullable Raster picture) {
        return picture == null
                ? blank
                : Preprocessing.square(picture, model.config().image().size());
    }

    @Override
    public Optional<EncoderView> view(QueryInput query) {
        List<String> all = tokeniser.pieces(query.question());
        int most = model.config().questionTokens();
        int size = model.config().image().size();
        Raster picture = raster(pixels(query.picture()), size);
        if (all.size() <= most) {
            return Optional.of(new EncoderView(picture, all, List.of(), all.size()));
        }
        List<String> kept = new ArrayList<>(all.subList(0, most - 1));
        kept.add(all.getLast());
        return Optional.of(new EncoderView(picture, kept, all.subList(most - 1, all.size() - 1), most - 1));
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

    /** Profile vectors [K][d + 1] with scaled logits, the VLM's bias last; [K][d] without. */
    @Override
    public float[][] profiles(List<Vlm> pool) {
        if (!described.equals(pool)) {
            descriptions = describe(pool);
            described = List.copyOf(pool);
        }
        return Arrays.stream(descriptions).map(float[]::clone).toArray(float[][]::new);
    }

    private float[][] describe(List<Vlm> pool) {
        float[][] vectors = new float[pool.size()][];
        for (int from = 0; from < pool.size(); from += CHUNK) {
            List<Vlm> chunk = pool.subList(from, Math.min(from + CHUNK, pool.size()));
            List<long[]> sentences = chunk.stream()
                    .map(v -> tokeniser.encode(v.profile(), model.config().profileTokens()))
                    .toList();
            try (NDManager step = manager.newSubManager()) {
                float[] flat = model.profiles(step, sentences, tokeniser.padding(), pass)
                        .toFloatArray();
                rows(flat, vectors, from, chunk.size());
            }
        }
        if (model.config().scaledLogits()) {
            for (int k = 0; k < vectors.length; k++) {
                vectors[k] = Arrays.copyOf(vectors[k], vectors[k].length + 1);
                vectors[k][vectors[k].length - 1] = bias(pool.get(k).id());
            }
        }
        return vectors;
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
        ArmsConfig config = model.config();
        for (float[] row : result) {
            for (int k = 0; k < row.length; k++) {
                row[k] = (float) ArmsNumerics.sigmoid(ArmsNumerics.clip(row[k], config.clip(), config.clipForm()));
            }
        }
        return result;
    }

    @Override
    public float[][] scores(float[][] fused, float[][] profiles) {
        int width = dimension();
        float[][] result = new float[fused.length][profiles.length];
        for (int i = 0; i < fused.length; i++) {
            for (int k = 0; k < profiles.length; k++) {
                double s = ArmsNumerics.cosine(fused[i], profiles[k], width);
                double own = profiles[k].length > width ? profiles[k][width] : 0;
                result[i][k] = (float) (alpha * ArmsNumerics.atanh(s) + own);
            }
        }
        return result;
    }

    /** Arrays that the router keeps in native memory; flat however many queries it answers. */
    int nativeArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        tokeniser.close();
        manager.close();
    }
}
