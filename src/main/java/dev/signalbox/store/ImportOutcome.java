package dev.signalbox.store;

import dev.signalbox.model.Dataset;

/**
 * What an import did, or would do.
 *
 * @param dataset      as it is now; after a preview: as it would be, with id 0 when it does not exist yet
 * @param queriesAdded queries whose key was not there
 * @param outputsAdded outputs whose (query, VLM) was not there
 * @param vlmsAdded    VLMs that the dataset did not have
 * @param unchanged    outputs that were there with the same text and label
 * @param conflicts    outputs that were there with another text or label, and queries that were there with another question or
 *                     reference; what is stored stayed
 */
public record ImportOutcome(
        Dataset dataset, int queriesAdded, int outputsAdded, int vlmsAdded, int unchanged, int conflicts) {
    /** True when there was nothing new. */
    public boolean nothingNew() {
        return queriesAdded == 0 && outputsAdded == 0 && vlmsAdded == 0;
    }
}
