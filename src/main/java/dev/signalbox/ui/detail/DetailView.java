package dev.signalbox.ui.detail;

import dev.signalbox.model.Event;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.EmptyState;
import dev.signalbox.ui.control.FlowText;
import dev.signalbox.ui.control.PictureView;
import dev.signalbox.ui.detail.QueryDetail.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The focused query: a column in the pane, two columns where there is room. */
public final class DetailView extends BorderPane {
    private static final double WIDE = 820;
    private static final double CARD = 300;
    private static final double GAP = 8;

    private final DetailViewModel model;
    private final Label key = new Label();
    private final Label simulated = new Label(Messages.text("detail.simulated"));
    private final PictureView picture = new PictureView();
    private final SelectableText question = new SelectableText("detail-question");
    private final SelectableText reference = new SelectableText("detail-reference");
    private final SelectableText original = new SelectableText("detail-reference-imported");
    private final Label referenceTitle = Parts.title("detail.reference");
    private final Label answersTitle = Parts.title("detail.answers");
    private final SelectableText note = new SelectableText("detail-note");
    private final VBox referenceBox = new VBox(4);
    private final VBox noteBox = new VBox(4);
    private final FlowPane cards = new FlowPane(GAP, GAP);
    private final List<AnswerCard> answers = new ArrayList<>();
    private final DecisionBox decision;
    private final GridPane fields = new GridPane();
    private final VBox history = new VBox(4);
    private final Label readOnly = new Label(Messages.text("detail.readonly"));
    private final EmptyState nothing =
            new EmptyState(Feather.MOUSE_POINTER, Messages.text("detail.nothing"), Messages.text("detail.nothing.why"));
    private final VBox top = new VBox(12);
    private final VBox bottom = new VBox(16);
    private final VBox narrow = new VBox(16);
    private final ScrollPane narrowScroll = Parts.scroll(narrow);
    private final ScrollPane wideScroll = Parts.scroll(new VBox());
    private final HBox wide = new HBox();
    private final StackPane body = new StackPane();
    private @Nullable QueryDetail shown;
    private @Nullable InlineEditor editor;
    private @Nullable Boolean isWide;
    private @Nullable Runnable wanted;

    /**
     * @param score a button that makes the router’s scores
     * @param full  whether this has the whole middle of the window
     */
    public DetailView(DetailViewModel model, Button score, BooleanProperty full) {
        this.model = model;
        this.decision = new DecisionBox(score, model.experts());
        setId("detail-view");
        getStyleClass().add("detail-view");
        picture.setId("detail-picture");
        picture.setMinHeight(180);
        simulated.getStyleClass().addAll("badge", "simulated");
        simulated.setMinWidth(Region.USE_PREF_SIZE);
        referenceBox.setId("detail-reference-box");
        original.setStruck(true);
        original.getStyleClass().add("struck");
        note.getStyleClass().add("note-text");
        readOnly.setId("detail-readonly");
        readOnly.getStyleClass().add("readonly-banner");
        readOnly.setGraphic(new FontIcon(Feather.LOCK));
        readOnly.setWrapText(true);
        readOnly.visibleProperty().bind(model.readOnly());
        readOnly.managedProperty().bind(model.readOnly());
        ToggleButton diff = new ToggleButton(Messages.text("detail.diff"));
        diff.setId("detail-diff");
        diff.getStyleClass().addAll("small");
        diff.setTooltip(new Tooltip(Messages.text("detail.diff.help")));
        diff.selectedProperty().bindBidirectional(model.diff());
        model.diff().addListener((property, old, now) -> showAnswers());
        HBox beside = new HBox(8, simulated, diff);
        beside.setAlignment(Pos.CENTER_LEFT);
        beside.setMinWidth(Region.USE_PREF_SIZE);
        Button editReference = edit("detail-edit-reference", "detail.reference.edit", this::editReference);
        Button editNote = edit("detail-edit-note", "detail.note.edit", this::editNote);
        fields.setHgap(16);
        fields.setVgap(4);
        top.getChildren()
                .setAll(
                        picture,
                        Parts.section(Parts.title("detail.question"), null, question),
                        Parts.section(referenceTitle, editReference, referenceBox));
        bottom.getChildren()
                .setAll(
                        readOnly,
                        Parts.section(answersTitle, beside, cards),
                        Parts.section(Parts.title("detail.note"), editNote, noteBox),
                        Parts.section(Parts.title("detail.decision"), null, decision),
                        Parts.section(Parts.title("detail.fields"), null, fields),
                        Parts.section(Parts.title("detail.history"), null, history));
        narrow.getStyleClass().add("detail-body");
        top.getStyleClass().add("detail-top");
        setTop(bar(full));
        setCenter(body);
        // It keeps the keyboard while columns change places, and scrolls whichever is shown.
        body.setId("detail-body");
        body.getStyleClass().add("detail-focus");
        body.setFocusTraversable(true);
        body.setAccessibleText(Messages.text("detail.name"));
        body.addEventHandler(KeyEvent.KEY_PRESSED, this::scrollBy);
        cards.setMinWidth(0); // else the cards' own width would keep the pane from getting narrower
        cards.widthProperty().addListener((property, old, now) -> fitCards(now.doubleValue()));
        widthProperty().addListener((property, old, now) -> arrange(now.doubleValue() >= WIDE));
        arrange(false);
        model.shown().addListener((property, old, now) -> show(now));
        show(model.shown().get());
    }

