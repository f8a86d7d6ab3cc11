package dev.signalbox.ui.control;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Skin;
import javafx.scene.control.SkinBase;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * A grid of cells that only ever builds the visible ones, with the keyboard that ControlsFX's GridView lacks: arrows,
 * Home, End, Page Up, Page Down move; Enter opens; with several choosable, Shift extends, Space toggles, Ctrl+A takes all.
 */
public final class KeyboardGrid<T> extends Region {
    private static final PseudoClass NONE_FOCUSED = PseudoClass.getPseudoClass("idle");

    private final VirtualFlow<Row> flow = new VirtualFlow<>();
    private final List<Row> rows = new ArrayList<>();
    private final Supplier<? extends GridCell<T>> cellFactory;
    private final ReadOnlyIntegerWrapper focusedIndex = new ReadOnlyIntegerWrapper(this, "focusedIndex", -1);
    private final ReadOnlyObjectWrapper<BitSet> selected = new ReadOnlyObjectWrapper<>(this, "selected", new BitSet());
    private final BooleanProperty multiple = new SimpleBooleanProperty(this, "multiple");
    private double cellWidth = 180;
    private double cellHeight = 180;
    private double gap = 8;
    private int columns = 1;
    private int anchor = -1;
    private List<T> items = List.of();
    private IntConsumer onOpen = i -> {};

