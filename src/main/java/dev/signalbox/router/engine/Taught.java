package dev.signalbox.router.engine;

import dev.signalbox.router.arms.TrainingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The labels that training looks at: all of them from nothing; else those of the new VLMs and, with replay, a seeded
 * sample of the old ones.
 *
 * @param labels   [n][K] 1 right, 0 wrong, -1 not looked at
 * @param queries  the training queries with at least one such label
 * @param count    such labels among them
 * @param replayed those of VLMs that the router knew before
 */
@SuppressWarnings("ArrayRecordComponent") // half a million single bytes would be half a million objects
record Taught(byte[][] labels, List<Integer> queries, int count, int replayed) {
    private record Pair(int query, int vlm) {}

    /** Labels in force: 1 right, 0 wrong, -1 unknown. */
    interface KnownLabels {
        byte label(int query, int vlm);
    }

    static Taught of(int size, KnownLabels known, Roster roster, TrainingOptions options, List<Integer> train) {
        boolean goesOn = options.strategy().incremental();
        byte[][] labels = new byte[size][roster.size()];
        for (byte[] row : labels) {
            Arrays.fill(row, (byte) -1);
        }
        List<Pair> old = new ArrayList<>();
        int fresh = 0;
        for (int query : train) {
            for (int k = 0; k < roster.size(); k++) {
                byte label = known.label(query, k);
                if (label >= 0 && goesOn && roster.known(k)) {
                    old.add(new Pair(query, k));
                } else if (label >= 0) {
                    labels[query][k] = label;
                    fresh++;
                }
            }
        }
        Collections.shuffle(old, new Random(Seeds.REPLAY.of(options.seed(), 0)));
        double share = options.replayShare();
        int replayed = (int) Math.min(old.size(), Math.round(share / (1 - share) * fresh));
        old.subList(0, replayed).forEach(p -> labels[p.query()][p.vlm()] = known.label(p.query(), p.vlm()));
        List<Integer> queries = train.stream().filter(q -> any(labels[q])).toList();
        return new Taught(labels, queries, fresh + replayed, replayed);
    }

    byte label(int query, int vlm) {
        return labels[query][vlm];
    }

    private static boolean any(byte[] row) {
        for (byte label : row) {
            if (label >= 0) {
                return true;
            }
        }
        return false;
    }
}
