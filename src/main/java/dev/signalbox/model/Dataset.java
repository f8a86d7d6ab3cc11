package dev.signalbox.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A stored dataset. Its queries have ordinals 0..queries-1 that never change; its VLMs have column numbers
 * 0..vlms.size()-1 that never change; both only grow.
 *
 * @param dataHash SHA-256 over keys, questions, references and labels as imported, stored beside every number made from it
 */
public record Dataset(
        long id,
        String name,
        Path root,
        String format,
        String source,
        String licence,
        boolean simulated,
        Instant created,
        int queries,
        long outputs,
        List<Vlm> vlms,
        String dataHash) {
    public Dataset {
        vlms = List.copyOf(vlms);
    }

    /** The column number of a VLM, or -1. */
    public int column(String vlmId) {
        for (int k = 0; k < vlms.size(); k++) {
            if (vlms.get(k).id().equals(vlmId)) {
                return k;
            }
        }
        return -1;
    }
}