    private HBox bar(BooleanProperty full) {
        key.setId("detail-key");
        key.getStyleClass().add("detail-key");
        key.setMinWidth(0);
        key.setMnemonicParsing(false);
        Label position = new Label();
        position.setId("detail-position");
        position.getStyleClass().addAll("text-muted", "text-small");
        position.textProperty().bind(model.position());
        position.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button previous =
                Parts.icon("detail-previous", Feather.CHEVRON_UP, "detail.previous.keys", () -> model.step(-1));
        Button next = Parts.icon("detail-next", Feather.CHEVRON_DOWN, "detail.next.keys", () -> model.step(1));
        Button size = Parts.icon("detail-full", Feather.MAXIMIZE_2, "detail.full.keys", () -> full.set(!full.get()));
        full.addListener((property, old, now) -> {
            size.setGraphic(new FontIcon(now ? Feather.MINIMIZE_2 : Feather.MAXIMIZE_2));
            String text = Messages.text(now ? "detail.close.keys" : "detail.full.keys");
            size.setTooltip(new Tooltip(text));
            size.setAccessibleText(text);
        });
        HBox bar = new HBox(key, space, position, previous, next, size);
        bar.getStyleClass().add("detail-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Button edit(String id, String key, Runnable action) {
        Button button = new Button(Messages.text(key), new FontIcon(Feather.EDIT_2));
        button.setId(id);
        button.getStyleClass().addAll("flat", "small");
        button.setOnAction(e -> action.run());
        button.disableProperty().bind(model.readOnly());
        return button;
    }

    private void arrange(boolean nowWide) {
        if (isWide != null && isWide == nowWide) {
            return;
        }
        isWide = nowWide;
        narrow.getChildren().clear();
        wide.getChildren().clear();
        if (nowWide) {
            picture.setPrefHeight(Region.USE_COMPUTED_SIZE);
            picture.setMaxHeight(Double.MAX_VALUE);
            VBox.setVgrow(picture, Priority.ALWAYS);
            VBox content = new VBox(bottom);
            content.getStyleClass().add("detail-body");
            wideScroll.setContent(content);
            VBox left = new VBox(top);
            VBox.setVgrow(top, Priority.ALWAYS);
            left.getStyleClass().addAll("detail-body", "detail-left");
            left.prefWidthProperty().bind(widthProperty().multiply(0.46));
            left.minWidthProperty().bind(left.prefWidthProperty());
            HBox.setHgrow(wideScroll, Priority.ALWAYS);
            wide.getChildren().setAll(left, wideScroll);
        } else {
            picture.setPrefHeight(280);
            picture.setMaxHeight(280);
            narrow.getChildren().setAll(top, bottom);
        }
        if (shown != null) {
            body.getChildren().setAll(nowWide ? wide : narrowScroll);
        }
    }

    private void fitCards(double width) {
        int columns = Math.max(1, (int) ((width + GAP) / (CARD + GAP)));
        double each = Math.floor((width - (columns - 1) * GAP) / columns) - 1;
        answers.forEach(card -> {
            card.setPrefWidth(each);
            card.setMaxWidth(each);
        });
        cards.setPrefWrapLength(width);
    }

    private void show(@Nullable QueryDetail detail) {
        QueryDetail before = shown;
        boolean other = detail == null || before == null || before.ordinal() != detail.ordinal();
        if (other && editor != null) {
            editor.finish(true); // what was typed belongs to the query it was typed for
        }
        shown = detail;
        if (detail == null) {
            key.setText("");
            body.getChildren().setAll(nothing);
            return;
        }
        Node front = isWide != null && isWide ? wide : narrowScroll;
        if (body.getChildren().size() != 1 || body.getChildren().getFirst() != front) {
            body.getChildren().setAll(front);
        }
        key.setText(detail.query().key());
        key.setTooltip(new Tooltip(detail.query().key()));
        simulated.setVisible(detail.simulated());
        simulated.setManaged(detail.simulated());
        if (other || before == null || !before.pictures().equals(detail.pictures())) {
            int ordinal = detail.ordinal();
            picture.setPages(model.pages(detail, (at, page) -> {
                if (shown != null && shown.ordinal() == ordinal) {
                    picture.setPage(at, page);
                }
            }));
            boolean pictured = !detail.pictures().isEmpty();
            picture.setVisible(pictured);
            picture.setManaged(pictured);
        }
        question.show(detail.query().question());
        if (editor == null) {
            showReference(detail);
            showNote(detail);
        }
        showAnswers();
        decision.show(detail);
        showFields(detail);
        showHistory(detail);
        if (other) {
            narrowScroll.setVvalue(0);
            wideScroll.setVvalue(0);
        }
        Runnable action = wanted;
        wanted = null;
        if (action != null && model.isFocused(detail.ordinal())) {
            action.run();
        }
    }

    private void showReference(QueryDetail detail) {
        referenceTitle.setText(
                detail.referenceCorrected()
                        ? Messages.text("detail.reference.corrected")
                        : Messages.text("detail.reference"));
        String text = detail.reference();
        reference.show(text == null ? Messages.text("detail.reference.none") : text);
        List<Node> nodes = new ArrayList<>(List.of(reference));
        if (detail.referenceCorrected()) {
            String imported = detail.query().reference();
            original.show(imported == null ? Messages.text("detail.reference.none") : imported);
            Button restore = new Button(Messages.text("detail.reference.restore"), new FontIcon(Feather.ROTATE_CCW));
            restore.setId("detail-reference-restore");
            restore.getStyleClass().addAll("flat", "small");
            restore.disableProperty().bind(model.readOnly());
            restore.setOnAction(e -> model.setReference(detail.ordinal(), null));
            nodes.add(original);
            nodes.add(restore);
        }
        referenceBox.getChildren().setAll(nodes);
    }

    private void showNote(QueryDetail detail) {
        String text = detail.note();
        note.show(text == null ? Messages.text("detail.note.none") : text);
        note.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("absent"), text == null);
        noteBox.getChildren().setAll(note);
    }

