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

/** The job that the map waits for, a map in the making or a scoring, with ways to halt and to cancel it. */
final class MapProgress extends HBox {
    private final MapViewModel model;
    private final Label text = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Button pause = new Button();

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
        pause.setId("map-pause");
        pause.setMinWidth(Region.USE_PREF_SIZE);
        pause.getStyleClass().add("small");
        pause.setOnAction(event -> {
            MapRun run = model.making().run().get();
            model.making().pause(run != null && !run.isPaused());
            update();
        });
        getChildren().addAll(bar, text, pause, cancel);
        model.making().moving().addListener((property, old, now) -> update());
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
            MapRun run = model.making().run().get();
            MapRun.Shown shown = model.making().moving().get();
            boolean paused = run != null && run.isPaused();
            if (paused) {
                step = Messages.text("map.paused");
            }
            pause.setVisible(shown != null);
            pause.setManaged(shown != null);
            pause.setText(Messages.text(paused ? "map.continue" : "map.pause"));
            String standing = shown != null && model.job().get() == job ? Texts.standing(shown) : "";
            if (!standing.isEmpty()) {
                text.setText(paused ? Messages.text("map.step", step, standing) : standing);
            } else {
                text.setText(step.isEmpty() ? job.title() : Messages.text("map.step", job.title(), step));
            }
            bar.setAccessibleText(text.getText());
        }
    }
}
