package dev.signalbox.ui.train;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.router.TrainingHistory.Outcome;
import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.Swatch;
import dev.signalbox.workbench.TrainingRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A run in the list. */
final class RunCard extends VBox {
    private final RunsViewModel model;
    private final RunList.RunActions actions;
    private final CheckBox tick = new CheckBox();
    private final Swatch colour = new Swatch();
    private final Label badge = new Label();
    private final Label simulated = Nodes.simulated();
    private final Label about = Nodes.muted("");
    private final HBox buttons = Nodes.row();
    private @Nullable RunLine line;
    private List<Object> shown = List.of();

    RunCard(RunsViewModel model, RunList.RunActions actions) {
        this.model = model;
        this.actions = actions;
        setSpacing(4);
        getStyleClass().addAll("card-plain", "train-run");
        badge.getStyleClass().addAll("text-muted", "text-small");
        badge.setMinWidth(USE_PREF_SIZE);
        simulated.getStyleClass().add("train-slim");
        tick.setMinWidth(0);
        tick.getStyleClass().add("train-strong");
        tick.setOnAction(event -> {
            RunLine now = line;
            if (now != null && !model.tick(now, tick.isSelected())) {
                tick.setSelected(false);
                actions.tooMany();
            }
        });
        getChildren().addAll(Nodes.row(tick, Nodes.space(), colour), Nodes.row(badge, simulated), about, buttons);
    }

    void show(RunLine now) {
        line = now;
        tick.setText(now.name());
        tick.setId("train-tick-" + now.name());
        tick.setAccessibleText(Messages.text("train.run.compare", now.name()));
        int style = model.style(now);
        tick.setSelected(style >= 0);
        colour.setPlotStyle(style);
        simulated.setVisible(now.history().simulated());
        simulated.setManaged(now.history().simulated());
        boolean used = now.router() != null && actions.used(now.router());
        badge.setText(Messages.text(
                now.running()
                        ? "train.run.running"
                        : now.stopped() != null ? "train.run.stopped" : used ? "train.run.used" : "train.run.done"));
        about.setText(about(now));
        // Buttons only when they change: a press needs the same button under it that it began on.
        List<Object> wanted = List.of(
                now.running(),
                now.stopped() != null,
                Objects.requireNonNullElse(now.router(), ""),
                now.score() != null,
                actions.locked());
        if (!wanted.equals(shown)) {
            shown = wanted;
            buttons.getChildren().setAll(buttons(now));
            buttons.setManaged(!buttons.getChildren().isEmpty());
        }
    }

    private List<Button> buttons(RunLine now) {
        List<Button> all = new ArrayList<>();
        boolean locked = actions.locked();
        RouterInfo router = now.router();
        if (now.stopped() != null) {
            Button resume = button("train-resume", "train.run.resume", () -> actions.resume(now), locked);
            resume.getStyleClass().add("accent");
            all.add(resume);
            all.add(button("train-discard", "train.run.discard", () -> actions.discard(now), locked));
        } else if (router != null) {
            if (now.score() == null) {
                Button score = button("train-score", "train.run.score", () -> actions.score(router), locked);
                score.setTooltip(new Tooltip(Messages.text("train.run.score.why")));
                all.add(score);
            }
            all.add(button("train-open-live", "train.run.live", () -> actions.live(router), false));
        }
        return all;
    }

    private static Button button(String id, String key, Runnable action, boolean locked) {
        Button button = Nodes.button(id, Messages.text(key), action, "small");
        button.setDisable(locked);
        return button;
    }

    private static String about(RunLine now) {
        TrainingRuns.Stopped stopped = now.stopped();
        Outcome outcome = now.history().outcome();
        Epoch best = now.best();
        if (stopped != null) {
            int asked = now.history().options().epochs();
            return Messages.text("train.run.stopped.at", Math.min(stopped.epoch(), asked), asked, stopped.step());
        }
        if (outcome != null) {
            return Messages.text(
                    "train.run.done.at",
                    Figures.percent(best == null ? Double.NaN : best.validationEm()),
                    Figures.percent(outcome.test().em()));
        }
        Pulse pulse = now.pulse();
        return pulse == null || pulse.epoch() == 0
                ? ""
                : Messages.text("train.now.epoch") + " " + Messages.text("train.now.of", pulse.epoch(), pulse.epochs());
    }
}
