package dev.signalbox.ui.map;

import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.LegendBar;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Below the map: its legend, how it was made, and how to read it. A long legend scrolls, so that the map keeps its room. */
final class MapFoot extends VBox {
    /** Of the screen's height. */
    private static final double SHARE = 0.13;

    private static final double TWO_ROWS = 58;

    /** On a lower screen the word on how to read the map gives way to the map. */
    private static final double LOW = 540;

    private final LegendBar legend = new LegendBar();
    private final ScrollPane scroll = new ScrollPane(legend);
    private final RampBar ramp = new RampBar();
    private final Label chosen = new Label();
    private final Label simulated = new Label(Messages.text("map.simulated"));
    private final Label caption = new Label();
    private final Label hint = new Label();
    private double most = TWO_ROWS;

    MapFoot() {
        super(6);
        getStyleClass().add("map-foot");
        legend.setId("map-legend");
        caption.setId("map-caption");
        caption.getStyleClass().addAll("text-muted", "text-small");
        hint.getStyleClass().addAll("text-muted", "text-small");
        hint.setId("map-hint");
        chosen.setId("map-chosen");
        chosen.getStyleClass().add("map-chosen");
        simulated.setId("map-simulated");
        simulated.getStyleClass().addAll("badge", "simulated");
        for (Label label : List.of(caption, hint)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        scroll.getStyleClass().addAll("edge-to-edge", "map-legend");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(Region.USE_PREF_SIZE);
        legend.heightProperty().addListener((property, old, now) -> limit());
        HBox origin = new HBox(12, chosen, simulated, caption);
        origin.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(caption, Priority.ALWAYS);
        chosen.setMinWidth(Region.USE_PREF_SIZE);
        simulated.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(scroll, ramp, origin, hint);
    }

    /** Makes room for the map on a screen of this height. */
    void fitInto(double height) {
        most = Math.max(TWO_ROWS, SHARE * height);
        limit();
        hint.setVisible(height >= LOW);
        hint.setManaged(height >= LOW);
    }

    private void limit() {
        scroll.setPrefHeight(Math.min(legend.getHeight(), most) + 1);
    }

    /** Shows the whole legend while something is done, such as taking a picture. */
    void whole(Runnable action) {
        scroll.setPrefHeight(legend.getHeight() + 1);
        action.run();
        limit();
    }

    /** Shows the legend of categories, the ramp of values, or neither. */
    void show(boolean categories, boolean values) {
        scroll.setVisible(categories);
        scroll.setManaged(categories);
        ramp.setVisible(values);
        ramp.setManaged(values);
    }

    LegendBar legend() {
        return legend;
    }

    RampBar ramp() {
        return ramp;
    }

    void setChosen(String text) {
        chosen.setText(text);
    }

    /** @param made true for simulated data */
    void describe(String origin, String reading, boolean made) {
        caption.setText(origin);
        hint.setText(reading);
        simulated.setVisible(made);
        simulated.setManaged(made);
    }
}
