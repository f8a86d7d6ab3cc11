package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.Flip;
import dev.signalbox.model.Review;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.SteadyToggle;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.ReviewQueue;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The queries whose chosen VLM differs from the baseline's. Choosing one shows it in the detail pane. */
final class FlipPane extends VBox {
    /** Nanoseconds between two changes of a threshold that is being moved. */
    private static final long MOVING = 120_000_000;

    private final TuneViewModel model;
    private final ReviewQueue queue;
    private final TableView<Flip> table = new TableView<>();
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Flip.Effect, SteadyToggle> effects = new EnumMap<>(Flip.Effect.class);
    private final SteadyToggle all = chip(null);
    private final Button explore = new Button(Messages.text("tune.flips.explore"), new FontIcon(Feather.GRID));
    private final Label empty = new Label();
    /** Fills the table when the threshold has stopped moving. */
    private final PauseTransition rest = new PauseTransition(Duration.millis(MOVING / 1e6));

    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper();
    private List<Flip> listed = List.of();
    private long lastShown = System.nanoTime() - MOVING;

    /** @param showExplore brings the queries that are selected to the front */
    FlipPane(TuneViewModel model, Commands commands, ReviewQueue queue, Runnable showExplore) {
        this.model = model;
        this.queue = queue;
        Button review = commands.button(TuneScreen.REVIEW);
        review.getStyleClass().add("small");
        review.setMinWidth(USE_PREF_SIZE);
        setSpacing(8);
        getStyleClass().add("tune-tab");
        FlowPane chips = new FlowPane(4, 4, all);
        chips.setAlignment(Pos.CENTER_LEFT);
        for (Flip.Effect effect : Flip.Effect.values()) {
            SteadyToggle chip = chip(effect);
            effects.put(effect, chip);
            chips.getChildren().add(chip);
        }
        all.setSelected(true);
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null) {
                group.selectToggle(old);
            } else {
                show();
            }
        });
        explore.setId("tune-explore");
        explore.getStyleClass().add("small");
        explore.setAccessibleText(Messages.text("tune.flips.explore"));
        explore.setMinWidth(USE_PREF_SIZE);
        explore.setOnAction(event -> {
            model.select(listed);
            showExplore.run();
        });
        HBox.setHgrow(chips, Priority.ALWAYS);
        HBox head = new HBox(8, chips, review, explore);
        head.setAlignment(Pos.CENTER_LEFT);
        prepare();
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(head, table);
        rest.setOnFinished(event -> fill());
        model.flips().addListener((property, old, now) -> show());
        show();
    }

    private SteadyToggle chip(Flip.@Nullable Effect effect) {
        SteadyToggle chip = new SteadyToggle();
        chip.setId(effect == null ? "tune-flips-all" : "tune-flips-" + name(effect));
        chip.getStyleClass().addAll("small", "tune-chip");
        chip.setUserData(effect);
        chip.setToggleGroup(group);
        return chip;
    }

    private static String name(Flip.Effect effect) {
        return effect.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String text(Flip.Effect effect) {
        return switch (effect) {
            case GAINED -> Messages.text("tune.flip.gained");
            case LOST -> Messages.text("tune.flip.lost");
            case SAME -> Messages.text("tune.flip.same");
            case UNKNOWN -> Messages.text("tune.flip.unknown");
        };
    }

    private void prepare() {
        table.setId("tune-flips");
        table.setAccessibleText(Messages.text("tune.flips"));
        table.getStyleClass().addAll("dense", "striped");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setMinHeight(120);
        table.setPrefHeight(180);
        empty.setWrapText(true);
        empty.getStyleClass().add("text-muted");
        table.setPlaceholder(empty);
        TableColumn<Flip, String> effect = column("tune.flip.effect", flip -> text(flip.effect()), 90);
        effect.setCellFactory(column -> new EffectCell());
        table.getColumns()
                .setAll(List.of(
                        effect,
                        column("tune.flip.query", this::key, 160),
                        column("tune.flip.before", flip -> vlm(flip.from()), 130),
                        column("tune.flip.after", flip -> vlm(flip.to()), 130)));
        table.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> focus(now));
        table.setOnMouseClicked(event -> focus(table.getSelectionModel().getSelectedItem()));
        table.setOnKeyPressed(event -> {
            Flip inHand = table.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.V && inHand != null && plain(event)) {
                queue.send(Map.of(inHand.query(), Review.ofFlip(vlm(inHand.from()), vlm(inHand.to()))));
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER) {
                focus(table.getSelectionModel().getSelectedItem());
                event.consume();
            }
        });
    }

    /** Sends what is selected, when that is more than the line in hand, else everything that is listed. */
    void send() {
        List<Flip> selected = List.copyOf(table.getSelectionModel().getSelectedItems());
        Map<Integer, Review> wanted = new LinkedHashMap<>();
        for (Flip flip : selected.size() > 1 ? selected : listed) {
            wanted.put(flip.query(), Review.ofFlip(vlm(flip.from()), vlm(flip.to())));
        }
        queue.send(wanted);
    }

    private void focus(@Nullable Flip flip) {
        if (flip != null) {
            model.focus(flip.query());
        }
    }

    private static boolean plain(KeyEvent event) {
        return !event.isShiftDown() && !event.isShortcutDown() && !event.isAltDown();
    }

    private static TableColumn<Flip, String> column(String key, Function<Flip, String> value, double width) {
        TableColumn<Flip, String> column = new TableColumn<>(Messages.text(key));
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private String key(Flip flip) {
        Study study = model.study().get();
        return study == null ? "" : study.table().keys().get(flip.query());
    }

    private String vlm(int column) {
        Study study = model.study().get();
        return study == null ? "" : study.vlm(column);
    }

    private void show() {
        List<Flip> flips = model.flips().get();
        int[] counts = new int[Flip.Effect.values().length];
        flips.forEach(flip -> counts[flip.effect().ordinal()]++);
        all.show(Messages.text("tune.flips.all", flips.size()));
        effects.forEach((effect, chip) -> {
            int count = counts[effect.ordinal()];
            chip.show(Messages.text("tune.flips.count", text(effect), count));
            boolean wanted = effect != Flip.Effect.UNKNOWN || count > 0 || chip.isSelected();
            chip.setVisible(wanted);
            chip.setManaged(wanted);
        });
        Object wanted = group.getSelectedToggle() == null
                ? null
                : group.getSelectedToggle().getUserData();
        listed = wanted == null
                ? flips
                : flips.stream().filter(flip -> flip.effect() == wanted).toList();
        explore.setDisable(listed.isEmpty());
        empty.setText(
                model.comparedPoint().get() == null
                        ? Messages.text("tune.flips.nobaseline")
                        : Messages.text("tune.flips.none"));
        long now = System.nanoTime();
        if (now - lastShown < MOVING) {
            rest.playFromStart();
        } else {
            rest.stop();
            fill();
        }
        lastShown = now;
    }

    /** Nobody reads rows that are others in every frame, and they cost as much as all the rest of a frame. */
    private void fill() {
        table.setItems(FXCollections.observableList(listed));
        title.set(Messages.text("tune.flips.title", model.flips().get().size()));
    }

    /** The effect with its sign, so that colour is not the only mark. */
    private static final class EffectCell extends TableCell<Flip, String> {
        private static final List<String> CLASSES = List.of("tune-gained", "tune-lost", "text-muted");

        @Override
        protected void updateItem(@Nullable String item, boolean none) {
            super.updateItem(item, none);
            getStyleClass().removeAll(CLASSES);
            Flip flip = none || getTableRow() == null ? null : getTableRow().getItem();
            if (flip == null) {
                setText(null);
                return;
            }
            getStyleClass()
                    .add(
                            switch (flip.effect()) {
                                case GAINED -> "tune-gained";
                                case LOST -> "tune-lost";
                                default -> "text-muted";
                            });
            String sign = switch (flip.effect()) {
                case GAINED -> "▲ ";
                case LOST -> "▼ ";
                default -> "· ";
            };
            setText(sign + text(flip.effect()));
        }
    }

    /** For the tab. */
    ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    Region focusTarget() {
        return table;
    }
}
