package dev.signalbox.router.engine;

import dev.signalbox.router.arms.ImageConfig;
import dev.signalbox.router.arms.PublishedConfig;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.router.arms.TextConfig;
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
        PublishedConfig settings = PublishedConfig.read(folder.resolve(PublishedFolder.CONFIG));
        return settings.modelType().startsWith("clip") ? pictures(folder, settings) : texts(folder, settings);
    }

    private static Found pictures(Path folder, PublishedConfig settings) throws IOException {
        ImageConfig config = PublishedImageEncoder.config(folder, settings);
        try (SafetensorsFile file = SafetensorsFile.open(PublishedFolder.weights(folder))) {
            ImageEncoder network = new ImageEncoder(new Initial(RandomGenerator.getDefault()), config);
            PublishedFolder.compare(network, PublishedTensors.clipVision(file), folder);
        }
        return new Found(true, config.projection());
    }

    private static Found texts(Path folder, PublishedConfig settings) throws IOException {
        TextConfig config = settings.text();
        try (SafetensorsFile file = SafetensorsFile.open(PublishedFolder.weights(folder))) {
            TextEncoder network = new TextEncoder(new Initial(RandomGenerator.getDefault()), config);
            PublishedFolder.compare(network, PublishedTensors.text(settings, file), folder);
        }
        TokeniserFolder.of(folder).open(config.vocabulary()).close();
        return new Found(false, config.width());
    }
}
