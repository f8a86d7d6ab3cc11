package dev.signalbox.ui.shell;

import dev.signalbox.task.Jobs;
import java.time.Duration;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Notes in the corner that go by themselves, later while the pointer or the focus is on them. */
final class Toasts extends VBox {
    private static final Duration STAY = Duration.ofSeconds(6);
    private static final int MOST = 3;

    private final Jobs jobs;
    private final Commands commands;

    Toasts(Jobs jobs, Commands commands) {
        this.jobs = jobs;
        this.commands = commands;
        setId("toasts");
        getStyleClass().add("toasts");
        setAlignment(Pos.BOTTOM_RIGHT);
        setPickOnBounds(false);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    void show(String text, @Nullable Command action) {
        Label label = new Label(text, new FontIcon(Feather.INFO));
        label.setWrapText(true);
        HBox toast = new HBox(label);
        toast.getStyleClass().add("toast");
        toast.setAlignment(Pos.CENTER_LEFT);
        toast.setAccessibleText(text);
        if (action != null) {
            Button button = new Button(action.text());
            button.getStyleClass().addAll("flat", "accent");
            button.setAccessibleText(action.text());
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(event -> {
                getChildren().remove(toast);
                commands.run(action);
            });
            toast.getChildren().add(button);
        }
        getChildren().add(toast);
        if (getChildren().size() > MOST) {
            getChildren().removeFirst();
        }
        goLater(toast);
    }

    private void goLater(HBox toast) {
        jobs.after(STAY, () -> {
            if (toast.isHover() || toast.isFocusWithin()) {
                goLater(toast);
            } else {
                getChildren().remove(toast);
            }
        });
    }
}
