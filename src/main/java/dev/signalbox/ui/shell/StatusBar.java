package dev.signalbox.ui.shell;

import dev.signalbox.model.Dataset;
import dev.signalbox.text.Messages;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The foot of the window: what is open, why something is not as expected, where it computes, what runs. */
final class StatusBar extends HBox {
    private final Commands commands;
    private final Overlays overlays;
    private final Hints hints;
    private final JobsPanel jobsPanel;
    private final VBox hintsPanel = new VBox();
    private final HBox hintArea = new HBox();

    StatusBar(WorkbenchState state, Hints hints, JobsViewModel jobs, Commands commands, Overlays overlays) {
        this.commands = commands;
        this.overlays = overlays;
        this.hints = hints;
        this.jobsPanel = new JobsPanel(jobs);
        setId("status-bar");
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        hintArea.setId("hints");
        hintArea.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(hintArea, Priority.ALWAYS);
        hintsPanel.setId("hints-panel");
        hintsPanel.getStyleClass().add("hints-panel");
        getChildren().addAll(place(state), simulated(state), readOnly(state), hintArea, device(state), jobs(jobs));
        hints.active().addListener((javafx.beans.Observable change) -> fillHints());
        fillHints();
    }

    private static Label place(WorkbenchState state) {
        Label place = new Label(null, new FontIcon(Feather.DATABASE));
        place.setId("status-place");
        place.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> place(state.workspace().get(), state.dataset().get()),
                        state.workspace(),
                        state.dataset()));
        place.accessibleTextProperty().bind(place.textProperty());
        return place;
    }

    private static String place(@Nullable Path workspace, @Nullable Dataset dataset) {
        if (dataset != null) {
            return Messages.text("shell.status.dataset", dataset.name(), dataset.queries());
        }
        if (workspace == null || workspace.getFileName() == null) {
            return Messages.text("shell.status.nothing");
        }
        return Messages.text("shell.status.workspace", workspace.getFileName().toString());
    }

    private static Label simulated(WorkbenchState state) {
        Label badge = badge("status-simulated", "shell.status.simulated", "shell.status.simulated.tip", "simulated");
        badge.visibleProperty().bind(state.dataset().map(Dataset::simulated).orElse(false));
        badge.managedProperty().bind(badge.visibleProperty());
        return badge;
    }

    private static Label readOnly(WorkbenchState state) {
        Label badge = badge("status-read-only", "shell.status.readonly", "shell.status.readonly.tip", "warning");
        badge.visibleProperty().bind(state.readOnly());
        badge.managedProperty().bind(badge.visibleProperty());
        return badge;
    }

    private static Label badge(String id, String key, String tipKey, String style) {
        Label badge = new Label(Messages.text(key));
        badge.setId(id);
        badge.getStyleClass().addAll("badge", style);
        badge.setTooltip(new Tooltip(Messages.text(tipKey)));
        badge.setAccessibleText(Messages.text(tipKey));
        badge.setMinWidth(Region.USE_PREF_SIZE);
        return badge;
    }

    private static Label device(WorkbenchState state) {
        Label device = new Label(null, new FontIcon(Feather.CPU));
        device.setId("status-device");
        device.textProperty().bind(state.device());
        device.visibleProperty().bind(state.device().isNotEmpty());
        device.managedProperty().bind(device.visibleProperty());
        device.accessibleTextProperty().bind(state.device().map(name -> Messages.text("shell.status.device", name)));
        device.setMinWidth(Region.USE_PREF_SIZE);
        return device;
    }

    private Node jobs(JobsViewModel jobs) {
        ProgressBar bar = new ProgressBar();
        bar.setId("status-progress");
        bar.getStyleClass().add("small");
        bar.setPrefWidth(90);
        bar.progressProperty().bind(jobs.fraction());
        bar.visibleProperty().bind(Bindings.isNotEmpty(jobs.open()));
        bar.managedProperty().bind(bar.visibleProperty());
        Button button = new Button(null, bar);
        button.setId("status-jobs");
        button.getStyleClass().addAll("flat", "small");
        button.textProperty().bind(jobs.summary());
        button.accessibleTextProperty()
                .bind(jobs.summary().map(summary -> Messages.text("shell.jobs.accessible", summary)));
        button.setTooltip(new Tooltip(Messages.text("shell.jobs.tip")));
        button.setOnAction(event -> toggleJobs());
        button.setMaxWidth(360);
        return button;
    }

    void toggleJobs() {
        toggle(jobsPanel, Pos.BOTTOM_RIGHT);
    }

    private void toggle(Region panel, Pos where) {
        if (overlays.isOpen(panel)) {
            overlays.close(panel);
        } else {
            overlays.showPanel(panel, where, () -> {});
            StackPane.setMargin(panel, new Insets(0, 8, getHeight() + 6, 8));
        }
    }

    private void fillHints() {
        hintArea.getChildren().clear();
        hintsPanel.getChildren().clear();
        if (hints.active().isEmpty()) {
            overlays.close(hintsPanel);
            return;
        }
        hints.active().forEach(hint -> hintsPanel.getChildren().add(line(hint)));
        hintArea.getChildren().add(line(hints.active().getFirst()));
        int more = hints.active().size() - 1;
        if (more > 0) {
            Button rest = new Button(Messages.text("shell.hints.more", more));
            rest.setId("hints-more");
            rest.getStyleClass().addAll("flat", "small");
            rest.setAccessibleText(Messages.text("shell.hints.more", more));
            rest.setOnAction(event -> toggle(hintsPanel, Pos.BOTTOM_CENTER));
            hintArea.getChildren().add(rest);
        }
    }

    private HBox line(Hint hint) {
        Label text = new Label(hint.text().getValue(), new FontIcon(Feather.INFO));
        text.getStyleClass().add("hint");
        text.setAccessibleText(hint.text().getValue());
        HBox line = new HBox(6, text);
        line.setAlignment(Pos.CENTER_LEFT);
        Command remedy = hint.remedy();
        if (remedy != null) {
            Button button = new Button(remedy.text());
            button.getStyleClass().addAll("flat", "small", "accent");
            button.setAccessibleText(remedy.text());
            button.disableProperty().bind(Bindings.not(remedy.enabled()));
            button.setOnAction(event -> commands.run(remedy));
            line.getChildren().add(button);
        }
        return line;
    }
}
