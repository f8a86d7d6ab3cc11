package dev.signalbox.ui.live;

import dev.signalbox.model.Pool;

/**
 * A VLM in the list of confidences.
 *
 * @param confidence in (0, 1)
 * @param delta      against the previous try on the same picture, NaN without one
 * @param stored     the stored confidence of the same query, NaN without one
 * @param cost       for people
 */
record Row(String vlm, Pool pool, double confidence, double delta, double stored, boolean chosen, String cost) {}
