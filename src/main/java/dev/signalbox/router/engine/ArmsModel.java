package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ExpertSet;
import dev.signalbox.router.arms.ImageConfig;
import dev.signalbox.router.arms.PlainHead;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The whole network: two encoders and the head, with tokens and pixels as input. */
final class ArmsModel extends Layer {
    /** What the names of the head's parameters begin with. */
    static final String HEAD = "router.";

    private final ArmsConfig config;
    private final TextEncoder text;
    private final ImageEncoder image;
    private final ArmsHead head;
    private boolean textMoves = true;
    private boolean imageMoves = true;

    /** A fused batch [B, d_q], its gate weights [B, n] and when its encoders were done (System.nanoTime). */
    record Fusion(NDArray fused, NDArray gate, long encodedAt) {}

    /** Builds the network without allocating it; {@link #start} or {@link #load} give it values. */
    ArmsModel(ArmsConfig config, int vlms, RandomGenerator random) {
        this.config = config;
        Initial initial = new Initial(random);
        text = part("text_encoder", new TextEncoder(initial, config.text()));
        image = part("image_encoder", new ImageEncoder(initial, config.image()));
        head = part("router", new ArmsHead(initial, config, vlms));
    }

    /** Numbers in such a network, found out without making one. */
    static long size(ArmsConfig config, int vlms) {
        return new ArmsModel(config, vlms, new Random(0)).size();
    }

    ArmsConfig config() {
        return config;
    }

    ArmsHead head() {
        return head;
    }

    TextEncoder text() {
        return text;
    }

    ImageEncoder image() {
        return image;
    }

    /** The parameters of both encoders. */
    SequencedMap<String, Parameter> encoders() {
        SequencedMap<String, Parameter> all = named();
        all.keySet().removeIf(name -> name.startsWith(HEAD));
        return all;
    }

    /** True when training changes the text encoder. */
    boolean textMoves() {
        return textMoves;
    }

    /** True when training changes the image encoder. */
    boolean imageMoves() {
        return imageMoves;
    }

    /**
     * Draws initial values and freezes what the configuration freezes.
     *
     * @param headOnly true freezes both encoders whatever the configuration says
     */
    void start(NDManager manager, boolean headOnly) {
        initialize(manager, DataType.FLOAT32, new Shape(1));
        textMoves = config.tuneText() && !headOnly;
        imageMoves = config.tuneImage() && !headOnly;
        text.named().values().forEach(p -> p.freeze(!textMoves));
        image.named().values().forEach(p -> p.freeze(!imageMoves));
    }

    /** The parameters that training changes. */
    SequencedMap<String, Parameter> trained() {
        SequencedMap<String, Parameter> trained = named();
        trained.values().removeIf(p -> !p.requiresGradient());
        return trained;
    }

    /** Every value, copied out of the engine. */
    SequencedMap<String, Tensor> save() {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        named().forEach((name, p) -> {
            tensors.put(name, copy(p.getArray()));
        });
        return tensors;
    }

    /** An array's values, copied out of the engine. */
    static Tensor copy(NDArray array) {
        List<Long> shape = Arrays.stream(array.getShape().getShape()).boxed().toList();
        return Tensor.of(shape, array.toFloatArray());
    }

    /** Overwrites an array in place: where it lies decides how the engine sums, to the last bit. */
    static void put(NDArray array, Tensor values) {
        try (NDArray fresh = array.getManager().create(values.floats(), array.getShape())) {
            fresh.copyTo(array);
        }
    }

    /**
     * Takes values to go on training with; call after {@link #start}.
     *
     * @throws UserFacingException as {@link #load}
     */
    void restore(Map<String, Tensor> tensors, String source) {
        SequencedMap<String, Parameter> wanted = named();
        Map<String, SafetensorsFile.Entry> there = new LinkedHashMap<>();
        tensors.forEach((name, t) -> there.put(
                name, new SafetensorsFile.Entry(t.type(), t.shape(), 0, t.data().remaining())));
        check(wanted, there, source);
        wanted.forEach((name, p) -> put(p.getArray(), Objects.requireNonNull(tensors.get(name))));
    }

