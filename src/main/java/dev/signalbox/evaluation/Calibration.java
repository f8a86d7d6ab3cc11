package dev.signalbox.evaluation;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Scores;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.List;

/**
 * A router's calibration: a fit of its own for every VLM with {@link #PER_VLM} or more pairs, one over all pairs for the
 * others. A fit that its pairs do not carry is a temperature: isotonic under {@link #FOR_ISOTONIC} pairs, Platt where the
 * pairs have no best line.
 *
 * @param fits in the order of {@code columns} that it was fitted to
 */
public record Calibration(List<Fit> fits) {
    /** Pairs that a VLM needs for a fit of its own. */
    public static final int PER_VLM = 200;

    /** Pairs that isotonic regression needs. */
    public static final int FOR_ISOTONIC = 500;

    public Calibration {
        fits = List.copyOf(fits);
    }

    /**
     * One VLM's map.
     *
     * @param vlm    its id
     * @param pooled true when it was fitted to the pairs of all VLMs
     * @param pairs  what it was fitted to
     */
    public record Fit(String vlm, boolean pooled, int pairs, CalibrationMethod method, Calibrator calibrator) {}

    /**
     * Fits.
     *
     * @param columns the dataset's columns to calibrate
     * @param rows    validation queries: never those that the result is judged on
     * @throws UserFacingException when no pair has both a score and a label
     */
    public static Calibration fit(
            CalibrationMethod method, DatasetTable table, Scores scores, int[] columns, Labels labels, Selection rows) {
        CalibrationPairs all = CalibrationPairs.of(new Choice(table, scores, columns, Ties.FIRST_INDEX), labels, rows);
        if (all.size() == 0) {
            throw new UserFacingException("evaluation.calibration", rows.size());
        }
        Fit pooled = fit("", true, method, all);
        List<Fit> fits = new ArrayList<>();
        for (int column : columns) {
            String vlm = table.dataset().vlms().get(column).id();
            Choice alone = new Choice(table, scores, new int[] {column}, Ties.FIRST_INDEX);
            CalibrationPairs own = CalibrationPairs.of(alone, labels, rows);
            fits.add(
                    own.size() >= PER_VLM
                            ? fit(vlm, false, method, own)
                            : new Fit(vlm, true, pooled.pairs(), pooled.method(), pooled.calibrator()));
        }
        return new Calibration(fits);
    }

    private static Fit fit(String vlm, boolean pooled, CalibrationMethod method, CalibrationPairs pairs) {
        Calibrator calibrator = calibrator(method, pairs);
        CalibrationMethod used = switch (calibrator) {
            case Calibrator.Identity i -> CalibrationMethod.NONE;
            case Calibrator.Temperature t -> CalibrationMethod.TEMPERATURE;
            case Calibrator.Platt p -> CalibrationMethod.PLATT;
            case Calibrator.Isotonic i -> CalibrationMethod.ISOTONIC;
        };
        return new Fit(vlm, pooled, pairs.size(), used, calibrator);
    }

    private static Calibrator calibrator(CalibrationMethod method, CalibrationPairs pairs) {
        return switch (method) {
            case NONE -> new Calibrator.Identity();
            case TEMPERATURE -> Calibrator.Temperature.fit(pairs);
            case PLATT ->
                Calibrator.Platt.fit(pairs)
                        .<Calibrator>map(platt -> platt)
                        .orElseGet(() -> Calibrator.Temperature.fit(pairs));
            case ISOTONIC ->
                pairs.size() >= FOR_ISOTONIC
                        ? new Calibrator.Isotonic(IsotonicFit.of(pairs))
                        : Calibrator.Temperature.fit(pairs);
        };
    }

    /** The scores with the calibrated VLMs' confidences replaced; missing ones stay missing, other VLMs as they are. */
    public Scores apply(Scores scores) {
        float[] confidence = scores.confidence().clone();
        int width = scores.set().vlms().size();
        for (Fit fit : fits) {
            int column = scores.set().vlms().indexOf(fit.vlm());
            if (column < 0 || fit.method() == CalibrationMethod.NONE) {
                continue;
            }
            for (int i = column; i < confidence.length; i += width) {
                if (!Float.isNaN(confidence[i])) {
                    confidence[i] = (float) fit.calibrator().applyAsDouble(confidence[i]);
                }
            }
        }
        return new Scores(scores.set(), confidence, scores.gate());
    }
}
