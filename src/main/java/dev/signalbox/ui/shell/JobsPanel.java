package dev.signalbox.ui.shell;

import dev.signalbox.task.JobState;
import dev.signalbox.text.Messages;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The list of jobs over the status bar: what runs, with a way to cancel it, and what is over. */
final class JobsPanel extends VBox {
    private final JobsViewModel model;
    private final VBox rows = new VBox();

    JobsPanel(JobsViewModel model) {
        this.model = model;
        setId("jobs-panel");
        getStyleClass().add("jobs-panel");
        Label title = new Label(Messages.text("shell.jobs.title"));
        title.getStyleClass().add("title-4");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button clear = new Button(Messages.text("shell.jobs.clear"));
        clear.setId("jobs-clear");
        clear.setAccessibleText(Messages.text("shell.jobs.clear"));
        clear.getStyleClass().addAll("flat", "small");
        clear.disableProperty().bind(Bindings.isEmpty(model.history()));
        clear.setOnAction(event -> model.clearHistory());
        HBox head = new HBox(8, title, space, clear);
        head.setAlignment(Pos.CENTER_LEFT);
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setPrefViewportWidth(400);
        scroll.setPrefViewportHeight(260);
        scroll.setAccessibleText(Messages.text("shell.jobs.title"));
        rows.getStyleClass().add("jobs-rows");
        getChildren().addAll(head, scroll);
        InvalidationListener change = observable -> fill();
        model.open().addListener(change);
        model.history().addListener(change);
        fill();
    }

    private void fill() {
        rows.getChildren().clear();
        model.open().forEach(item -> rows.getChildren().add(running(item)));
        model.history().forEach(item -> rows.getChildren().add(over(item)));
        if (rows.getChildren().isEmpty()) {
            Label none = new Label(Messages.text("shell.jobs.empty"));
            none.getStyleClass().add("text-muted");
            none.setWrapText(true);
            rows.getChildren().add(none);
        }
    }

    private static Node running(JobItem item) {
        Label title = new Label(item.title());
        title.getStyleClass().add("text-bold");
        Label message = new Label();
        message.getStyleClass().addAll("text-muted", "text-small");
        message.textProperty()
                .bind(Bindings.createStringBinding(() -> said(item), item.message(), item.stopping(), item.state()));
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(item.title());
        bar.progressProperty().bind(item.fraction());
        VBox text = new VBox(4, title, message, bar);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button cancel = new Button(null, new FontIcon(Feather.X));
        cancel.getStyleClass().addAll("button-icon", "flat", "job-cancel");
        cancel.setAccessibleText(Messages.text("shell.jobs.cancel", item.title()));
        cancel.setTooltip(new Tooltip(Messages.text("shell.jobs.cancel", item.title())));
        cancel.disableProperty().bind(item.stopping());
        cancel.setOnAction(event -> item.cancel());
        HBox row = new HBox(8, text, cancel);
        row.getStyleClass().add("job-row");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static String said(JobItem item) {
        if (item.stopping().get()) {
            return Messages.text("shell.jobs.stopping");
        }
        return item.state().get() == JobState.WAITING
                ? Messages.text("shell.jobs.waiting")
                : item.message().get();
    }

    private static Node over(JobItem item) {
        JobState state = item.state().get();
        Label title = new Label(item.title(), new FontIcon(icon(state)));
        title.getStyleClass().addAll("job-over", "job-" + state.name().toLowerCase(java.util.Locale.ROOT));
        String outcome = Messages.text(
                switch (state) {
                    case DONE -> "shell.jobs.done";
                    case CANCELLED -> "shell.jobs.cancelled";
                    default -> "shell.jobs.failed";
                });
        Label note = new Label(state == JobState.FAILED ? item.message().get() : outcome);
        note.getStyleClass().addAll("text-muted", "text-small");
        note.setWrapText(true);
        VBox row = new VBox(2, title, note);
        row.getStyleClass().add("job-row");
        row.setAccessibleText(item.title() + ": " + outcome);
        return row;
    }

    private static Ikon icon(JobState state) {
        return switch (state) {
            case DONE -> Feather.CHECK_CIRCLE;
            case CANCELLED -> Feather.SLASH;
            default -> Feather.ALERT_CIRCLE;
        };
    }
}