    /**
     * Takes values for use without training.
     *
     * @param source what to call the file in an error
     * @throws UserFacingException {@code router.tensors}, naming missing, extra and misshapen tensors
     */
    void load(NDManager manager, SafetensorsFile file, String source) throws IOException {
        SequencedMap<String, Parameter> wanted = named();
        check(wanted, file.entries(), source);
        Weights.load(manager, wanted, file::read);
    }

    private static void check(
            SequencedMap<String, Parameter> wanted, Map<String, SafetensorsFile.Entry> there, String source) {
        String problems = Weights.problems(wanted, there);
        if (!problems.isEmpty()) {
            throw new UserFacingException("router.tensors", source, problems);
        }
    }

    /** Fuses questions and pictures once with each set of experts. */
    List<Fusion> fuse(
            NDManager step,
            List<long[]> questions,
            int padding,
            List<byte[]> pictures,
            Pass pass,
            List<ExpertSet> sets) {
        NDArray question = encode(step, questions, padding, pass);
        NDArray tokens = look(step, pictures, pass);
        long encoded = System.nanoTime();
        ArmsHead.Opinions opinions = head.opinions(question, tokens, pass);
        return sets.stream()
                .map(set -> head.mix(opinions, set, pass))
                .map(fused -> new Fusion(fused.fused(), fused.gate(), encoded))
                .toList();
    }

    /** Profile vectors [K, d_q] as the cosine sees them. */
    NDArray profiles(NDManager step, List<long[]> sentences, int padding, Pass pass) {
        return head.profiles(encode(step, sentences, padding, pass), pass);
    }

    /** What the head looks at of pictures: [B, S, d_v], with S = 1 in the form POOLED. */
    NDArray look(NDManager step, List<byte[]> pictures, Pass pass) {
        return image.encode(pixels(step, pictures), looks() > 1, imageMoves ? pass : pass.still());
    }

    /** S, the tokens of a picture that the head looks at. */
    int looks() {
        return config.visionKeys() == ArmsConfig.VisionKeys.PATCHES
                ? config.image().tokens()
                : 1;
    }

    /** The head as it is now, without the engine. */
    PlainHead plainHead() {
        Map<String, float[]> weights = new LinkedHashMap<>();
        head.named().forEach((name, p) -> weights.put(name, p.getArray().toFloatArray()));
        return new PlainHead(config, weights);
    }

    /** The trained scale of the logits, 1 without one. */
    float alpha() {
        Parameter alpha = head.named().get("logit.alpha");
        return alpha == null ? 1 : alpha.getArray().toFloatArray()[0];
    }

    /** The trained biases per VLM, empty without them. */
    float[] beta() {
        Parameter beta = head.named().get("logit.beta");
        return beta == null ? new float[0] : beta.getArray().toFloatArray();
    }

    /** Text vectors [B, d_q], before any projection. */
    NDArray encode(NDManager step, List<long[]> texts, int padding, Pass pass) {
        return text.encode(step, TokenBatch.of(texts, padding), config.pooling(), textMoves ? pass : pass.still());
    }

    /** Bytes to normalised floats: (x / 255 - mean) / std. */
    private NDArray pixels(NDManager step, List<byte[]> pictures) {
        ImageConfig shape = config.image();
        ByteBuffer bytes = ByteBuffer.allocateDirect(pictures.size() * shape.bytes());
        pictures.forEach(bytes::put);
        NDArray raw =
                step.create(bytes.flip(), new Shape(pictures.size(), 3, shape.size(), shape.size()), DataType.UINT8);
        float[] scale = new float[3];
        float[] offset = new float[3];
        for (int c = 0; c < 3; c++) {
            scale[c] = (float) (1 / (255 * shape.std().get(c)));
            offset[c] = (float) (shape.mean().get(c) / shape.std().get(c));
        }
        Shape channels = new Shape(1, 3, 1, 1);
        return raw.toType(DataType.FLOAT32, false)
                .mul(step.create(scale, channels))
                .sub(step.create(offset, channels));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        Pass pass = new Pass(store, training);
        NDArray question = text.encode(inputs.get(0), inputs.get(1), config.pooling(), pass);
        NDArray tokens = image.encode(inputs.get(2), true, pass);
        NDArray profiles = text.encode(inputs.get(3), inputs.get(4), config.pooling(), pass);
        return head.forward(store, new NDList(question, tokens, profiles), training, params);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(inputs[0].get(0), inputs[3].get(0)), new Shape(inputs[0].get(0), config.experts())
        };
    }
}
