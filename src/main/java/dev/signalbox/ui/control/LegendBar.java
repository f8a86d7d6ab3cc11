package dev.signalbox.ui.control;

import dev.signalbox.text.Messages;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;

/** A legend whose entries switch categories off and on, with counts such as "47 / 412". */
public final class LegendBar extends FlowPane {
    /**
     * An entry.
     *
     * @param shown  how many are in the selection
     * @param total  how many there are
     * @param colour null takes the palette's colour for this position
     */
    public record Item(
            String name, int shown, int total, @Nullable Color colour) {
        public Item(String name, int shown, int total) {
            this(name, shown, total, null);
        }
    }

    private final ThemeProbe theme = new ThemeProbe(this::recolour);
    private final BitSet hidden = new BitSet();
    private List<Item> items = List.of();
    private Consumer<BitSet> onHidden = set -> {};

    public LegendBar() {
        super(6, 6);
        getStyleClass().add("legend-bar");
        getChildren().add(theme);
    }

    /** Shows these entries; what was switched off stays so while the number of entries stays the same. */
    public void setItems(List<Item> newItems) {
        if (newItems.size() != items.size()) {
            hidden.clear();
        }
        boolean sameCount = newItems.size() == items.size();
        items = List.copyOf(newItems);
        if (!sameCount) {
            getChildren().setAll(theme);
            for (int i = 0; i < items.size(); i++) {
                getChildren().add(entry(i));
            }
        }
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            ToggleButton button = (ToggleButton) getChildren().get(i + 1);
            button.setText(label(item.name(), item.shown(), item.total()));
            button.setSelected(!hidden.get(i));
        }
        recolour();
    }

    /** A name with its counts. */
    public static String label(String name, int shown, int total) {
        return shown == total
                ? Messages.text("control.legend.all", name, total)
                : Messages.text("control.legend.some", name, shown, total);
    }

    private ToggleButton entry(int i) {
        ToggleButton button = new ToggleButton();
        button.getStyleClass().addAll("legend-entry", "small");
        button.setGraphic(new Circle(5));
        button.setTooltip(new Tooltip(Messages.text("control.legend.hint")));
        button.setOnAction(e -> {
            hidden.set(i, !button.isSelected());
            recolour();
            onHidden.accept((BitSet) hidden.clone());
        });
        return button;
    }

    private void recolour() {
        for (int i = 0; i < items.size() && i + 1 < getChildren().size(); i++) {
            if (getChildren().get(i + 1) instanceof ToggleButton button && button.getGraphic() instanceof Circle dot) {
                Color own = items.get(i).colour();
                Color colour = own != null ? own : Palette.category(i, theme.dark());
                dot.setFill(hidden.get(i) ? Color.TRANSPARENT : colour);
                dot.setStroke(colour);
                dot.setStrokeWidth(1.5);
            }
        }
    }

    /** Hears which categories are switched off, for {@link ScatterPlot#setHidden}. */
    public void setOnHidden(Consumer<BitSet> handler) {
        onHidden = handler;
    }

    public BitSet getHidden() {
        return (BitSet) hidden.clone();
    }
}
