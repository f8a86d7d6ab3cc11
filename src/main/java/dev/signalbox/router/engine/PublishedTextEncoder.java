package dev.signalbox.router.engine;

import ai.djl.ndarray.NDManager;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.router.arms.TextConfig;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * DistilBERT (Sanh et al. 2019) or BERT (Devlin et al. 2018) from a public checkpoint in a local folder, with its
 * WordPiece tokeniser. Only numbers and JSON are read, never code. For one thread at a time.
 */
public final class PublishedTextEncoder implements AutoCloseable {
    /** Counts up when the same text would give other ids. */
    private static final int VERSION = 1;

    private final TextEncoder encoder;
    private final TextConfig config;
    private final Tokeniser tokeniser;
    private final int longest;
    private final NDManager manager;
    private final Pass pass;
    private final String hash;

    private PublishedTextEncoder(
            TextEncoder encoder, TextConfig config, Tokeniser tokeniser, int longest, NDManager manager, String hash) {
        this.encoder = encoder;
        this.config = config;
        this.tokeniser = tokeniser;
        this.longest = longest;
        this.manager = manager;
        this.hash = hash;
        pass = Pass.reading(manager);
    }

    /**
     * Opens a checkpoint on the GPU when there is one, else on the CPU.
     *
     * @param folder with {@code config.json} and {@code model.safetensors}; names in it may begin with the network's name,
     *     and its heads are left out
     * @param words  the folder with {@code tokenizer.json} or {@code vocab.txt}, usually the same
     * @throws UserFacingException {@code encoder.*}, {@code router.weights.broken} or {@code router.tokenizer.broken}
     *     when a file is missing, damaged, unsupported or does not fit the others
     * @throws IOException         when a file cannot be read
     */
    public static PublishedTextEncoder open(Path folder, Path words) throws IOException {
        PublishedText published = PublishedText.in(folder, words);
        TextConfig config = published.config();
        try (SafetensorsFile file = SafetensorsFile.open(published.weights())) {
            TextEncoder encoder = new TextEncoder(new Initial(RandomGenerator.getDefault()), config);
            PublishedTensors tensors = published.tensors(file, encoder);
            String hash = published.hash();
            Engines.suit(config.width());
            Tokeniser tokeniser = published.words().open(config.vocabulary());
            NDManager manager = Engines.newManager();
            try {
                Weights.load(manager, encoder.named(), tensors::read);
            } catch (RuntimeException | IOException e) {
                tokeniser.close();
                manager.close();
                throw e;
            }
            return new PublishedTextEncoder(encoder, config, tokeniser, published.longest(), manager, hash);
        }
    }

    public TextConfig config() {
        return config;
    }

    /** SHA-256 over configuration, weights and tokeniser, lower-case hex. */
    public String hash() {
        return hash;
    }

    /** Names what decides the ids beside the tokeniser's own files. */
    public String version() {
        return "wordpiece-" + VERSION + " longest=" + longest;
    }

    /** Longest text in tokens, special tokens included. */
    public int longest() {
        return longest;
    }

    /** Such as {@code cpu} or {@code gpu(0)}. */
    public String device() {
        return Engines.name(manager.getDevice());
    }

    /** Ids with special tokens, cut to {@link #longest()} with the closing one kept. */
    public long[] tokenise(String text) {
        return tokeniser.encode(text, longest);
    }

    /**
     * The texts' vectors; padding has no influence on them.
     *
     * @param ids as {@link #tokenise} makes them; rows of like length waste the least
     * @return [B * width], row by row
     */
    public float[] encode(List<long[]> ids, Pooling pooling) {
        try (NDManager step = manager.newSubManager()) {
            return encoder.encode(step, TokenBatch.of(ids, tokeniser.padding()), pooling, pass)
                    .toFloatArray();
        }
    }

    TextEncoder network() {
        return encoder;
    }

    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        tokeniser.close();
        manager.close();
    }
}
