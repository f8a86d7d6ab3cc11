package dev.signalbox.ui.live;

import dev.signalbox.text.Messages;
import dev.signalbox.workbench.RouteQuestion.Millis;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The time of each stage as shares of one bar, with the numbers below. */
final class StageBar extends VBox {
    private record Stage(String style, String name, double millis) {}

    StageBar(Millis millis) {
        super(8);
        List<Stage> stages = List.of(
                new Stage("stage-decode", Messages.text("live.stage.decode"), millis.decode()),
                new Stage("stage-tokenise", Messages.text("live.stage.tokenise"), millis.tokenise()),
                new Stage("stage-encode", Messages.text("live.stage.encode"), millis.encode()),
                new Stage("stage-route", Messages.text("live.stage.route"), millis.route()));
        VBox legend = new VBox(4);
        for (Stage stage : stages) {
            Region dot = new Region();
            dot.getStyleClass().addAll("live-dot", stage.style());
            Label name = new Label(stage.name());
            name.getStyleClass().add("text-muted");
            Label number = new Label(Messages.text("live.millis", stage.millis()));
            number.getStyleClass().add("live-number");
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            HBox entry = new HBox(6, dot, name, space, number);
            entry.setAlignment(Pos.CENTER_LEFT);
            legend.getChildren().add(entry);
        }
        getChildren().addAll(new Shares(stages, millis.total()), legend);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(Messages.text(
                "live.millis.accessible",
                millis.decode(),
                millis.tokenise(),
                millis.encode(),
                millis.route(),
                millis.total()));
    }

    private static final class Shares extends Region {
        private final List<Stage> stages;
        private final double total;

        Shares(List<Stage> stages, double total) {
            this.stages = stages;
            this.total = total;
            for (Stage stage : stages) {
                Region part = new Region();
                part.getStyleClass().addAll("live-stage", stage.style());
                getChildren().add(part);
            }
            setMinHeight(12);
            setPrefHeight(12);
        }

        @Override
        protected void layoutChildren() {
            double x = 0;
            for (int i = 0; i < stages.size(); i++) {
                double width = total <= 0 ? 0 : stages.get(i).millis() / total * getWidth();
                getChildren().get(i).resizeRelocate(x, 0, width, getHeight());
                x += width;
            }
        }
    }
}
