package dev.signalbox.ui.explore;

import dev.signalbox.index.Sort;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.EmptyState;
import dev.signalbox.ui.control.KeyboardGrid;
import java.util.AbstractList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Facets left, the grid in the middle. */
final class ExploreView extends BorderPane {
    private static final double ROOM_FOR_FACETS = 560;

    private final ExploreViewModel model;
    private final KeyboardGrid<Integer> grid;
    private final EmptyState nothing;
    private final EmptyState opening;
    private final StackPane middle = new StackPane();
    private final BooleanProperty facetsWanted = new SimpleBooleanProperty(true);
    private final Label direction = new Label();
    private boolean following;

    ExploreView(ExploreViewModel model, ObservableIntegerValue thumbnail, Runnable open) {
        this.model = model;
        setId("explore");
        getStyleClass().add("explore");
        grid = new KeyboardGrid<>(() -> new QueryCell(model));
        grid.setId("query-grid");
        grid.getStyleClass().add("query-grid");
        grid.setAccessibleText(Messages.text("explore.grid"));
        grid.setOnOpen(i -> open.run());
        thumbnail.addListener((property, old, now) -> size(now.intValue()));
        size(thumbnail.get());
        Button clear = new Button(Messages.text("explore.nothing.clear"), new FontIcon(Feather.X));
        clear.setId("explore-clear");
        clear.getStyleClass().add("accent");
        clear.setOnAction(e -> model.clear());
        nothing = new EmptyState(
                Feather.FILTER, Messages.text("explore.nothing"), Messages.text("explore.nothing.why"), clear);
        nothing.setId("explore-nothing");
        opening = new EmptyState(Feather.LOADER, Messages.text("explore.opening"), "");
        FacetColumn facets = new FacetColumn(model);
        var facetsShown =
                facetsWanted.and(widthProperty().greaterThan(ROOM_FOR_FACETS)).and(model.ready());
        leftProperty().bind(Bindings.createObjectBinding(() -> facetsShown.get() ? facets : null, facetsShown));
        setTop(toolbar());
        setCenter(middle);
        model.order().addListener((property, old, now) -> show());
        model.ready().addListener((property, old, now) -> show());
        model.index().addListener((property, old, now) -> {
            if (old != null && now != null && old.table() == now.table()) {
                grid.refresh(); // labels changed: marks follow at once
            } else {
                show();
            }
        });
        model.cards().setOnShorter(grid::refresh);
        grid.focusedIndexProperty().addListener((property, old, now) -> focused(now.intValue()));
        model.focusedQuery().addListener((property, old, now) -> follow());
        show();
    }

    private void size(int edge) {
        grid.setCellSize(Math.max(150, edge), Math.max(150, edge) * 0.72 + 94, 10);
    }

