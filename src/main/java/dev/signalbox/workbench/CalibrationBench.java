package dev.signalbox.workbench;

import dev.signalbox.evaluation.Calibration;
import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.CalibrationPairs;
import dev.signalbox.evaluation.CalibrationQuality;
import dev.signalbox.evaluation.Choice;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.PictureGroups;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scores;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fits calibrations on validation queries only and judges confidences elsewhere. Which queries these are is found out once
 * per router. For any thread.
 */
public final class CalibrationBench {
    private final OpenDataset open;
    private final long seed;
    private final Map<Long, ValidationQueries> validation = new HashMap<>();
    private int @Nullable [] groups;

    /** @param seed of the validation queries where a router's record names none, and of the intervals */
    public CalibrationBench(OpenDataset open, long seed) {
        this.open = open;
        this.seed = seed;
    }

    /**
     * Fits.
     *
     * @param columns the dataset's columns to calibrate
     * @throws dev.signalbox.text.UserFacingException when no validation pair has both a score and a label
     */
    public FittedCalibration fit(
            RouterInfo router, Scores scores, int[] columns, Labels labels, CalibrationMethod method) {
        ValidationQueries queries = validation(router);
        return new FittedCalibration(
                method,
                queries.rows(),
                queries.origin().name().toLowerCase(Locale.ROOT),
                queries.seed(),
                queries.share(),
                pairs(scores, columns, labels, queries.rows()).size(),
                Calibration.fit(method, open.table(), scores, columns, labels, queries.rows()));
    }

    /** A router's scores with every VLM that it scored calibrated. */
    public Scores calibrated(RouterInfo router, Scores scores, Labels labels, CalibrationMethod method) {
        return method == CalibrationMethod.NONE
                ? scores
                : fit(router, scores, open.columns(scores.set().vlms()), labels, method)
                        .calibration()
                        .apply(scores);
    }

    private synchronized ValidationQueries validation(RouterInfo router) {
        return validation.computeIfAbsent(router.id(), id -> ValidationQueries.of(router, open, seed));
    }

    /** The pairs of some queries and VLMs that have a score and a known label. */
    public CalibrationPairs pairs(Scores scores, int[] columns, Labels labels, Selection rows) {
        return CalibrationPairs.of(new Choice(open.table(), scores, columns, Ties.FIRST_INDEX), labels, rows);
    }

    /** How well confidences are calibrated, with intervals from resampled queries, drawn together where they share pictures. */
    public CalibrationQuality judge(CalibrationPairs pairs) {
        return CalibrationQuality.of(pairs, groups(), seed);
    }

    private synchronized int[] groups() {
        int[] known = groups;
        if (known != null) {
            return known;
        }
        int[] made = PictureGroups.of(open.table());
        groups = made;
        return made;
    }
}
