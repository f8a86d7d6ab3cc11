package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.signalbox.router.arms.ImageConfig;
import dev.signalbox.router.arms.ImageRecipe;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * CLIP's vision tower with its visual projection (Radford et al. 2021) from a public checkpoint in a local folder. Only
 * numbers and JSON are read, never code. For one thread at a time.
 */
public final class PublishedImageEncoder implements AutoCloseable {
    private final ImageEncoder encoder;
    private final ImageConfig config;
    private final ImageRecipe recipe;
    private final NDManager manager;
    private final Pass pass;
    private final String hash;

    private PublishedImageEncoder(
            ImageEncoder encoder, ImageConfig config, ImageRecipe recipe, NDManager manager, String hash) {
        this.encoder = encoder;
        this.config = config;
        this.recipe = recipe;
        this.manager = manager;
        this.hash = hash;
        pass = Pass.reading(manager);
    }

    /**
     * Opens a checkpoint on the GPU when there is one, else on the CPU.
     *
     * @param folder with {@code config.json}, {@code model.safetensors} and, unless CLIP's own values apply,
     *     {@code preprocessor_config.json}; a vision tower alone or within a whole CLIP
     * @throws UserFacingException {@code encoder.*} or {@code router.weights.broken} when a file is missing, damaged,
     *     unsupported or does not fit the others
     * @throws IOException         when a file cannot be read
     */
    public static PublishedImageEncoder open(Path folder) throws IOException {
        PublishedImage published = PublishedImage.in(folder);
        ImageConfig config = published.config();
        try (SafetensorsFile file = SafetensorsFile.open(published.weights())) {
            ImageEncoder encoder = new ImageEncoder(new Initial(RandomGenerator.getDefault()), config);
            PublishedTensors tensors = published.tensors(file, encoder);
            String hash = published.hash();
            Engines.suit(config.width());
            NDManager manager = Engines.newManager();
            try {
                Weights.load(manager, encoder.named(), tensors::read);
            } catch (RuntimeException | IOException e) {
                manager.close();
                throw e;
            }
            return new PublishedImageEncoder(encoder, config, published.recipe(), manager, hash);
        }
    }

    public ImageConfig config() {
        return config;
    }

    /** How pictures become what {@link #encode} takes. */
    public ImageRecipe recipe() {
        return recipe;
    }

    /** SHA-256 over configuration, preprocessing and weights, lower-case hex. */
    public String hash() {
        return hash;
    }

    /** Such as {@code cpu} or {@code gpu(0)}. */
    public String device() {
        return Engines.name(manager.getDevice());
    }

    /**
     * The pictures' vectors, not of unit length.
     *
     * @param squares as {@link ImageRecipe#square} makes them
     * @return [B * projection], row by row
     */
    public float[] encode(List<byte[]> squares) {
        return run(squares, false);
    }

    /**
     * All projected tokens: the picture's vector, then the patches row by row.
     *
     * @return [B * tokens * projection]
     */
    public float[] tokens(List<byte[]> squares) {
        return run(squares, true);
    }

    private float[] run(List<byte[]> squares, boolean all) {
        try (NDManager step = manager.newSubManager()) {
            Shape shape = new Shape(squares.size(), 3, config.size(), config.size());
            NDArray pixels = Initial.aligned(step, recipe.floats(squares), shape);
            return encoder.encode(pixels, all, pass).toFloatArray();
        }
    }

    ImageEncoder network() {
        return encoder;
    }

    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
