package dev.signalbox.ui.control;

import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The values of one field with counts, to switch on and off. Up and Down walk, Space toggles. */
public final class FacetList extends VBox {
    /**
     * A value.
     *
     * @param value    as shown
     * @param count    how many remain in the current selection
     * @param total    how many there are
     * @param selected whether the filter asks for it
     */
    public record FacetItem(String value, int count, int total, boolean selected) {}

    private static final int FIRST = 8;
    private static final int MORE = 40;

    private final Button title = new Button();
    private final Button clear = new Button(Messages.text("control.facet.clear"));
    private final VBox body = new VBox();
    private final Button more = new Button();
    private final Button less = new Button(Messages.text("control.facet.less"));
    private final List<Row> rows = new ArrayList<>();
    private final BooleanProperty expanded = new SimpleBooleanProperty(this, "expanded", true);
    private final FontIcon chevron = new FontIcon(Feather.CHEVRON_DOWN);
    private List<FacetItem> items = List.of();
    private int limit = FIRST;
    private Consumer<FacetItem> onToggle = item -> {};
    private Runnable onClear = () -> {};

    public FacetList(String name) {
        getStyleClass().add("facet-list");
        title.setText(name);
        title.setGraphic(chevron);
        title.getStyleClass().addAll("facet-title", "flat");
        title.setMaxWidth(Double.MAX_VALUE);
        title.setMinWidth(0);
        title.setOnAction(e -> expanded.set(!expanded.get()));
        HBox.setHgrow(title, Priority.ALWAYS);
        clear.getStyleClass().addAll("facet-link", "flat");
        clear.setMinWidth(USE_PREF_SIZE);
        clear.setOnAction(e -> onClear.run());
        more.getStyleClass().addAll("facet-link", "flat");
        more.setOnAction(e -> limit(limit + MORE));
        less.getStyleClass().addAll("facet-link", "flat");
        less.setOnAction(e -> limit(FIRST));
        HBox head = new HBox(title, clear);
        head.getStyleClass().add("facet-head");
        HBox foot = new HBox(more, less);
        getChildren().addAll(head, body, foot);
        expanded.addListener((source, old, now) -> {
            chevron.setIconCode(now ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT);
            for (Node part : List.of(body, foot)) {
                part.setVisible(now);
                part.setManaged(now);
            }
        });
        body.addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
        setItems(List.of());
    }

    /** Shows these values in this order; the keyboard's place stays with its value. */
    public void setItems(List<FacetItem> newItems) {
        items = List.copyOf(newItems);
        String focused = null;
        for (Row row : rows) {
            if (row.check.isFocused()) {
                focused = row.item.value();
            }
        }
        int count = Math.min(limit, items.size());
        while (rows.size() > count) {
            body.getChildren().remove(rows.removeLast());
        }
        while (rows.size() < count) {
            Row row = new Row();
            rows.add(row);
            body.getChildren().add(row);
        }
        for (int i = 0; i < count; i++) {
            rows.get(i).show(items.get(i));
            if (items.get(i).value().equals(focused)) {
                rows.get(i).check.requestFocus();
            }
        }
        int rest = items.size() - count;
        more.setText(Messages.text("control.facet.more", rest));
        present(more, rest > 0);
        present(less, limit > FIRST && items.size() > FIRST);
        present(clear, items.stream().anyMatch(FacetItem::selected));
    }

    private static void present(Button button, boolean there) {
        button.setVisible(there);
        button.setManaged(there);
    }

    private void limit(int newLimit) {
        limit = newLimit;
        setItems(items);
    }

    private void walk(KeyEvent e) {
        int at = -1;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).check.isFocused()) {
                at = i;
            }
        }
        if (at < 0) {
            return;
        }
        int to = switch (e.getCode()) {
            case UP, KP_UP -> at - 1;
            case DOWN, KP_DOWN -> at + 1;
            case HOME -> 0;
            case END -> rows.size() - 1;
            default -> -1;
        };
        if (to >= 0 && to < rows.size()) {
            rows.get(to).check.requestFocus();
            e.consume();
        } else if (to == rows.size() && more.isVisible()) {
            more.requestFocus();
            e.consume();
        }
    }

    /** Hears which value was switched, as it was before; the caller filters and calls {@link #setItems} again. */
    public void setOnToggle(Consumer<FacetItem> handler) {
        onToggle = handler;
    }

    /** Hears that every value of this field should be switched off. */
    public void setOnClear(Runnable handler) {
        onClear = handler;
    }

    public BooleanProperty expandedProperty() {
        return expanded;
    }

    private final class Row extends HBox {
        private final CheckBox check = new CheckBox();
        private final Label count = new Label();
        private FacetItem item = new FacetItem("", 0, 0, false);

        Row() {
            getStyleClass().add("facet-row");
            check.setMinWidth(0);
            check.setMnemonicParsing(false);
            count.getStyleClass().add("facet-count");
            count.setMinWidth(USE_PREF_SIZE);
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            getChildren().addAll(check, gap, count);
            check.setOnAction(e -> {
                // The filter decides; until it answers the tick shows what was asked for.
                onToggle.accept(item);
            });
        }

        void show(FacetItem now) {
            if (!now.value().equals(item.value())) {
                check.setText(now.value());
                check.setTooltip(new Tooltip(now.value()));
            }
            item = now;
            check.setSelected(now.selected());
            count.setText(
                    now.count() == now.total()
                            ? String.format(java.util.Locale.ENGLISH, "%,d", now.total())
                            : Messages.text("control.facet.some", now.count(), now.total()));
            check.setAccessibleText(Messages.text("control.facet.item", now.value(), now.count(), now.total()));
            setOpacity(now.count() == 0 && !now.selected() ? 0.6 : 1);
        }
    }
}
