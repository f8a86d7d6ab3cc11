package dev.signalbox.router.engine;

import dev.signalbox.router.arms.PublishedConfig;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** Looks whether a folder holds a published encoder that can be opened, without reading a weight. */
public final class PublishedCheck {
    private PublishedCheck() {}

    /**
     * What a folder holds.
     *
     * @param pictures   true when it encodes pictures, false when texts
     * @param dimensions of its vectors
     */
    public record Found(boolean pictures, int dimensions) {}

    /**
     * Looks: the configuration is understood, the header of the weights is whole, every tensor has its place and its
     * shape, the tokeniser opens.
     *
     * @throws UserFacingException {@code encoder.*}, {@code router.weights.broken} or {@code router.tokenizer.broken}
     * @throws IOException         when a file cannot be read
     */
    public static Found look(Path folder) throws IOException {
        boolean pictures = PublishedConfig.read(folder.resolve(PublishedFolder.CONFIG))
                .modelType()
                .startsWith("clip");
        return pictures ? pictures(PublishedImage.in(folder)) : texts(PublishedText.in(folder, folder));
    }

    private static Found pictures(PublishedImage published) throws IOException {
        try (SafetensorsFile file = SafetensorsFile.open(published.weights())) {
            published.tensors(file, new ImageEncoder(anyhow(), published.config()));
        }
        return new Found(true, published.config().projection());
    }

    private static Found texts(PublishedText published) throws IOException {
        try (SafetensorsFile file = SafetensorsFile.open(published.weights())) {
            published.tensors(file, new TextEncoder(anyhow(), published.config()));
        }
        published.words().open(published.config().vocabulary()).close();
        return new Found(false, published.config().width());
    }

    /** Nothing is ever drawn: only names and shapes are compared. */
    private static Initial anyhow() {
        return new Initial(RandomGenerator.getDefault());
    }
}