    private void showAnswers() {
        QueryDetail detail = shown;
        if (detail == null) {
            return;
        }
        answersTitle.setText(Messages.text(
                "detail.answers.right", detail.right(), detail.answers().size()));
        while (answers.size() > detail.answers().size()) {
            cards.getChildren().remove(answers.removeLast());
        }
        while (answers.size() < detail.answers().size()) {
            AnswerCard card = new AnswerCard(model, answers.size());
            answers.add(card);
            cards.getChildren().add(card);
        }
        fitCards(cards.getWidth());
        int chosen = detail.decision() == null ? -1 : detail.decision().chosen();
        boolean diff = model.diff().get() && detail.reference() != null;
        for (Answer answer : detail.answers()) {
            answers.get(answer.column()).show(answer, answer.column() == chosen, diff);
        }
    }

    private void showFields(QueryDetail detail) {
        fields.getChildren().clear();
        int row = 0;
        for (Map.Entry<String, String> field : new TreeMap<>(detail.query().fields()).entrySet()) {
            Label name = new Label(field.getKey());
            name.getStyleClass().add("text-muted");
            name.setMinWidth(Region.USE_PREF_SIZE);
            FlowText value = new FlowText();
            value.setText(field.getValue());
            GridPane.setHgrow(value, Priority.ALWAYS);
            fields.addRow(row++, name, value);
        }
    }

