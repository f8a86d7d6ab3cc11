package dev.signalbox.ui.train;

import dev.signalbox.model.Pool;
import dev.signalbox.text.Messages;
import javafx.beans.InvalidationListener;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The pool: which VLMs the router learns to choose among. */
final class VlmCard extends VBox {
    private final SetupViewModel model;
    private final FlowPane boxes = new FlowPane(16, 8);
    private final Label problem = Nodes.problem("train-vlms-problem");

    VlmCard(SetupViewModel model) {
        this.model = model;
        getChildren()
                .setAll(Nodes.card(
                        Feather.LAYERS,
                        Messages.text("train.vlms"),
                        Nodes.row(
                                Nodes.button(
                                        "train-vlms-all",
                                        Messages.text("train.vlms.all"),
                                        () -> model.tick(null),
                                        "small"),
                                Nodes.button(
                                        "train-vlms-free",
                                        Messages.text("train.vlms.free"),
                                        () -> model.tick(Pool.FREE),
                                        "small"),
                                Nodes.button(
                                        "train-vlms-paid",
                                        Messages.text("train.vlms.paid"),
                                        () -> model.tick(Pool.PAID),
                                        "small")),
                        boxes,
                        problem));
        model.vlms().addListener((InvalidationListener) change -> fill());
        model.outcome().addListener((property, old, now) -> {
            boolean none = now != null && now.form().vlms().isEmpty();
            problem.setText(none ? Messages.text("train.vlms.none") : "");
        });
        fill();
    }

    private void fill() {
        boxes.getChildren().clear();
        for (SetupViewModel.VlmChoice choice : model.vlms()) {
            CheckBox box = new CheckBox(choice.vlm().id());
            box.setId("train-vlm-" + boxes.getChildren().size());
            box.selectedProperty().bindBidirectional(choice.chosen());
            boolean free = choice.vlm().pool() == Pool.FREE;
            Label pool = new Label(Messages.text(free ? "train.vlms.pool.free" : "train.vlms.pool.paid"));
            pool.getStyleClass().addAll("text-muted", "text-small");
            box.setAccessibleText(choice.vlm().id() + " " + pool.getText());
            String profile = choice.vlm().profile();
            if (!profile.isBlank()) {
                box.setTooltip(new Tooltip(profile));
            }
            boxes.getChildren().add(Nodes.row(box, pool));
        }
    }
}
