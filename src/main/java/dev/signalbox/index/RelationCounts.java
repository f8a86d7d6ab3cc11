package dev.signalbox.index;

import java.util.List;

/**
 * How the VLMs did on a selection.
 *
 * @param size  queries in the selection
 * @param vlms  one per column of the dataset, in column order
 * @param any   queries that at least one VLM has right
 * @param none  queries with a known label and none right
 * @param all   queries with a known label and every known one right
 * @param one   queries that exactly one VLM has right
 */
public record RelationCounts(int size, List<PerVlm> vlms, int any, int none, int all, int one) {
    public RelationCounts {
        vlms = List.copyOf(vlms);
    }

    /** Counts of one VLM; {@code right + wrong + unknown == size}. */
    public record PerVlm(String vlm, int right, int wrong, int unknown, int missing) {}
}
