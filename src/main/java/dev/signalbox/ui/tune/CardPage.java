package dev.signalbox.ui.tune;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** A further page of Tune made of cards: side by side where there is room, else below each other. */
public abstract class CardPage extends ScrollPane {
    /** Wider than this, cards stand side by side. */
    private static final double BESIDE = 640;

    private final GridPane grid = new GridPane(12, 12);
    private final VBox page = new VBox(12);
    private List<Place> places = List.of();

    /**
     * Where a card stands when there is room for two columns.
     *
     * @param column 0 or 1
     * @param across over how many columns
     * @param down   over how many rows
     */
    public record Place(Node card, int column, int row, int across, int down) {
        /** Over both columns. */
        public static Place wide(Node card, int row) {
            return new Place(card, 0, row, 2, 1);
        }

        /** In one of them. */
        public static Place half(Node card, int column, int row) {
            return new Place(card, column, row, 1, 1);
        }
    }

    /** @param front is told whether the page is in the window: what nobody sees is not computed */
    protected CardPage(String id, BooleanProperty front) {
        setId(id);
        setFitToWidth(true);
        setFocusTraversable(false);
        getStyleClass().addAll("edge-to-edge", "tune-scroll");
        page.getStyleClass().add("tune-page");
        setContent(page);
        widthProperty().addListener((property, old, now) -> {
            if (old.doubleValue() > BESIDE != now.doubleValue() > BESIDE) {
                place();
            }
        });
        front.bind(sceneProperty().isNotNull());
    }

    /**
     * Puts it together.
     *
     * @param head  what stands above all cards
     * @param cards in the order in which they stand below each other
     */
    protected final void fill(List<? extends Node> head, List<Place> cards) {
        page.getChildren().setAll(head);
        page.getChildren().add(grid);
        places = List.copyOf(cards);
        place();
    }

    /** The cards, without what stands above them. */
    protected final Node cards() {
        return grid;
    }

    private void place() {
        boolean beside = getWidth() > BESIDE;
        grid.getColumnConstraints().setAll(beside ? List.of(share(50), share(50)) : List.of(share(100)));
        grid.getChildren().clear();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (beside) {
                grid.add(place.card(), place.column(), place.row(), place.across(), place.down());
            } else {
                grid.add(place.card(), 0, i);
            }
        }
    }

    private static ColumnConstraints share(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }
}
