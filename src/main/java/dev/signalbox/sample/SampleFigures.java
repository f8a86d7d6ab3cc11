package dev.signalbox.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * What a set of answers comes to.
 *
 * @param queries    how many queries
 * @param accuracy   share of right answers per VLM, in the order of {@link SimVlm#ALL}
 * @param random     expected accuracy of a uniform choice
 * @param oracle     share of queries that some VLM answers
 * @param freeOracle the same among the free VLMs
 * @param specialist share of queries that their specialist answers: what a router comes to that learned all there is
 */
record SampleFigures(
        int queries, List<Double> accuracy, double random, double oracle, double freeOracle, double specialist) {
    SampleFigures {
        accuracy = List.copyOf(accuracy);
    }

    static SampleFigures of(List<SampleQuery> queries, long seed) {
        int count = SimVlm.ALL.size();
        int[] right = new int[count];
        int solved = 0;
        int solvedFree = 0;
        int solvedBySpecialist = 0;
        for (SampleQuery query : queries) {
            boolean any = false;
            boolean free = false;
            for (int k = 0; k < count; k++) {
                SimVlm vlm = SimVlm.ALL.get(k);
                if (Answers.answer(query, vlm, seed).label()) {
                    right[k]++;
                    any = true;
                    solvedBySpecialist += vlm.id().equals(SkillTable.specialist(query.cell())) ? 1 : 0;
                    free |= vlm.vlm().price() == null;
                }
            }
            solved += any ? 1 : 0;
            solvedFree += free ? 1 : 0;
        }
        List<Double> accuracy = new ArrayList<>();
        double sum = 0;
        for (int hits : right) {
            accuracy.add((double) hits / queries.size());
            sum += hits;
        }
        return new SampleFigures(
                queries.size(),
                accuracy,
                sum / count / queries.size(),
                (double) solved / queries.size(),
                (double) solvedFree / queries.size(),
                (double) solvedBySpecialist / queries.size());
    }

    /** The accuracy of the best single VLM. */
    double bestSingle() {
        return accuracy.stream().mapToDouble(a -> a).max().orElseThrow();
    }
}
