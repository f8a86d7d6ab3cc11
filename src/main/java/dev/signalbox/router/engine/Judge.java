package dev.signalbox.router.engine;

import dev.signalbox.router.TrainingReport.Quality;
import dev.signalbox.router.arms.ArmsNumerics;
import java.util.List;
import java.util.function.IntPredicate;

/** Judges routing choices against labels. Only VLMs with a known label can be chosen: unknown is never wrong. */
final class Judge {
    private final Examples examples;
    private final List<String> vlms;
    private final int single;

    /** Learns which VLM is best alone from the training queries. */
    Judge(Examples examples, List<String> vlms, List<Integer> train) {
        this.examples = examples;
        this.vlms = vlms;
        double best = -1;
        int at = 0;
        for (int k = 0; k < vlms.size(); k++) {
            int column = k;
            int right = (int)
                    train.stream().filter(i -> examples.label(i, column) == 1).count();
            int known = (int)
                    train.stream().filter(i -> examples.label(i, column) >= 0).count();
            double rate = known == 0 ? 0 : (double) right / known;
            if (rate > best) {
                best = rate;
                at = k;
            }
        }
        single = at;
    }

    /** The share of queries whose choice is right when only some VLMs may be chosen; how many queries have such labels. */
    Only only(List<Integer> queries, float[][] logits, IntPredicate allowed) {
        int judged = 0;
        int right = 0;
        for (int i = 0; i < queries.size(); i++) {
            int chosen = -1;
            for (int k = 0; k < logits[i].length; k++) {
                boolean may = allowed.test(k) && examples.label(queries.get(i), k) >= 0;
                if (may && (chosen < 0 || logits[i][k] > logits[i][chosen])) {
                    chosen = k;
                }
            }
            if (chosen >= 0) {
                judged++;
                right += examples.label(queries.get(i), chosen);
            }
        }
        return new Only(judged, judged == 0 ? Double.NaN : (double) right / judged);
    }

    /** EM over {@code queries}; NaN without any. */
    record Only(int queries, double em) {}

    /** Judges logits [queries][K]. */
    Quality judge(List<Integer> queries, float[][] logits) {
        Tally t = new Tally();
        for (int i = 0; i < queries.size(); i++) {
            if (examples.known(queries.get(i))) {
                count(t, queries.get(i), logits[i]);
            }
        }
        return new Quality(
                t.queries,
                t.right / t.queries,
                t.agreed / t.labels,
                t.loss / t.labels,
                vlms.get(single),
                t.single / t.singleKnown,
                t.random / t.queries,
                t.oracle / t.queries);
    }

    private void count(Tally t, int query, float[] logits) {
        int chosen = -1;
        int known = 0;
        int right = 0;
        for (int k = 0; k < logits.length; k++) {
            int label = examples.label(query, k);
            if (label < 0) {
                continue;
            }
            known++;
            right += label;
            t.labels++;
            t.loss += ArmsNumerics.crossEntropy(logits[k], label);
            t.agreed += (logits[k] > 0) == (label == 1) ? 1 : 0;
            if (chosen < 0 || logits[k] > logits[chosen]) {
                chosen = k;
            }
        }
        t.queries++;
        t.right += examples.label(query, chosen);
        t.random += (double) right / known;
        t.oracle += right > 0 ? 1 : 0;
        int alone = examples.label(query, single);
        if (alone >= 0) {
            t.singleKnown++;
            t.single += alone;
        }
    }

    private static final class Tally {
        int queries;
        double right;
        double labels;
        double agreed;
        double loss;
        double single;
        int singleKnown;
        double random;
        double oracle;
    }
}
