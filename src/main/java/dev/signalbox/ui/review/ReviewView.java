package dev.signalbox.ui.review;

import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.EmptyState;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.workbench.ReviewList.Item;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Progress and what can be done on top, the queue below. */
final class ReviewView extends BorderPane {
    private final ReviewViewModel model;
    private final Commands commands;
    private final QueueTable table;
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Show, ToggleButton> chips = new EnumMap<>(Show.class);
    private final ProgressBar bar = new ProgressBar(0);
    private final Label progress = new Label();
    private final StackPane middle = new StackPane();
    private boolean keysWanted;
    private final EmptyState empty = new EmptyState(Feather.INBOX, "", "");

    /** @param open shows the focused query in full */
    ReviewView(ReviewViewModel model, Commands commands, DatasetDesk desk, Runnable open) {
        this.model = model;
        this.commands = commands;
        setId("review");
        setMinWidth(0);
        getStyleClass().add("review");
        getStylesheets()
                .add(Objects.requireNonNull(ReviewView.class.getResource("/css/review.css"))
                        .toExternalForm());
        table = new QueueTable(model, () -> desk.open().get(), open);
        empty.setId("review-empty");
        setTop(top());
        setCenter(middle);
        model.all().addListener((property, old, now) -> show());
        model.items().addListener((property, old, now) -> show());
        model.searching().addListener((property, old, now) -> show());
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null) {
                group.selectToggle(old);
            } else {
                model.show().set((Show) now.getUserData());
            }
        });
        model.show().addListener((property, old, now) -> group.selectToggle(chips.get(now)));
        show();
    }

    private Node top() {
        FlowPane shown = new FlowPane(4, 4);
        for (Show part : Show.values()) {
            ToggleButton chip = new ToggleButton();
            chip.setId("review-show-" + part.name().toLowerCase(java.util.Locale.ROOT));
            chip.getStyleClass().addAll("small", "review-chip");
            chip.setUserData(part);
            chip.setToggleGroup(group);
            chip.setSelected(part == model.show().get());
            chips.put(part, chip);
            shown.getChildren().add(chip);
        }
        shown.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(shown, Priority.ALWAYS);
        bar.setId("review-bar");
        bar.setPrefWidth(120);
        bar.setAccessibleText(Messages.text("review.progress.name"));
        progress.setId("review-progress");
        progress.setMinWidth(USE_PREF_SIZE);
        progress.getStyleClass().add("review-count");
        HBox head = new HBox(12, shown, bar, progress);
        head.setAlignment(Pos.CENTER_LEFT);
        FlowPane actions = new FlowPane(8, 8);
        for (String id : List.of(
                ReviewScreen.DONE, ReviewScreen.SKIP, ReviewScreen.BACK, ReviewScreen.REMOVE, ReviewScreen.SUSPECTS)) {
            Button button = commands.button(id);
            button.getStyleClass().add("small");
            if (id.equals(ReviewScreen.DONE)) {
                button.getStyleClass().add("accent");
            }
            actions.getChildren().add(button);
        }
        VBox top = new VBox(10, head, actions);
        top.getStyleClass().add("review-top");
        return top;
    }

    private void show() {
        chips.forEach((part, chip) -> chip.setText(part.text(model.count(part))));
        double fraction = model.fraction();
        bar.setProgress(Double.isNaN(fraction) ? 0 : fraction);
        progress.setText(model.progress());
        List<Item> all = model.all().get();
        boolean filled = all != null && !all.isEmpty();
        Node top = getTop();
        top.setVisible(filled);
        top.setManaged(filled);
        if (!model.items().get().isEmpty()) {
            put(table);
            return;
        }
        if (all == null) {
            empty.show(Feather.LOADER, Messages.text("review.reading"), "");
        } else if (all.isEmpty()) {
            Button suspects = commands.button(ReviewScreen.SUSPECTS);
            suspects.setId("review-empty-suspects");
            suspects.getStyleClass().add("accent");
            empty.show(
                    Feather.INBOX,
                    Messages.text("review.empty"),
                    Messages.text("review.empty.why"),
                    suspects,
                    go("tune"),
                    go("explore"));
        } else if (all.stream()
                .anyMatch(item -> model.show().get().takes(item.review().state()))) {
            Button clear = new Button(Messages.text("explore.nothing.clear"), new FontIcon(Feather.X));
            clear.setId("review-clear");
            clear.getStyleClass().add("accent");
            clear.setOnAction(event -> model.clearFilter());
            empty.show(Feather.FILTER, Messages.text("review.hidden"), Messages.text("review.hidden.why"), clear);
        } else if (model.show().get() == Show.WAITING) {
            empty.show(
                    Feather.CHECK_CIRCLE,
                    Messages.text("review.finished", all.size()),
                    Messages.text("review.finished.why"));
        } else {
            empty.show(Feather.INBOX, Messages.text("review.part"), "");
        }
        put(empty);
    }

    private Button go(String screen) {
        Button button = commands.button("go." + screen);
        button.setId("review-go-" + screen);
        return button;
    }

    private void put(Node node) {
        if (middle.getChildren().size() != 1 || middle.getChildren().getFirst() != node) {
            middle.getChildren().setAll(node);
            if (node == table && keysWanted) {
                focusTable();
            }
        }
    }

    /** Gives the keyboard to the queue. */
    void focusTable() {
        // While the queue is being read there is no table yet.
        keysWanted = table.getScene() == null;
        table.requestFocus();
    }
}
