package dev.signalbox.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The training split's queries that something may be fitted to after a router was trained: those that its training held
 * out, where its record says which; else a seeded share of the split.
 */
record ValidationQueries(Selection rows, Origin origin, long seed, double share) {
    /** Where the queries come from. */
    enum Origin {
        /** The router was trained on this dataset and held these out. */
        HELD_OUT,
        /** The router was trained on other data: any share of the split is new to it. */
        UNSEEN,
        /** The router was trained on this dataset, and its record does not tell which queries it held out. */
        PERHAPS_SEEN
    }

    /** The share that is taken where the record names none. */
    static final double SHARE = 0.1;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Mixed into the seed by the trainer, so that the split is not the shuffle of an epoch. */
    private static final long SPLIT = 0x5EED;

    static ValidationQueries of(RouterInfo router, DatasetTable table, Labels labels, Selection train, long seed) {
        JsonNode record = record(router);
        boolean trainedHere =
                record.path("dataHash").asText().equals(table.dataset().dataHash());
        if (trainedHere) {
            Optional<ValidationQueries> heldOut = heldOut(record, table, labels, train);
            if (heldOut.isPresent()) {
                return heldOut.get();
            }
        }
        Origin origin = trainedHere ? Origin.PERHAPS_SEEN : Origin.UNSEEN;
        return new ValidationQueries(share(labelled(labels, train), SHARE, seed), origin, seed, SHARE);
    }

    private static JsonNode record(RouterInfo router) {
        Path file = router.checkpoint().resolve("training.json");
        try {
            return Files.isRegularFile(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
        } catch (IOException e) {
            throw new UserFacingException("router.unreadable", e, router.checkpoint(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Repeats the split that the record describes. Empty when the record has choices that this does not know, when
     * corrections since the import could have changed which queries have labels, or when the numbers differ.
     */
    private static Optional<ValidationQueries> heldOut(
            JsonNode record, DatasetTable table, Labels labels, Selection train) {
        JsonNode options = record.path("options");
        List<Integer> labelled = labelled(labels, train);
        if (!options.path("seed").isIntegralNumber()
                || !options.path("validationShare").isNumber()
                || options.has("splitBy")
                || !labelled.equals(labelled(Labels.of(table), train))) {
            return Optional.empty();
        }
        long seed = options.path("seed").asLong();
        double share = options.path("validationShare").asDouble();
        Selection rows = share(labelled, share, seed);
        return rows.size() == record.path("validation").path("queries").asInt()
                ? Optional.of(new ValidationQueries(rows, Origin.HELD_OUT, seed, share))
                : Optional.empty();
    }

    private static List<Integer> labelled(Labels labels, Selection train) {
        List<Integer> result = new ArrayList<>();
        train.forEach(query -> {
            for (int k = 0; k < labels.width(); k++) {
                if (labels.code(query, k) != Correctness.UNKNOWN.code()) {
                    result.add(query);
                    return;
                }
            }
        });
        return result;
    }

    private static Selection share(List<Integer> queries, double share, long seed) {
        if (queries.size() < 2) {
            return Selection.none();
        }
        List<Integer> shuffled = new ArrayList<>(queries);
        Collections.shuffle(shuffled, new Random(seed ^ SPLIT));
        int held = Math.clamp(Math.round(shuffled.size() * share), 1, shuffled.size() - 1);
        return Selection.of(
                shuffled.subList(0, held).stream().mapToInt(Integer::intValue).toArray());
    }
}
