package dev.signalbox.ui.tune.calibration;

import dev.signalbox.evaluation.Calibration;
import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.CalibrationPairs;
import dev.signalbox.evaluation.CalibrationQuality;
import dev.signalbox.evaluation.Discrimination;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scores;
import dev.signalbox.task.Progress;
import dev.signalbox.workbench.CalibrationBench;
import dev.signalbox.workbench.FittedCalibration;
import dev.signalbox.workbench.OpenDataset;
import org.jspecify.annotations.Nullable;

/**
 * A router's confidences in some VLMs before and after calibration, on queries that nothing was fitted to. Made beside the
 * UI thread.
 *
 * @param asked   what it answers
 * @param queries that were looked at
 * @param leftOut queries of the split that are left out because the calibration was fitted to them
 * @param before  as the router says
 * @param after   calibrated; the same object as before without a method
 */
record Judgement(Asked asked, FittedCalibration fitted, int queries, int leftOut, Side before, Side after) {
    /** The pairs' confidences from one side. */
    record Side(int pairs, CalibrationQuality quality, Discrimination discrimination) {
        static Side of(CalibrationBench bench, CalibrationPairs pairs) {
            return new Side(pairs.size(), bench.judge(pairs), Discrimination.of(pairs));
        }
    }

    /**
     * A question.
     *
     * @param rows   the queries of the study
     * @param column the dataset's column, or -1 for all VLMs together
     */
    record Asked(
            OpenDataset open,
            CalibrationBench bench,
            RouterInfo router,
            Labels labels,
            Selection rows,
            int column,
            CalibrationMethod method) {
        /** Whether the confidences before calibration are those of another question. */
        boolean sameBefore(Asked other, Selection validation, Selection otherValidation) {
            return open == other.open
                    && router.equals(other.router)
                    && labels == other.labels
                    && rows.equals(other.rows)
                    && column == other.column
                    && validation.equals(otherValidation);
        }
    }

    /** @param older whose figures before calibration are taken over when they are the same; or null */
    static Judgement of(Asked asked, Scores scores, @Nullable Judgement older, Progress progress) {
        int[] all = asked.open().columns(scores.set().vlms());
        FittedCalibration fitted = asked.bench().fit(asked.router(), scores, all, asked.labels(), asked.method());
        int[] columns = asked.column() < 0 ? all : new int[] {asked.column()};
        Selection rows = asked.rows().minus(fitted.validation());
        progress.checkCancelled();
        Side before = older != null
                        && asked.sameBefore(
                                older.asked(),
                                fitted.validation(),
                                older.fitted().validation())
                ? older.before()
                : Side.of(asked.bench(), asked.bench().pairs(scores, columns, asked.labels(), rows));
        progress.checkCancelled();
        Side after = asked.method() == CalibrationMethod.NONE
                ? before
                : Side.of(
                        asked.bench(),
                        asked.bench().pairs(fitted.calibration().apply(scores), columns, asked.labels(), rows));
        return new Judgement(asked, fitted, rows.size(), asked.rows().size() - rows.size(), before, after);
    }

    /** The fit of the VLM in question; null for all VLMs together. */
    Calibration.@Nullable Fit fit() {
        if (asked.column() < 0) {
            return null;
        }
        String vlm = asked.open().dataset().vlms().get(asked.column()).id();
        return fitted.calibration().fits().stream()
                .filter(fit -> fit.vlm().equals(vlm))
                .findFirst()
                .orElse(null);
    }
}
