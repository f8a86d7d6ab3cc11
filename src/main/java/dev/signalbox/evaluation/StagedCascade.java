package dev.signalbox.evaluation;

import dev.signalbox.model.Scores;
import dev.signalbox.text.UserFacingException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The cascade over any number of stages, in ascending order of price: Algorithm 1 of ARMS is the one with two. Stage by
 * stage a router is asked about its pool; its best VLM becomes the choice when its confidence is above (strictly) that of
 * the choice so far. The cascade ends at the first stage after which the choice's confidence is above (strictly) that
 * stage's threshold, at the latest after the last one. With all thresholds at or above every confidence it is the joint
 * arg-max, ties for the earlier stage.
 */
public record StagedCascade(List<Stage> stages, Ties ties) {
    /**
     * A stage.
     *
     * @param pool the router's columns of the dataset; only the first stage's must not be empty
     */
    @SuppressWarnings("ArrayRecordComponent") // a description that is read, never compared
    public record Stage(Scores router, int[] pool) {}

    public StagedCascade {
        stages = List.copyOf(stages);
        if (stages.isEmpty() || stages.getFirst().pool().length == 0) {
            throw new UserFacingException("evaluation.pool");
        }
        Set<Integer> seen = new HashSet<>();
        for (Stage stage : stages) {
            for (int column : stage.pool()) {
                if (!seen.add(column)) {
                    throw new IllegalArgumentException("Column " + column + " is in the cascade twice");
                }
            }
        }
    }

    /** The cascade of two routers as two stages. */
    public static StagedCascade of(Cascade cascade) {
        return new StagedCascade(
                List.of(
                        new Stage(cascade.first(), cascade.firstPool()),
                        new Stage(cascade.second(), cascade.secondPool())),
                cascade.ties());
    }
}
