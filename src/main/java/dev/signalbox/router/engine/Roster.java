package dev.signalbox.router.engine;

import dev.signalbox.model.Sha256;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.TrainingData;
import dev.signalbox.router.TrainingJob;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The VLMs of a router in training.
 *
 * @param vlms    in the order of its biases
 * @param columns where the data has each of them; -1 for one that the data does not have
 * @param known   ids of those that the router knew before
 */
record Roster(List<Vlm> vlms, List<Integer> columns, Set<String> known) {
    static Roster of(TrainingData data, TrainingJob job, @Nullable Source source) {
        List<String> ids = data.vlms().stream().map(Vlm::id).toList();
        job.vlms().stream().filter(id -> !ids.contains(id)).findFirst().ifPresent(id -> {
            throw new UserFacingException("router.training.vlm", id, String.join(", ", ids));
        });
        List<Vlm> chosen = data.vlms().stream()
                .filter(v -> job.vlms().isEmpty() || job.vlms().contains(v.id()))
                .toList();
        if (source == null) {
            return of(data, chosen, Set.of());
        }
        Set<String> before = source.ids();
        List<Vlm> fresh = chosen.stream().filter(v -> !before.contains(v.id())).toList();
        if (fresh.isEmpty()) {
            throw new UserFacingException("router.training.nonew", data.name(), String.join(", ", before));
        }
        if (!job.options().strategy().incremental()) {
            return of(data, fresh, Set.of());
        }
        Map<String, Vlm> profiles = new HashMap<>();
        source.vlms().forEach(v -> profiles.put(v.id(), v));
        data.vlms().forEach(v -> profiles.put(v.id(), v));
        List<Vlm> all = new ArrayList<>();
        for (String id : before) {
            Vlm vlm = profiles.get(id);
            if (vlm != null) { // without a profile nobody can be routed to it
                all.add(vlm);
            }
        }
        all.addAll(fresh);
        return of(data, all, before);
    }

    /** The same VLMs in data that is read again. */
    static Roster of(TrainingData data, List<Vlm> vlms, Set<String> known) {
        List<String> ids = data.vlms().stream().map(Vlm::id).toList();
        return new Roster(
                List.copyOf(vlms), vlms.stream().map(v -> ids.indexOf(v.id())).toList(), known);
    }

    int size() {
        return vlms.size();
    }

    List<String> ids() {
        return vlms.stream().map(Vlm::id).toList();
    }

    boolean known(int vlm) {
        return known.contains(vlms.get(vlm).id());
    }

    /** 1 right, 0 wrong, -1 unknown. */
    byte label(TrainingData data, int query, int vlm) {
        int column = columns.get(vlm);
        return column < 0 ? -1 : (byte) data.label(query, column);
    }

    /** Adds a query to the hash over questions, split and labels in force. */
    void add(Sha256 hash, TrainingData data, int query, String question) {
        hash.add(question + "\0" + data.isTrain(query) + "\0");
        for (int k = 0; k < size(); k++) {
            hash.add(label(data, query, k));
        }
    }
}
