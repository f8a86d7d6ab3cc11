package dev.signalbox.router;

import java.util.List;

/**
 * What is left of a profile sentence when it reaches a router's text encoder.
 *
 * @param tokens those that are read, special ones included, in order
 * @param cut    those that the truncation takes away, in order
 */
public record SentenceView(List<String> tokens, List<String> cut) {
    public SentenceView {
        tokens = List.copyOf(tokens);
        cut = List.copyOf(cut);
    }
}
