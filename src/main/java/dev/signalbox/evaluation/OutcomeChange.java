package dev.signalbox.evaluation;

import dev.signalbox.index.LabelChange;

/**
 * A changed label where {@link Outcomes} have it.
 *
 * @param row   the place of its query
 * @param place the place of its VLM
 */
public record OutcomeChange(int row, int place, LabelChange label) {}
