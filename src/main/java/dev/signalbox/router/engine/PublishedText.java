package dev.signalbox.router.engine;

import dev.signalbox.router.arms.PublishedConfig;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.router.arms.TextConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of a public text encoder, its settings read and its weights not yet.
 *
 * @param words where its tokeniser lies
 */
record PublishedText(Path folder, Path weights, TextConfig config, String type, TokeniserFolder words) {
    static PublishedText in(Path folder, Path words) throws IOException {
        PublishedConfig settings = PublishedConfig.read(folder.resolve(PublishedFolder.CONFIG));
        Path weights = PublishedFolder.weights(folder);
        return new PublishedText(folder, weights, settings.text(), settings.modelType(), TokeniserFolder.of(words));
    }

    /** Longest text in tokens, special tokens included. */
    int longest() {
        return Math.min(config.positions(), words.longest());
    }

    /** The file's tensors under our names, compared with a network. */
    PublishedTensors tensors(SafetensorsFile file, TextEncoder network) {
        PublishedTensors tensors =
                type.equals("bert") ? PublishedTensors.bert(file) : PublishedTensors.distilBert(file);
        PublishedFolder.compare(network, tensors, folder);
        return tensors;
    }

    /** SHA-256 over configuration, weights and tokeniser, lower-case hex. */
    String hash() throws IOException {
        return PublishedFolder.hash(
                List.of(folder.resolve(PublishedFolder.CONFIG), weights, words.file(), words.settings()));
    }
}