    private void showHistory(QueryDetail detail) {
        history.getChildren().clear();
        for (Event event : detail.events().reversed()) {
            FlowText line = new FlowText();
            line.setText(History.line(event));
            Label who = new Label(event.actor() + ", " + AnswerCard.WHEN.format(event.at()));
            who.getStyleClass().addAll("text-muted", "text-small");
            history.getChildren().add(new VBox(line, who));
        }
        if (detail.events().isEmpty()) {
            Label none = new Label(Messages.text("detail.history.none"));
            none.getStyleClass().add("text-muted");
            history.getChildren().add(none);
        }
    }

    /** Runs something on the focused query: at once when it is in view, else when it has been read. */
    private void whenShown(Runnable action) {
        if (shown != null && model.isFocused(shown.ordinal())) {
            action.run();
        } else {
            wanted = action;
        }
    }

    /** Opens the field for the reference. */
    public void editReference() {
        whenShown(this::openReference);
    }

    /** Opens the field for the note. */
    public void editNote() {
        whenShown(this::openNote);
    }

    private void openReference() {
        QueryDetail detail = shown;
        if (detail != null) {
            String text = detail.reference();
            edit(
                    referenceBox,
                    "detail-reference-field",
                    Messages.text("detail.reference.edit"),
                    text == null ? "" : text,
                    now -> model.setReference(detail.ordinal(), now.isBlank() ? null : now));
        }
    }

    private void openNote() {
        QueryDetail detail = shown;
        if (detail != null) {
            String text = detail.note();
            edit(
                    noteBox,
                    "detail-note-field",
                    Messages.text("detail.note.edit"),
                    text == null ? "" : text,
                    now -> model.setNote(detail.ordinal(), now));
        }
    }

    private void edit(VBox place, String id, String name, String initial, java.util.function.Consumer<String> keep) {
        if (model.readOnly().get()) {
            return;
        }
        if (editor != null) {
            editor.finish(true);
        }
        Node before = getScene() == null ? null : getScene().getFocusOwner();
        InlineEditor made = new InlineEditor(id, name, initial, keep, () -> {
            editor = null;
            QueryDetail detail = shown;
            if (detail != null) {
                showReference(detail);
                showNote(detail);
            }
            // Where the keyboard came from, unless it has gone elsewhere already.
            if (before != null && before.getScene() != null && getScene() != null) {
                before.requestFocus();
            }
        });
        editor = made;
        place.getChildren().setAll(made);
        // Later, so that the letter that asked for the field is not typed into it.
        Platform.runLater(() -> {
            made.start();
            reveal(place);
        });
    }

    private void reveal(Node node) {
        ScrollPane pane = isWide != null && isWide ? wideScroll : narrowScroll;
        Node content = pane.getContent();
        Node up = node;
        while (up != null && up != content) {
            up = up.getParent();
        }
        if (up == null) {
            return; // it stands outside what scrolls
        }
        double height = content.getBoundsInLocal().getHeight()
                - pane.getViewportBounds().getHeight();
        double y =
                content.sceneToLocal(node.localToScene(node.getBoundsInLocal())).getMinY();
        if (height > 0) {
            pane.setVvalue(Math.clamp((y - 80) / height, 0, 1));
        }
    }

    /** Gives the keyboard to the text, so that arrows scroll and digits mark. */
    public void focusBody() {
        body.requestFocus();
    }

    private void scrollBy(KeyEvent event) {
        ScrollPane pane = isWide != null && isWide ? wideScroll : narrowScroll;
        double page = pane.getViewportBounds().getHeight();
        double room = pane.getContent().getBoundsInLocal().getHeight() - page;
        double by = switch (event.getCode()) {
            case UP, KP_UP -> -48;
            case DOWN, KP_DOWN -> 48;
            case PAGE_UP -> -0.9 * page;
            case PAGE_DOWN, SPACE -> 0.9 * page;
            case HOME -> -room;
            case END -> room;
            default -> 0;
        };
        if (by != 0 && room > 0 && event.getTarget() == body && !event.isAltDown() && !event.isShortcutDown()) {
            pane.setVvalue(Math.clamp(pane.getVvalue() + by / room, 0, 1));
            event.consume();
        }
    }

    /** The picture, for what has to be asked of it from outside. */
    PictureView picture() {
        return picture;
    }
}
