package dev.signalbox.ui.tune.calibration;

import dev.signalbox.task.Jobs;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.tune.TuneSection;
import dev.signalbox.ui.tune.TuneViewModel;
import javafx.scene.Node;

/** The page “Calibration”: confidences before and after, judged where nothing was fitted. */
public final class CalibrationSection implements TuneSection {
    private final DatasetDesk desk;
    private final Jobs jobs;

    public CalibrationSection(DatasetDesk desk, Jobs jobs) {
        this.desk = desk;
        this.jobs = jobs;
    }

    @Override
    public String id() {
        return "calibration";
    }

    @Override
    public String titleKey() {
        return "calibration.title";
    }

    @Override
    public Node view(TuneViewModel model) {
        return new CalibrationPane(new CalibrationViewModel(model, desk, jobs));
    }
}
