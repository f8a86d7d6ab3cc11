package dev.signalbox.workbench;

import dev.signalbox.model.Pool;
import dev.signalbox.model.Vlm;

/**
 * A VLM as the profile lab tries it.
 *
 * @param id        of the dataset's VLM, or a name made up for an imaginary one; unique in a pool
 * @param sentence  the profile sentence that the router encodes
 * @param imaginary true for a VLM that the dataset does not have: it has no answers, labels or costs
 */
public record Candidate(String id, String sentence, Pool pool, boolean imaginary) {
    /** The same with another sentence. */
    public Candidate saying(String other) {
        return new Candidate(id, other, pool, imaginary);
    }

    /** As routers take it; the trained bias of a VLM goes by its id, whatever its sentence. */
    Vlm vlm() {
        return new Vlm(id, sentence, pool, null);
    }
}
