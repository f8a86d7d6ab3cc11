package dev.signalbox.ui.review;

import dev.signalbox.model.Review;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ReviewList.Item;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The queue as a table: the line in hand is the focused query of every screen. */
final class QueueTable extends TableView<Item> {
    private final ReviewViewModel model;
    private final TableColumn<Item, Item> suspect;
    private boolean following;

    /** @param shown the dataset whose queue it is, or null */
    QueueTable(ReviewViewModel model, Supplier<@Nullable OpenDataset> shown, Runnable open) {
        this.model = model;
        setId("review-table");
        setAccessibleText(Messages.text("review.table"));
        getStyleClass().addAll("dense", "striped");
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<Item, Item> state = column(null, null, 36, item -> "");
        state.setCellFactory(column -> new StateCell());
        state.setMinWidth(36);
        state.setMaxWidth(36);
        TableColumn<Item, Item> regret =
                column("review.column.regret", "review.column.regret.why", 84, ItemWords::regret);
        regret.getStyleClass().add("review-number");
        suspect = column("review.column.suspect", "review.column.suspect.why", 190, item -> {
            OpenDataset dataset = shown.get();
            return dataset == null ? "" : ItemWords.suspicion(item.finding(), dataset.dataset());
        });
        getColumns()
                .setAll(List.of(
                        state,
                        column("review.column.query", null, 110, Item::key),
                        column("review.column.why", "review.column.why.why", 270, ItemWords::why),
                        suspect,
                        regret,
                        column("review.column.benchmark", null, 110, Item::benchmark)));
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open.run();
                event.consume();
            }
        });
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && model.place() >= 0) {
                open.run();
            }
        });
        getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            if (!following && now != null) {
                model.focusedQuery().set(now.query());
            }
        });
        model.items().addListener((property, old, now) -> fill(now));
        model.focusedQuery().addListener((property, old, now) -> follow());
        fill(model.items().get());
    }

    private void fill(List<Item> items) {
        suspect.setVisible(items.stream().anyMatch(item -> item.finding() != null));
        following = true;
        getItems().setAll(items);
        following = false;
        follow();
    }

    private void follow() {
        int place = model.place();
        if (following) {
            return;
        }
        following = true;
        if (place < 0) {
            getSelectionModel().clearSelection();
        } else if (getSelectionModel().getSelectedIndex() != place) {
            getSelectionModel().clearAndSelect(place);
            scrollTo(Math.max(0, place - 2));
        }
        following = false;
    }

    private static TableColumn<Item, Item> column(
            @Nullable String key, @Nullable String whyKey, double width, Function<Item, String> text) {
        TableColumn<Item, Item> column = new TableColumn<>(key == null || whyKey != null ? "" : Messages.text(key));
        if (key != null && whyKey != null) {
            Label name = new Label(Messages.text(key));
            name.setTooltip(new Tooltip(Messages.text(whyKey)));
            column.setGraphic(name);
        }
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(made -> new TextCell(text));
        column.setPrefWidth(width);
        column.setSortable(false); // the order of the queue is the point of it
        column.setReorderable(false);
        return column;
    }

    /** A text that is whole in the tooltip where it does not fit. */
    private static final class TextCell extends TableCell<Item, Item> {
        private final Function<Item, String> text;
        private final Tooltip whole = new Tooltip();

        TextCell(Function<Item, String> text) {
            this.text = text;
            whole.setWrapText(true);
            whole.setMaxWidth(480);
        }

        @Override
        protected void updateItem(@Nullable Item item, boolean none) {
            super.updateItem(item, none);
            String shown = none || item == null ? "" : text.apply(item);
            setText(shown);
            whole.setText(shown);
            setTooltip(shown.isEmpty() ? null : whole);
        }
    }

    private static final class StateCell extends TableCell<Item, Item> {
        @Override
        protected void updateItem(@Nullable Item item, boolean none) {
            super.updateItem(item, none);
            if (none || item == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            Review.State state = item.review().state();
            setGraphic(new FontIcon(
                    switch (state) {
                        case OPEN -> Feather.CIRCLE;
                        case SKIPPED -> Feather.CORNER_DOWN_RIGHT;
                        case DONE -> Feather.CHECK_CIRCLE;
                    }));
            setTooltip(new Tooltip(ItemWords.state(state)));
            setAccessibleText(ItemWords.state(state));
        }
    }
}
