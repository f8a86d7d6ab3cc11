package dev.signalbox.ui.map;

import dev.signalbox.task.Job;
import dev.signalbox.task.JobState;
import dev.signalbox.text.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The job that the map waits for, a map in the making or a scoring, with a way to cancel it. */
final class MapProgress extends HBox {
    private final MapViewModel model;
    private final Label text = new Label();
    private final ProgressBar bar = new ProgressBar();

    MapProgress(MapViewModel model) {
        super(12);
        this.model = model;
        setId("map-progress");
        getStyleClass().add("map-progress");
        setAlignment(Pos.CENTER_LEFT);
        bar.setPrefWidth(220);
        bar.setId("map-progress-bar");
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button cancel = new Button(Messages.text("map.cancel"));
        cancel.setId("map-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.getStyleClass().add("small");
        cancel.setOnAction(event -> {
            Job<?> job = job();
            if (job != null) {
                job.cancel();
            }
        });
        getChildren().addAll(bar, text, cancel);
        model.jobs().listen(changed -> {
            if (changed == job()) {
                update();
            }
        });
        model.job().addListener((property, old, now) -> update());
        model.scoring().job().addListener((property, old, now) -> update());
        update();
    }

    private @Nullable Job<?> job() {
        Job<?> map = model.job().get();
        return map != null ? map : model.scoring().job().get();
    }

    private void update() {
        Job<?> job = job();
        setVisible(job != null);
        setManaged(job != null);
        if (job != null) {
            bar.setProgress(job.fraction() < 0 ? ProgressBar.INDETERMINATE_PROGRESS : job.fraction());
            String step = job.state() == JobState.WAITING ? Messages.text("map.waiting") : job.message();
            text.setText(step.isEmpty() ? job.title() : Messages.text("map.step", job.title(), step));
            bar.setAccessibleText(text.getText());
        }
    }
}
