package dev.signalbox.ui.train;

import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Commands;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The run under way in numbers, with its controls. */
final class LivePane extends VBox {
    private static final double SLIM = 6;

    private final TrainViewModel model;
    private final Label name = new Label();
    private final Label phase = new Label();
    private final Label device = new Label();
    private final Label doing = Nodes.muted("");
    private final ProgressBar bar = new ProgressBar();
    private final Button pause;
    private final Map<String, Label> values = new LinkedHashMap<>();

    LivePane(TrainViewModel model, Commands commands) {
        this.model = model;
        setId("train-live");
        setSpacing(10);
        getStyleClass().addAll("card-plain", "train-card");
        name.getStyleClass().add("train-strong");
        name.setId("train-live-name");
        phase.setId("train-phase");
        phase.getStyleClass().addAll("badge", "train-phase");
        phase.setMinWidth(USE_PREF_SIZE);
        device.setId("train-now-device");
        device.getStyleClass().add("text-muted");
        device.setGraphic(new FontIcon(Feather.CPU));
        device.visibleProperty().bind(device.textProperty().isNotEmpty());
        device.setTooltip(new Tooltip(Messages.text("train.now.device")));
        pause = commands.button(TrainScreen.PAUSE);
        Button stop = commands.button(TrainScreen.STOP);
        stop.setText(Messages.text("train.stop"));
        stop.setTooltip(new Tooltip(Messages.text("train.stop.why")));
        for (Button button : new Button[] {pause, stop}) {
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
        }
        HBox head = Nodes.row(name, phase, device, Nodes.space(), pause, stop);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setPrefHeight(SLIM);
        bar.getStyleClass().add("small");
        bar.setId("train-bar");
        FlowPane tiles = new FlowPane(24, 8);
        for (String key : new String[] {"epoch", "step", "loss", "em", "best", "rate", "speed", "left"}) {
            tiles.getChildren().add(tile(key));
        }
        getChildren().addAll(head, bar, doing, tiles);
        model.pulse().addListener((property, old, now) -> show());
        model.phase().addListener((property, old, now) -> show());
        model.busy().addListener((property, old, now) -> show());
        show();
    }

    /** Puts the keyboard on the control of the run. */
    void focusControl() {
        pause.requestFocus();
    }

    private VBox tile(String key) {
        Label title = Nodes.muted(Messages.text("train.now." + key));
        title.setWrapText(false);
        Label value = new Label(Figures.NONE);
        value.setId("train-now-" + key);
        value.getStyleClass().add("train-number");
        values.put(key, value);
        return new VBox(1, title, value);
    }

    private void set(String key, String text) {
        Label value = values.get(key);
        if (value != null && !text.equals(value.getText())) {
            value.setText(text);
        }
    }

    private void show() {
        Phase now = model.phase().get();
        Pulse pulse = model.pulse().get();
        boolean busy = model.busy().get();
        setManaged(busy);
        setVisible(busy);
        if (!busy) {
            return;
        }
        name.setText(model.name());
        phase.setText(Messages.text(now.key()));
        boolean held = now == Phase.PAUSED || now == Phase.PAUSING;
        pause.setText(Messages.text(held ? "train.continue" : "train.pause"));
        pause.setAccessibleText(pause.getText());
        pause.setGraphic(new FontIcon(held ? Feather.PLAY : Feather.PAUSE));
        boolean began = pulse != null && pulse.steps() > 0;
        Nodes.say(doing, began ? "" : model.doing());
        bar.setProgress(
                pulse == null || !began ? ProgressBar.INDETERMINATE_PROGRESS : (double) pulse.step() / pulse.steps());
        bar.setAccessibleText(Messages.text("train.curve.said", "", "", model.doing()));
        if (pulse != null) {
            numbers(pulse);
        }
    }

    private void numbers(Pulse pulse) {
        set("epoch", pulse.epoch() == 0 ? Figures.NONE : Messages.text("train.now.of", pulse.epoch(), pulse.epochs()));
        set("step", pulse.steps() == 0 ? Figures.NONE : Messages.text("train.now.of", pulse.step(), pulse.steps()));
        set("loss", Figures.loss(pulse.loss()));
        set("rate", pulse.steps() == 0 ? Figures.NONE : Figures.learningRate(pulse.rate()));
        set("speed", Figures.rate(pulse.perSecond()));
        set("left", Figures.clock(pulse.left()));
        device.setText(pulse.device());
        int best = Pulse.best(pulse.done());
        if (best == 0) {
            set("em", Figures.NONE);
        } else {
            set("em", Figures.percent(pulse.done().getLast().validationEm()));
            set(
                    "best",
                    Messages.text(
                            "train.now.best.value",
                            Figures.percent(pulse.done().get(best - 1).validationEm()),
                            best));
        }
    }
}