    private HBox toolbar() {
        ToggleButton facets = new ToggleButton(null, new FontIcon(Feather.SLIDERS));
        facets.setId("explore-facets");
        facets.getStyleClass().addAll("flat", "button-icon", "small");
        facets.setAccessibleText(Messages.text("explore.facets.toggle"));
        facets.setTooltip(new Tooltip(Messages.text("explore.facets.toggle")));
        facets.selectedProperty().bindBidirectional(facetsWanted);
        ComboBox<Sort.Key> by = new ComboBox<>();
        by.setId("explore-sort");
        by.getStyleClass().add("small");
        by.setAccessibleText(Messages.text("explore.sort"));
        by.setConverter(new StringConverter<>() {
            @Override
            public String toString(Sort.Key key) {
                return key == null ? "" : name(key);
            }

            @Override
            public Sort.Key fromString(String text) {
                throw new UnsupportedOperationException("The choice is not editable");
            }
        });
        fillSorts(by);
        model.scores().addListener((property, old, now) -> fillSorts(by));
        by.setValue(model.sort().get().by());
        by.valueProperty().addListener((property, old, now) -> {
            if (now != null && now != model.sort().get().by()) {
                model.sort().set(new Sort(now, bestFirst(now)));
            }
        });
        model.sort().addListener((property, old, now) -> by.setValue(now.by()));
        FontIcon arrow = new FontIcon();
        arrow.iconCodeProperty()
                .bind(model.sort().map(sort -> sort.descending() ? Feather.ARROW_DOWN : Feather.ARROW_UP));
        Button turn = new Button(null, arrow);
        turn.setId("explore-direction");
        turn.getStyleClass().addAll("flat", "button-icon", "small");
        turn.setAccessibleText(Messages.text("explore.sort.turn"));
        turn.setTooltip(new Tooltip(Messages.text("explore.sort.turn")));
        turn.setOnAction(e -> {
            Sort now = model.sort().get();
            model.sort().set(new Sort(now.by(), !now.descending()));
        });
        direction.getStyleClass().add("text-muted");
        direction.setText(Messages.text("explore.sort"));
        direction.setLabelFor(by);
        direction.setMinWidth(Region.USE_PREF_SIZE);
        by.setMinWidth(120);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label keys = new Label(Messages.text("explore.keys"));
        keys.getStyleClass().addAll("text-muted", "text-small");
        keys.setMinWidth(0);
        keys.visibleProperty().bind(widthProperty().greaterThan(ROOM_FOR_FACETS));
        HBox bar = new HBox(facets, direction, by, turn, space, keys);
        bar.getStyleClass().add("explore-toolbar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private void fillSorts(ComboBox<Sort.Key> by) {
        List<Sort.Key> keys = List.of(
                Sort.Key.ORDINAL, Sort.Key.KEY, Sort.Key.RIGHT, Sort.Key.DISAGREEMENT, Sort.Key.COST, Sort.Key.REGRET);
        List<Sort.Key> usable = keys.stream()
                .filter(key -> key != Sort.Key.REGRET || model.scored())
                .toList();
        if (!by.getItems().equals(usable)) {
            if (!usable.contains(model.sort().get().by())) {
                model.sort().set(Sort.IMPORTED);
            }
            by.getItems().setAll(usable);
            by.setValue(model.sort().get().by());
        }
    }

    private static boolean bestFirst(Sort.Key key) {
        return key == Sort.Key.DISAGREEMENT || key == Sort.Key.REGRET || key == Sort.Key.COST;
    }

    private static String name(Sort.Key key) {
        return switch (key) {
            case ORDINAL -> Messages.text("explore.sort.ordinal");
            case KEY -> Messages.text("explore.sort.key");
            case RIGHT -> Messages.text("explore.sort.right");
            case COST -> Messages.text("explore.sort.cost");
            case DISAGREEMENT -> Messages.text("explore.sort.disagreement");
            case REGRET -> Messages.text("explore.sort.regret");
        };
    }

    private void show() {
        int[] order = model.order().get();
        if (model.index().get() == null || !model.ready().get()) {
            middle.getChildren().setAll(opening);
            return;
        }
        following = true;
        boolean hadKeys = grid.isFocused();
        grid.setItems(new AbstractList<>() {
            @Override
            public Integer get(int at) {
                return order[at];
            }

            @Override
            public int size() {
                return order.length;
            }
        });
        following = false;
        if (order.length == 0) {
            middle.getChildren().setAll(nothing);
        } else if (!middle.getChildren().contains(grid)) {
            middle.getChildren().setAll(grid);
            if (hadKeys || !typing()) {
                grid.requestFocus();
            }
        }
        follow();
    }

    private boolean typing() {
        return getScene() == null || getScene().getFocusOwner() instanceof TextInputControl;
    }

    private void focused(int place) {
        int[] order = model.order().get();
        if (!following && place >= 0 && place < order.length) {
            model.focusedQuery().set(order[place]);
        }
    }

    private void follow() {
        int place = model.place();
        if (!following && place >= 0 && place < grid.getItems().size() && place != grid.getFocusedIndex()) {
            following = true;
            grid.focusItem(place);
            following = false;
        }
    }

    /** Gives the keyboard to the grid. */
    void focusGrid() {
        grid.requestFocus();
    }
}
