package dev.signalbox.ui.tune.advice;

import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.tune.TuneViewModel;
import java.util.List;
import java.util.Objects;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The goal at the left, what was found for it at the right; one over the other where there is little room. */
final class AdviceView extends ScrollPane {
    private static final double BESIDE = 640;

    AdviceView(AdviceViewModel model, TuneViewModel tune, Commands commands) {
        setId("advice-view");
        setFitToWidth(true);
        setFocusTraversable(false);
        getStyleClass().addAll("edge-to-edge", "tune-scroll");
        getStylesheets()
                .add(Objects.requireNonNull(AdviceView.class.getResource("/css/advice.css"))
                        .toExternalForm());
        GoalPane goals = new GoalPane(model);
        AdvicePane found = new AdvicePane(model, tune, commands);
        VBox page = new VBox();
        page.getStyleClass().add("tune-page");
        BooleanBinding beside = widthProperty().greaterThan(BESIDE);
        Runnable place = () -> {
            Pane box = beside.get() ? new HBox(12) : new VBox(12);
            box.getChildren().setAll(List.of(goals, found));
            HBox.setHgrow(found, Priority.ALWAYS);
            goals.setPrefWidth(beside.get() ? 280 : USE_COMPUTED_SIZE);
            goals.setMinWidth(beside.get() ? 280 : 0);
            page.getChildren().setAll(box);
        };
        beside.addListener((property, old, now) -> place.run());
        place.run();
        setContent(page);
        sceneProperty().addListener((property, old, now) -> model.shown().set(now != null));
    }
}
