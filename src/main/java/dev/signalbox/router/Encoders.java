package dev.signalbox.router;

import java.nio.file.Path;

/** Where the encoders of a router that begins anew come from. */
public sealed interface Encoders {
    /** Drawn by the seed, in the shape that the options name. */
    record Fresh() implements Encoders {}

    /** Those of another router, with its tokeniser. */
    record OfRouter(Path checkpoint) implements Encoders {}

    /**
     * Public checkpoints: DistilBERT or BERT with its tokeniser, and CLIP's vision tower.
     *
     * @param text  folder in the published layout
     * @param image folder in the published layout
     */
    record Published(Path text, Path image) implements Encoders {}
}
