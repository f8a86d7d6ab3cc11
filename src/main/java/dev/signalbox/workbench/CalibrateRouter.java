package dev.signalbox.workbench;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scores;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How sure a router may rightly be: its confidences before and after calibration by each method. */
public final class CalibrateRouter {
    private final RouterLibrary library;

    public CalibrateRouter(Workspace workspace, Path home) {
        this.library = new RouterLibrary(workspace, home);
    }

    /** The whole. */
    public record Report(
            String dataset,
            boolean simulated,
            String router,
            String routerHash,
            String dataHash,
            List<CalibrationReport> calibrations) {
        /** For people. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(Messages.text(
                    simulated ? "workbench.calibrate.simulated" : "workbench.calibrate.head", router, dataset));
            calibrations.forEach(calibration -> lines.addAll(calibration.lines()));
            return lines;
        }
    }

    /**
     * Fits and judges.
     *
     * @param router what {@link RouterLibrary#resolve} takes
     * @param pool   ids of the VLMs; empty for all that the router scored
     * @param seed   of the validation queries where the router's record names none, and of the intervals
     */
    public Report run(OpenDataset open, String router, List<String> pool, List<CalibrationMethod> methods, long seed) {
        RouterInfo info = library.resolve(router);
        Scores scores = open.scores(info);
        int[] columns = open.columns(pool.isEmpty() ? scores.set().vlms() : pool);
        CalibrationBench bench = new CalibrationBench(open, seed);
        return new Report(
                open.dataset().name(),
                open.dataset().simulated(),
                info.name(),
                info.sha256(),
                open.dataset().dataHash(),
                methods.stream()
                        .map(method -> CalibrationReport.of(open, bench, info, scores, columns, method))
                        .toList());
    }
}
