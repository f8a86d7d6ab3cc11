package dev.signalbox.ui.map;

import dev.signalbox.task.Job;
import dev.signalbox.task.JobState;
import dev.signalbox.text.Messages;
import javafx.beans.binding.Bindings;
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
    /** Room for words and buttons, and for the bar. */
    private static final double WORDS = 440;

    private static final double SHORTEST = 60;
    private static final double LONGEST = 220;

    private final Label text = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Button pause = new Button();
    private final Button cancel = new Button();

    MapProgress(MapViewModel model) {
        super(12);
        this.model = model;
        setId("map-progress");
        getStyleClass().add("map-progress");
        setAlignment(Pos.CENTER_LEFT);
        // Where there is little room, what is left to do is worth more than a long bar.
        bar.prefWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.clamp((getWidth() - WORDS) / 2, SHORTEST, LONGEST), widthProperty()));
        bar.setMinWidth(Region.USE_PREF_SIZE);
        bar.setId("map-progress-bar");
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        cancel.setText(Messages.text("map.cancel"));
        cancel.setId("map-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.getStyleClass().add("small");
        cancel.setOnAction(event -> {
            if (model.job().get() != null) {
                model.cancel();
            } else {
                model.scoring().cancel();
            }
            update();
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
        model.making().stopping().addListener((property, old, now) -> update());
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
            MapRun run = model.making().run().get();
            MapRun.Shown shown = model.making().moving().get();
            boolean stopping = job.cancelRequested();
            boolean moving = shown != null && shown.moving() && model.job().get() == job;
            boolean paused = moving && run != null && run.isPaused();
            cancel.setDisable(stopping);
            pause.setVisible(moving);
            pause.setManaged(moving);
            pause.setDisable(stopping);
            pause.setText(Messages.text(paused ? "map.continue" : "map.pause"));
            text.setText(standing(job, model.job().get() == job, moving && !stopping ? shown : null, paused, stopping));
            bar.setAccessibleText(text.getText());
        }
    }

    /** A map's own title is in the status bar; here there is room for what is being done. */
    private static String standing(
            Job<?> job, boolean map, MapRun.@Nullable Shown moving, boolean paused, boolean stopping) {
        if (moving != null) {
            String standing = Texts.standing(moving);
            if (moving.frame().searching()) {
                standing = Messages.text("map.step", job.message(), standing);
            }
            return paused ? Messages.text("map.step", Messages.text("map.paused"), standing) : standing;
        }
        String step = stopping
                ? Messages.text("map.stopping")
                : job.state() == JobState.WAITING ? Messages.text("map.waiting") : job.message();
        return step.isEmpty() ? job.title() : map ? step : Messages.text("map.step", job.title(), step);
    }
}
