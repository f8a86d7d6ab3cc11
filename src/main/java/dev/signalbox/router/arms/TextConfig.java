package dev.signalbox.router.arms;

/**
 * A DistilBERT-shaped text encoder: post-LayerNorm blocks, learned positions, no token types.
 *
 * @param vocabulary   rows of the word table; the trainer replaces it by the size of the vocabulary it built
 * @param positions    longest sequence, special tokens included
 * @param width        hidden size, also d_q and the width of profile vectors
 * @param ffn          hidden width of the feed-forward part
 * @param dropout      after the embeddings, on attention weights and after the feed-forward part
 * @param embeddingStd standard deviation of fresh word and position tables (1 is PyTorch's default)
 */
public record TextConfig(
        int vocabulary,
        int positions,
        int width,
        int layers,
        int heads,
        int ffn,
        double dropout,
        double normEps,
        Activation activation,
        double embeddingStd) {
    public TextConfig {
        Checks.positive("text.vocabulary", vocabulary);
        Checks.positive("text.positions", positions);
        Checks.positive("text.width", width);
        Checks.positive("text.layers", layers);
        Checks.positive("text.ffn", ffn);
        Checks.divides("text.heads", heads, width);
        Checks.share("text.dropout", dropout);
    }

    /** The public DistilBERT (base, uncased). */
    public static TextConfig distilBert() {
        return new TextConfig(30_522, 512, 768, 6, 12, 3072, 0.1, 1e-12, Activation.GELU, 1);
    }

    public TextConfig withVocabulary(int size) {
        return new TextConfig(size, positions, width, layers, heads, ffn, dropout, normEps, activation, embeddingStd);
    }
}
