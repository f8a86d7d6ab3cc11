package dev.signalbox.router;

import dev.signalbox.model.Raster;
import java.util.List;

/**
 * What is left of a query when it reaches a router's encoders.
 *
 * @param picture at the encoder's size, before the numbers are normalised; the blank one for a query without a picture
 * @param tokens  those that the text encoder reads, special ones included, in order
 * @param cut     those that the truncation takes away, in order
 * @param kept    how many of the tokens come before the cut; the others, the closing special token, after it
 */
public record EncoderView(Raster picture, List<String> tokens, List<String> cut, int kept) {
    public EncoderView {
        tokens = List.copyOf(tokens);
        cut = List.copyOf(cut);
        if (kept < 0 || kept > tokens.size()) {
            throw new IllegalArgumentException(kept + " of " + tokens.size() + " tokens before the cut");
        }
    }

    public boolean truncated() {
        return !cut.isEmpty();
    }
}
