package dev.signalbox.router.engine;

import dev.signalbox.router.arms.ImageConfig;
import dev.signalbox.router.arms.ImageRecipe;
import dev.signalbox.router.arms.PublishedConfig;
import dev.signalbox.router.arms.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The folder of a public image encoder, its settings read and its weights not yet. */
record PublishedImage(Path folder, Path weights, ImageConfig config, ImageRecipe recipe) {
    private static final String PREPROCESSOR = "preprocessor_config.json";

    static PublishedImage in(Path folder) throws IOException {
        PublishedConfig settings = PublishedConfig.read(folder.resolve(PublishedFolder.CONFIG));
        Path weights = PublishedFolder.weights(folder);
        ImageRecipe recipe =
                PublishedConfig.readIfThere(folder.resolve(PREPROCESSOR)).recipe(settings.imageSize());
        return new PublishedImage(folder, weights, settings.image(recipe), recipe);
    }

    /** The file's tensors under our names, compared with a network. */
    PublishedTensors tensors(SafetensorsFile file, ImageEncoder network) {
        PublishedTensors tensors = PublishedTensors.clipVision(file);
        PublishedFolder.compare(network, tensors, folder);
        return tensors;
    }

    /** SHA-256 over configuration, preprocessing and weights, lower-case hex. */
    String hash() throws IOException {
        return PublishedFolder.hash(
                List.of(folder.resolve(PublishedFolder.CONFIG), folder.resolve(PREPROCESSOR), weights));
    }
}
