package dev.signalbox.ui.detail;

import dev.signalbox.text.Messages;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the detail pane is put together from. */
final class Parts {
    private Parts() {}

    static Button icon(String id, Feather icon, String key, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("flat", "button-icon", "small");
        button.setAccessibleText(Messages.text(key));
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.setOnAction(e -> action.run());
        return button;
    }

    static Label title(String key) {
        Label label = new Label(Messages.text(key));
        label.getStyleClass().add("detail-heading");
        return label;
    }

    static VBox section(Label title, @Nullable Node beside, Node content) {
        HBox head = new HBox(8, title);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(28);
        if (beside != null) {
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            head.getChildren().addAll(space, beside);
        }
        return new VBox(4, head, content);
    }

    static ScrollPane scroll(VBox content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.getStyleClass().addAll("edge-to-edge", "detail-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        return scroll;
    }
}
