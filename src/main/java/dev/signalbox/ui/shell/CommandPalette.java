package dev.signalbox.ui.shell;

import dev.signalbox.text.Messages;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Every command, found by typing. Arrows choose, Enter runs, Esc leaves. */
final class CommandPalette extends VBox {
    private static final int ROW = 40;
    private static final int ROWS = 9;

    private final PaletteViewModel model;
    private final Commands commands;
    private final Overlays overlays;
    private final TextField field = new TextField();
    private final ListView<Command> list = new ListView<>();

    CommandPalette(Commands commands, Overlays overlays) {
        this.commands = commands;
        this.overlays = overlays;
        this.model = new PaletteViewModel(commands);
        setId("palette");
        getStyleClass().add("palette");
        field.setId("palette-field");
        field.setPromptText(Messages.text("shell.palette.prompt"));
        field.setAccessibleText(Messages.text("shell.palette.prompt"));
        field.textProperty().bindBidirectional(model.query());
        list.setId("palette-list");
        list.setAccessibleText(Messages.text("shell.palette.list"));
        list.setItems(model.shown());
        list.setFixedCellSize(ROW);
        list.setPrefHeight(ROW * ROWS + 2);
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new Row());
        list.setPlaceholder(new Label(Messages.text("shell.palette.nothing")));
        // A change listener added after the list's own: it runs when the list has dropped its old selection.
        model.shown().addListener((ListChangeListener<Command>) change -> selectFirst());
        FontIcon icon = new FontIcon(Feather.SEARCH);
        HBox search = new HBox(icon, field);
        search.getStyleClass().add("palette-search");
        search.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(field, Priority.ALWAYS);
        getChildren().addAll(search, list);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Opens with an empty field, or closes. */
    void toggle() {
        if (overlays.open().get()) {
            overlays.close(this); // closes itself; over something else it does not open
            return;
        }
        field.clear();
        model.refresh();
        selectFirst();
        overlays.show(this, Pos.TOP_CENTER, () -> {});
        StackPane.setMargin(this, new Insets(72, 0, 0, 0));
    }

    private void selectFirst() {
        if (list.getItems().isEmpty()) {
            return; // nothing is called so: JavaFX would throw
        }
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(ROWS);
            case PAGE_UP -> move(-ROWS);
            case ENTER -> runSelected();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int size = list.getItems().size();
        if (size > 0) {
            int at = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, size - 1);
            list.getSelectionModel().select(at);
            list.scrollTo(Math.max(0, at - ROWS / 2));
        }
    }

    private void runSelected() {
        Command command = list.getSelectionModel().getSelectedItem();
        if (command != null) {
            overlays.close(this); // first, so that the command finds the focus where it was
            commands.run(command);
        }
    }

    private final class Row extends ListCell<Command> {
        private final FontIcon icon = new FontIcon();
        private final Label name = new Label();
        private final Label group = new Label();
        private final Label keys = new Label();
        private final HBox line;

        Row() {
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            group.getStyleClass().add("text-muted");
            keys.getStyleClass().add("key-cap");
            line = new HBox(icon, name, space, group, keys);
            line.setAlignment(Pos.CENTER_LEFT);
            line.setSpacing(10);
            setOnMouseClicked(event -> {
                if (!isEmpty()) {
                    runSelected();
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            icon.setIconCode(command.icon());
            name.setText(command.text());
            group.setText(Messages.text(command.group()));
            keys.setText(command.keyText());
            keys.setVisible(!command.keys().isEmpty());
            keys.setManaged(!command.keys().isEmpty());
            setAccessibleText(command.text() + " " + command.keyText());
            setGraphic(line);
        }
    }
}
