package dev.signalbox.router.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.signalbox.model.Sha256;
import dev.signalbox.router.TrainingData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a checkpoint's record tells of the training split's queries: which of them its training did not fit to.
 *
 * @param queries ordinals that it held out; empty unless the origin is {@code HELD_OUT}
 * @param seed    of the choice
 * @param share   of the queries to learn from
 */
public record HeldOut(Origin origin, List<Integer> queries, long seed, double share) {
    /** What is known. */
    public enum Origin {
        /** The router was trained on exactly these questions and labels, and held these queries out. */
        HELD_OUT,
        /** The record names other data. */
        OTHER_DATA,
        /** The record does not rule out that the router learnt from any of the queries. */
        PERHAPS_SEEN
    }

    private static final ObjectReader RECORD = Checkpoint.JSON
            .readerFor(RunRecord.class)
            .without(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    public HeldOut {
        queries = List.copyOf(queries);
    }

    /** Reads the record and repeats its split when the data still is what it was trained on. */
    public static HeldOut of(Path checkpoint, TrainingData data) throws IOException {
        Path file = checkpoint.resolve(Checkpoint.TRAINING);
        if (!Files.isRegularFile(file)) {
            return unknown(Origin.PERHAPS_SEEN);
        }
        JsonNode tree = Checkpoint.JSON.readTree(file.toFile());
        if (tree.path("format").asInt() != RunRecord.FORMAT) {
            return unknown(Origin.PERHAPS_SEEN);
        }
        RunRecord record;
        try {
            record = RECORD.readValue(tree);
        } catch (JsonProcessingException e) {
            return unknown(Origin.PERHAPS_SEEN); // not a record of this program: it tells nothing
        }
        if (record.options().strategy().incremental()) {
            return unknown(Origin.PERHAPS_SEEN); // the router that it started from has a past of its own
        }
        // A dataset that grew has another hash, yet the name of the one that was learnt from.
        if (!record.data().equals(data.name()) && !record.dataHash().equals(data.hash())) {
            return unknown(Origin.OTHER_DATA);
        }
        Roster roster = Roster.of(data, record.vlms(), Set.copyOf(record.known()));
        if (!record.contentHash().equals(hash(roster, data))) {
            return unknown(Origin.PERHAPS_SEEN);
        }
        return new HeldOut(
                Origin.HELD_OUT,
                Splits.of(data, roster, record.options()).validation(),
                record.options().seed(),
                record.options().validationShare());
    }

    private static HeldOut unknown(Origin origin) {
        return new HeldOut(origin, List.of(), 0, 0);
    }

    private static String hash(Roster roster, TrainingData data) {
        Sha256 hash = new Sha256();
        for (int i = 0; i < data.size(); i++) {
            roster.add(hash, data, i, data.question(i));
        }
        return hash.hex();
    }
}
