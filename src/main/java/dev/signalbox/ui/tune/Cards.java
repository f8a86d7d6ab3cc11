package dev.signalbox.ui.tune;

import dev.signalbox.text.Messages;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Cards of the further pages of Tune. */
public final class Cards {
    private Cards() {}

    /** A card with a heading and an explanation. */
    public static VBox explained(String titleKey, String whyKey, Node... content) {
        Label why = wrapped(Messages.text(whyKey));
        why.getStyleClass().addAll("text-muted", "text-small");
        VBox card = headed(titleKey, content);
        card.getChildren().add(1, why);
        return card;
    }

    /** A card with a heading. */
    public static VBox headed(String titleKey, Node... content) {
        Label title = new Label(Messages.text(titleKey));
        title.getStyleClass().add("card-heading");
        VBox card = new VBox(8, title);
        card.getChildren().addAll(content);
        card.getStyleClass().addAll("card-plain", "tune-card");
        card.setMinWidth(0);
        return card;
    }

    /** A label as high as its text. */
    public static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
