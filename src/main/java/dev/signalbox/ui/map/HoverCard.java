package dev.signalbox.ui.map;

import dev.signalbox.ui.control.FlowText;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What is known of the point under the pointer, beside it and inside the plot. */
final class HoverCard extends VBox {
    private static final double GAP = 14;

    private final Label key = new Label();
    private final FlowText question = new FlowText();
    private final Label category = new Label();

    HoverCard() {
        super(2);
        setId("map-hover");
        getStyleClass().add("hover-card");
        key.getStyleClass().add("path");
        question.setMaxWidth(320);
        category.getStyleClass().addAll("text-muted", "text-small");
        getChildren().addAll(key, question, category);
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
    }

    void show(MapViewModel.Described text, double x, double y) {
        key.setText(text.key());
        question.setText(text.question());
        question.setManaged(!text.question().isEmpty());
        question.setVisible(!text.question().isEmpty());
        category.setText(text.category());
        setVisible(true);
        applyCss();
        double width = Math.min(360, prefWidth(-1));
        double height = prefHeight(width);
        double roomX = getParent().getLayoutBounds().getWidth();
        double roomY = getParent().getLayoutBounds().getHeight();
        double left = x + GAP + width <= roomX ? x + GAP : x - GAP - width;
        double top = y + GAP + height <= roomY ? y + GAP : y - GAP - height;
        resizeRelocate(Math.max(4, left), Math.max(4, top), width, height);
    }

    void hide() {
        setVisible(false);
    }
}
