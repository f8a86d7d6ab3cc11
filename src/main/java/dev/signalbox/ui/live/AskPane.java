package dev.signalbox.ui.live;

import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.FlowText;
import dev.signalbox.ui.shell.Dialogs;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The picture and the question: dropped, pasted, chosen and typed here. */
final class AskPane extends VBox {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");
    private static final KeyCombination PASTE = KeyCombination.valueOf("Shortcut+V");

    private final LiveViewModel model;
    private final Supplier<Dialogs> dialogs;
    private final StackPane zone = new StackPane();
    private final ImageView image = new ImageView();
    private final Label caption = new Label();
    private final Button remove;
    private final TextArea question = new TextArea();

    AskPane(LiveViewModel model, Supplier<Dialogs> dialogs) {
        super(8);
        this.model = model;
        this.dialogs = dialogs;
        Button choose = button("live-choose", "live.choose", Feather.FOLDER);
        choose.setOnAction(event -> choose());
        Button paste = button("live-paste", "live.paste", Feather.CLIPBOARD);
        paste.setTooltip(new Tooltip(Messages.text("live.paste.tip", PASTE.getDisplayText())));
        paste.setOnAction(event -> paste());
        remove = button("live-remove", "live.remove", Feather.X);
        remove.setOnAction(event -> {
            model.removePicture();
            question.requestFocus();
        });
        zone();
        HBox buttons = new HBox(8, choose, paste, remove);
        Label note = new Label();
        note.setId("live-note");
        note.getStyleClass().addAll("text-muted", "text-small");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        note.textProperty().bind(model.note());
        note.visibleProperty().bind(model.note().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        getChildren().addAll(zone, buttons, questionArea(), note, send());
        VBox.setVgrow(zone, Priority.ALWAYS);
        setOnDragOver(this::dragOver);
        setOnDragExited(event -> zone.pseudoClassStateChanged(OVER, false));
        setOnDragDropped(this::dropped);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (PASTE.match(event) && paste()) {
                event.consume();
            }
        });
        model.picture().addListener((property, old, now) -> show(now));
        show(model.picture().get());
    }

    void focusQuestion() {
        question.requestFocus();
    }

    private static Button button(String id, String key, Ikon icon) {
        Button button = new Button(Messages.text(key), new FontIcon(icon));
        button.setId(id);
        button.setAccessibleText(Messages.text(key));
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private void zone() {
        zone.setId("live-zone");
        zone.getStyleClass().add("live-zone");
        zone.setMinHeight(120);
        zone.setPrefHeight(260);
        zone.setMaxHeight(420);
        zone.setFocusTraversable(true);
        zone.setOnMouseClicked(event -> zone.requestFocus());
        zone.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                choose();
                event.consume();
            } else if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
                model.removePicture();
                event.consume();
            }
        });
        image.setManaged(false);
        image.setPreserveRatio(true);
        image.setSmooth(true);
        caption.getStyleClass().add("live-caption");
        StackPane.setAlignment(caption, Pos.BOTTOM_LEFT);
        zone.layoutBoundsProperty().addListener((property, old, now) -> place());
    }

    /** Fits the picture by hand: a managed ImageView would ask for its own size and push the pane apart. */
    private void place() {
        if (image.getImage() == null) {
            return;
        }
        double room = 8;
        double width = Math.max(1, zone.getWidth() - 2 * room);
        double height = Math.max(1, zone.getHeight() - 2 * room - 20);
        double scale = Math.min(
                Math.min(
                        width / image.getImage().getWidth(),
                        height / image.getImage().getHeight()),
                4);
        double w = image.getImage().getWidth() * scale;
        double h = image.getImage().getHeight() * scale;
        image.setFitWidth(w);
        image.setFitHeight(h);
        image.setX((zone.getWidth() - w) / 2);
        image.setY(room + (height - h) / 2);
    }

    private Node questionArea() {
        question.setId("live-question");
        question.setPromptText(Messages.text("live.question.prompt"));
        question.setAccessibleText(Messages.text("live.question"));
        // See FlowText: JavaFX cannot break lines of right-to-left text.
        question.wrapTextProperty().bind(question.textProperty().map(text -> !FlowText.hasRightToLeft(text)));
        question.setPrefRowCount(3);
        question.setMinHeight(76);
        question.textProperty().bindBidirectional(model.question());
        question.addEventFilter(KeyEvent.KEY_PRESSED, this::questionKey);
        return question;
    }

    private void questionKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && !event.isAltDown() && !event.isMetaDown()) {
            if (event.isShiftDown()) {
                question.replaceSelection("\n");
            } else {
                model.route();
            }
            event.consume();
        } else if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
            // A question has no tabs: the key moves on, as everywhere else.
            question.requestFocusTraversal(
                    event.isShiftDown()
                            ? javafx.scene.TraversalDirection.PREVIOUS
                            : javafx.scene.TraversalDirection.NEXT);
            event.consume();
        }
    }

    private Node send() {
        Button route = new Button(Messages.text("live.route"), new FontIcon(Feather.ZAP));
        route.setId("live-route");
        route.getStyleClass().add("accent");
        route.setAccessibleText(Messages.text("live.route"));
        route.setMinWidth(Region.USE_PREF_SIZE);
        route.setOnAction(event -> model.route());
        route.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.state().router().get() == null
                                || model.question().get().isBlank(),
                        model.state().router(),
                        model.question()));
        Label keys = new Label(Messages.text("live.keys"));
        keys.getStyleClass().addAll("text-muted", "text-small");
        keys.setWrapText(true);
        keys.setMinHeight(USE_PREF_SIZE);
        HBox line = new HBox(12, route, keys);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void choose() {
        dialogs.get()
                .chooseFile(
                        Messages.text("live.choose.title"),
                        null,
                        new Dialogs.FileKind(
                                Messages.text("live.choose.kind"),
                                List.of(
                                        "*.png", "*.jpg", "*.jpeg", "*.webp", "*.gif", "*.bmp", "*.tif", "*.tiff",
                                        "*.PNG", "*.JPG", "*.JPEG")),
                        new Dialogs.FileKind(Messages.text("live.choose.any"), List.of("*.*")))
                .ifPresent(file -> {
                    model.usePicture(file);
                    question.requestFocus();
                });
    }

    /** Takes a picture or a file from the clipboard; false when it holds neither, so that text can go its usual way. */
    private boolean paste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (clipboard.hasFiles() && !clipboard.getFiles().isEmpty()) {
            model.usePicture(clipboard.getFiles().getFirst().toPath());
            return true;
        }
        if (clipboard.hasImage() && clipboard.getImage() != null) {
            model.usePicture(clipboard.getImage());
            return true;
        }
        return false;
    }

    private void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles() || event.getDragboard().hasImage()) {
            event.acceptTransferModes(TransferMode.COPY);
            zone.pseudoClassStateChanged(OVER, true);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        Dragboard board = event.getDragboard();
        if (board.hasFiles() && !board.getFiles().isEmpty()) {
            model.usePicture(board.getFiles().getFirst().toPath());
            event.setDropCompleted(true);
        } else if (board.hasImage() && board.getImage() != null) {
            model.usePicture(board.getImage());
            event.setDropCompleted(true);
        }
        zone.pseudoClassStateChanged(OVER, false);
        question.requestFocus();
        event.consume();
    }

    private void show(LivePicture now) {
        zone.getChildren().clear();
        zone.getStyleClass().remove("broken");
        image.setImage(null);
        remove.setDisable(now instanceof LivePicture.None);
        String text = switch (now) {
            case LivePicture.None none -> {
                message(Feather.IMAGE, Messages.text("live.zone.title"), Messages.text("live.zone.text"));
                yield Messages.text("live.zone.accessible");
            }
            case LivePicture.Loading loading -> {
                message(Feather.LOADER, Messages.text("live.zone.loading", loading.name()), "");
                yield Messages.text("live.zone.loading", loading.name());
            }
            case LivePicture.Ready ready -> {
                image.setImage(ready.preview());
                caption.setText(Messages.text(
                        "live.zone.caption",
                        ready.source().name(),
                        ready.raster().width(),
                        ready.raster().height()));
                zone.getChildren().addAll(image, caption);
                place();
                yield caption.getText();
            }
            case LivePicture.Failed failed -> {
                zone.getStyleClass().add("broken");
                message(
                        Feather.ALERT_TRIANGLE,
                        failed.problem().what(),
                        failed.problem().next());
                yield failed.problem().what();
            }
        };
        zone.setAccessibleText(text);
    }

    private void message(Ikon icon, String title, String text) {
        Label heading = new Label(title);
        heading.getStyleClass().add("live-zone-title");
        Label words = new Label(text);
        words.getStyleClass().addAll("text-muted", "text-small");
        for (Label label : List.of(heading, words)) {
            label.setWrapText(true);
            label.setTextAlignment(TextAlignment.CENTER);
            label.setMinHeight(USE_PREF_SIZE);
        }
        VBox box = new VBox(6, new FontIcon(icon), heading, words);
        box.setId("live-zone-message");
        box.setAlignment(Pos.CENTER);
        zone.getChildren().add(box);
    }
}
