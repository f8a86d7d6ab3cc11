package dev.signalbox.ui.train;

import dev.signalbox.text.Messages;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Small pieces that this screen is made of. */
final class Nodes {
    private Nodes() {}

    static VBox card(Ikon icon, String title, Node... rows) {
        Label heading = new Label(title, new FontIcon(icon));
        heading.getStyleClass().add("card-heading");
        VBox card = new VBox(8, heading);
        card.getStyleClass().addAll("card-plain", "train-card");
        card.getChildren().addAll(rows);
        return card;
    }

    static Label muted(String text) {
        Label label = wrapped(text);
        label.getStyleClass().addAll("text-muted", "text-small");
        return label;
    }

    static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMinWidth(0);
        return label;
    }

    /** A sentence that takes no room while it is empty. */
    static Label problem(String id) {
        Label label = wrapped("");
        label.setId(id);
        label.getStyleClass().addAll("train-problem", "text-small");
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        label.visibleProperty().bind(label.managedProperty());
        return label;
    }

    /** Says something, or takes no room. */
    static void say(Label label, String text) {
        label.setText(text);
        label.setManaged(!text.isEmpty());
        label.setVisible(!text.isEmpty());
    }

    static Button button(String id, String text, Runnable action, String... styles) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().addAll(styles);
        button.setAccessibleText(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** A name above its control, with a muted remark behind the name. */
    static VBox labelled(String name, Control control, Label... below) {
        Label label = new Label(name);
        label.getStyleClass().add("text-small");
        label.setLabelFor(control);
        control.setAccessibleText(name);
        control.setMaxWidth(Double.MAX_VALUE);
        VBox box = new VBox(4, label, control);
        box.getChildren().addAll(below);
        return box;
    }

    static HBox row(Node... nodes) {
        HBox row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    static Label simulated() {
        Label badge = new Label(Messages.text("train.run.simulated"));
        badge.getStyleClass().addAll("badge", "simulated");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        badge.setTooltip(new Tooltip(Messages.text("train.score.simulated")));
        return badge;
    }
}
