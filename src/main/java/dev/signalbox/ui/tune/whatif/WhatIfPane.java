package dev.signalbox.ui.tune.whatif;

import javafx.beans.value.ChangeListener;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** The page: what can be dropped, where choices are lost, and how the VLMs complete each other. */
final class WhatIfPane extends ScrollPane {
    /** Wider than this, the small cards stand side by side. */
    private static final double BESIDE = 640;

    /** @param showExplore brings the queries that are selected to the front */
    WhatIfPane(WhatIfViewModel model, Runnable showExplore) {
        setId("whatif");
        setFitToWidth(true);
        setFocusTraversable(false);
        getStyleClass().addAll("edge-to-edge", "tune-scroll");
        RemovalCard removals = new RemovalCard(model);
        RegretCard regret = new RegretCard(model, showExplore);
        RescueCard rescue = new RescueCard(model);
        ShapleyCard shapley = new ShapleyCard(model);
        LevelCard levels = new LevelCard(model);
        GridPane grid = new GridPane(12, 12);
        grid.getStyleClass().add("tune-page");
        ColumnConstraints left = new ColumnConstraints();
        ColumnConstraints right = new ColumnConstraints();
        left.setHgrow(Priority.ALWAYS);
        right.setHgrow(Priority.ALWAYS);
        Runnable place = () -> {
            boolean beside = getWidth() > BESIDE;
            left.setPercentWidth(beside ? 50 : 100);
            right.setPercentWidth(beside ? 50 : 0);
            grid.getColumnConstraints().setAll(beside ? java.util.List.of(left, right) : java.util.List.of(left));
            grid.getChildren().clear();
            grid.add(removals, 0, 0, beside ? 2 : 1, 1);
            grid.add(regret, 0, 1, beside ? 2 : 1, 1);
            grid.add(levels, 0, 2);
            grid.add(shapley, beside ? 1 : 0, beside ? 2 : 3);
            grid.add(rescue, 0, 4, beside ? 2 : 1, 1);
        };
        ChangeListener<Number> narrow = (property, old, now) -> {
            if (old.doubleValue() > BESIDE != now.doubleValue() > BESIDE) {
                place.run();
            }
        };
        widthProperty().addListener(narrow);
        place.run();
        setContent(grid);
        model.front().bind(sceneProperty().isNotNull());
    }
}
