package dev.signalbox.workbench;

import dev.signalbox.evaluation.Calibration;
import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.index.Selection;
import java.util.List;

/**
 * A router's calibration with what it was fitted to.
 *
 * @param method     what was asked for; a fit whose pairs do not carry it names the one that took its place
 * @param validation the queries that it was fitted to: nothing may be judged on them
 * @param origin     {@code held_out} by the router's training, {@code other_data} than it was trained on, or {@code perhaps_seen}
 * @param seed       of the choice of queries
 * @param share      of the training split's labelled queries
 * @param pairs      (query, VLM) pairs with a score and a known label
 */
public record FittedCalibration(
        CalibrationMethod method,
        Selection validation,
        String origin,
        long seed,
        double share,
        int pairs,
        Calibration calibration) {
    /** VLMs whose pairs do not carry the method that was asked for. */
    public List<String> fellBack() {
        return calibration.fits().stream()
                .filter(fit -> fit.method() != method)
                .map(Calibration.Fit::vlm)
                .toList();
    }

    /** VLMs with too few pairs for a fit of their own. */
    public List<String> pooled() {
        return calibration.fits().stream()
                .filter(Calibration.Fit::pooled)
                .map(Calibration.Fit::vlm)
                .toList();
    }
}
