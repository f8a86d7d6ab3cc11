package dev.signalbox.ui.control;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** One place of a {@link KeyboardGrid}; shows different items as the grid scrolls. */
public abstract class GridCell<T> extends Region {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private @Nullable T item;
    private int index = -1;
    private boolean selected;

    protected GridCell() {
        getStyleClass().add("keyboard-grid-cell");
        setAccessibleRole(AccessibleRole.LIST_ITEM);
    }

    /** Shows the item; null clears the cell and should let go of what the item before had asked for. */
    protected abstract void update(@Nullable T newItem);

    final void place(@Nullable T newItem, int newIndex, boolean current, boolean isSelected) {
        boolean changed = newItem != item || newIndex != index;
        item = newItem;
        index = newIndex;
        mark(current, isSelected);
        setVisible(newItem != null);
        if (changed) {
            update(newItem);
        }
    }

    final void mark(boolean current, boolean isSelected) {
        selected = isSelected;
        pseudoClassStateChanged(CURRENT, current);
        pseudoClassStateChanged(SELECTED, isSelected);
    }

    public final @Nullable T getItem() {
        return item;
    }

    /** The item's place in the grid's list, or -1. */
    public final int getIndex() {
        return index;
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case INDEX -> index;
            case SELECTED -> selected;
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }
}