    /** A grid whose cells the factory makes; it is called once per visible place, not per item. */
    public KeyboardGrid(Supplier<? extends GridCell<T>> cellFactory) {
        this.cellFactory = cellFactory;
        getStyleClass().add("keyboard-grid");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        flow.getStyleClass().add("virtual-flow");
        flow.setFocusTraversable(false);
        flow.setCellFactory(f -> {
            Row row = new Row();
            rows.add(row);
            return row;
        });
        flow.setFixedCellSize(cellHeight + gap);
        getChildren().add(flow);
        focusedProperty().addListener((source, old, now) -> pseudoClassStateChanged(NONE_FOCUSED, !now));
        focusedIndex.addListener((source, old, now) -> {
            notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
            remark();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        addEventFilter(MouseEvent.MOUSE_PRESSED, e -> requestFocus()); // before the flow can keep it to itself
    }

    /** The least width of a cell (cells share what is left of a row), its height, and the space between cells. */
    public void setCellSize(double width, double height, double space) {
        cellWidth = width;
        cellHeight = height;
        gap = space;
        flow.setFixedCellSize(height + space);
        requestLayout();
    }

    /** Shows other items from the top; the list is read lazily and must not change. Clears focus and selection. */
    public void setItems(List<T> newItems) {
        items = newItems;
        anchor = -1;
        selected.set(new BitSet());
        focusedIndex.set(items.isEmpty() ? -1 : 0);
        flow.setCellCount(rowCount());
        refresh();
        if (!items.isEmpty()) {
            flow.scrollToTop(0);
        }
    }

    public List<T> getItems() {
        return items;
    }

    /** Shows the same items again after something about them changed. */
    public void refresh() {
        rows.forEach(row -> row.fill(true));
    }

    /** Where the keyboard stands, -1 when there are no items. */
    public ReadOnlyIntegerProperty focusedIndexProperty() {
        return focusedIndex.getReadOnlyProperty();
    }

    public int getFocusedIndex() {
        return focusedIndex.get();
    }

    /** The chosen items; replaced, never changed in place. With one choosable at a time it follows the focus. */
    public ReadOnlyObjectProperty<BitSet> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    public void select(BitSet indices) {
        selected.set((BitSet) indices.clone());
        remark();
    }

    public BooleanProperty multipleProperty() {
        return multiple;
    }

    /** Hears Enter and double click. */
    public void setOnOpen(IntConsumer handler) {
        onOpen = handler;
    }

    /** Moves the keyboard to an item, chooses it and scrolls to it. */
    public void focusItem(int index) {
        move(index, false);
    }

    /** First and one past the last item on screen, for fetching pictures ahead; empty range when none. */
    public int[] visibleRange() {
        Row first = flow.getFirstVisibleCell();
        Row last = flow.getLastVisibleCell();
        return first == null || last == null
                ? new int[] {0, 0}
                : new int[] {first.getIndex() * columns, Math.min(items.size(), (last.getIndex() + 1) * columns)};
    }

    /** How many cells were ever built, for tests. */
    int builtCells() {
        return rows.stream().mapToInt(row -> row.cells.size()).sum();
    }

    int columns() {
        return columns;
    }

    private int rowCount() {
        return (items.size() + columns - 1) / columns;
    }

    private void move(int to, boolean extend) {
        if (items.isEmpty()) {
            return;
        }
        int target = Math.clamp(to, 0, items.size() - 1);
        BitSet chosen = new BitSet();
        if (extend && multiple.get()) {
            anchor = anchor < 0 ? Math.max(0, focusedIndex.get()) : anchor;
            chosen.set(Math.min(anchor, target), Math.max(anchor, target) + 1);
        } else {
            anchor = target;
            chosen.set(target);
        }
        selected.set(chosen);
        focusedIndex.set(target);
        remark();
        flow.scrollTo(target / columns);
    }

    private void toggle(int index) {
        BitSet chosen = (BitSet) selected.get().clone();
        chosen.flip(index);
        anchor = index;
        selected.set(chosen);
        focusedIndex.set(index);
        remark();
    }

    private void remark() {
        rows.forEach(row -> row.fill(false));
    }

    private void key(KeyEvent e) {
        int at = focusedIndex.get();
        if (at < 0) {
            return;
        }
        boolean extend = e.isShiftDown();
        int page = Math.max(1, (int) (getHeight() / (cellHeight + gap))) * columns;
        boolean mirrored = getEffectiveNodeOrientation() == javafx.geometry.NodeOrientation.RIGHT_TO_LEFT;
        boolean used = true;
        switch (e.getCode()) {
            case LEFT, KP_LEFT -> move(at + (mirrored ? 1 : -1), extend);
            case RIGHT, KP_RIGHT -> move(at + (mirrored ? -1 : 1), extend);
            case UP, KP_UP -> move(at - columns < 0 ? at : at - columns, extend);
            case DOWN, KP_DOWN -> move(below(at), extend);
            case PAGE_UP -> move(Math.max(at - page, at % columns), extend);
            case PAGE_DOWN -> move(at + page, extend);
            case HOME -> move(0, extend);
            case END -> move(items.size() - 1, extend);
            case ENTER -> onOpen.accept(at);
            case SPACE -> {
                if (multiple.get()) {
                    toggle(at);
                } else {
                    move(at, false);
                }
            }
            case A -> {
                used = multiple.get() && e.isShortcutDown();
                if (used) {
                    BitSet all = new BitSet();
                    all.set(0, items.size());
                    select(all);
                }
            }
            default -> used = false;
        }
        if (used) {
            e.consume();
        }
    }

    /** The item below; from above a short last row its last item. */
    private int below(int at) {
        boolean lastRow = at / columns == (items.size() - 1) / columns;
        return lastRow ? at : Math.min(at + columns, items.size() - 1);
    }

    private void clicked(MouseEvent e, int index) {
        if (index < 0 || e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (multiple.get() && e.isShortcutDown()) {
            toggle(index);
        } else {
            move(index, e.isShiftDown());
        }
        if (e.getClickCount() == 2) {
            onOpen.accept(index);
        }
        e.consume();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - getInsets().getLeft() - getInsets().getRight();
        double height = getHeight() - getInsets().getTop() - getInsets().getBottom();
        // Room for the scroll bar, so that it never covers the last column.
        int fitting = Math.max(1, (int) ((width - 14 + gap) / (cellWidth + gap)));
        if (fitting != columns) {
            columns = fitting;
            flow.setCellCount(rowCount());
            rows.forEach(row -> row.fill(true));
            if (focusedIndex.get() >= 0) {
                flow.scrollTo(focusedIndex.get() / columns);
            }
        }
        flow.resizeRelocate(getInsets().getLeft(), getInsets().getTop(), width, height);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 640;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 480;
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case ITEM_COUNT -> items.size();
            case FOCUS_ITEM -> cellAt(focusedIndex.get());
            case ITEM_AT_INDEX -> parameters[0] instanceof Integer index ? cellAt(index) : null;
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    private @Nullable Node cellAt(int index) {
        for (Row row : rows) {
            for (GridCell<T> cell : row.cells) {
                if (index >= 0 && cell.getIndex() == index) {
                    return cell;
                }
            }
        }
        return null;
    }

    /** A row of the flow: as many cells as there are columns. */
    private final class Row extends IndexedCell<Integer> {
        private final List<GridCell<T>> cells = new ArrayList<>();

        Row() {
            getStyleClass().setAll("keyboard-grid-row");
            setAccessibleRole(AccessibleRole.NODE);
        }

        @Override
        protected Skin<?> createDefaultSkin() {
            return new RowSkin<>(this);
        }

        @Override
        public void updateIndex(int index) {
            super.updateIndex(index);
            fill(false);
        }

        /** Gives every cell its item; again: also when it is the same one. */
        void fill(boolean again) {
            // The flow counts only rows that are not empty as visible.
            boolean used = getIndex() >= 0 && getIndex() < rowCount();
            updateItem(used ? getIndex() : null, !used);
            while (cells.size() > columns) {
                GridCell<T> gone = cells.removeLast();
                gone.place(null, -1, false, false);
                getChildren().remove(gone);
            }
            while (cells.size() < columns && getIndex() >= 0) {
                GridCell<T> cell = cellFactory.get();
                cell.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> clicked(e, cell.getIndex()));
                cells.add(cell);
                getChildren().add(cell);
                requestLayout();
            }
            for (int c = 0; c < cells.size(); c++) {
                GridCell<T> cell = cells.get(c);
                int index = getIndex() < 0 ? -1 : getIndex() * columns + c;
                boolean there = index >= 0 && index < items.size();
                if (again) {
                    cell.place(null, -1, false, false);
                }
                cell.place(
                        there ? items.get(index) : null,
                        there ? index : -1,
                        there && index == focusedIndex.get(),
                        there && selected.get().get(index));
            }
        }

        void arrange(double width) {
            double share = (width - 14 - (columns - 1) * gap) / columns;
            for (int c = 0; c < cells.size(); c++) {
                cells.get(c).resizeRelocate(snapPositionX(c * (share + gap)), 0, snapSizeX(share), cellHeight);
            }
        }

        double height() {
            return cellHeight + gap;
        }
    }

    private static final class RowSkin<T> extends SkinBase<KeyboardGrid<T>.Row> {
        RowSkin(KeyboardGrid<T>.Row row) {
            super(row);
        }

        @Override
        protected void layoutChildren(double x, double y, double width, double height) {
            getSkinnable().arrange(width);
        }

        @Override
        protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
            return getSkinnable().height();
        }

        @Override
        protected double computePrefWidth(double height, double top, double right, double bottom, double left) {
            return 100;
        }
    }
}
