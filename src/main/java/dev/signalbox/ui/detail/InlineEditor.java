package dev.signalbox.ui.detail;

import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.FlowText;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A field in the place of a text: Enter keeps, Shift+Enter breaks the line, Escape gives up. Going away keeps, too. */
final class InlineEditor extends VBox {
    private final TextArea field = new TextArea();
    private final Consumer<String> keep;
    private final Runnable closed;
    private boolean over;

    /**
     * @param keep   gets the text, when it is to be kept
     * @param closed is told that the editor should go
     */
    InlineEditor(String id, String name, String initial, Consumer<String> keep, Runnable closed) {
        this.keep = keep;
        this.closed = closed;
        getStyleClass().add("inline-editor");
        field.setId(id);
        field.setText(initial);
        // See FlowText: JavaFX cannot break lines of right-to-left text.
        field.wrapTextProperty().bind(field.textProperty().map(text -> !FlowText.hasRightToLeft(text)));
        field.setPrefRowCount(Math.clamp((int) initial.lines().count() + initial.length() / 60, 2, 8));
        field.setAccessibleText(name);
        field.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER && e.isShiftDown()) {
                field.replaceSelection("\n");
                e.consume();
            } else if (e.getCode() == KeyCode.ENTER) {
                finish(true);
                e.consume();
            } else if (e.getCode() == KeyCode.ESCAPE) {
                finish(false);
                e.consume();
            }
        });
        field.focusedProperty().addListener((property, old, now) -> {
            // Another window in front takes the keyboard only for a while.
            boolean left = getScene() != null
                    && getScene().getWindow() != null
                    && getScene().getWindow().isFocused();
            if (!now && left) {
                finish(true);
            }
        });
        Label keys = new Label(Messages.text("detail.editor.keys"));
        keys.getStyleClass().addAll("text-muted", "text-small");
        Button done = new Button(Messages.text("detail.editor.keep"));
        done.getStyleClass().addAll("small", "accent");
        done.setFocusTraversable(false);
        done.setOnAction(e -> finish(true));
        HBox foot = new HBox(8, keys, new javafx.scene.layout.Region(), done);
        HBox.setHgrow(foot.getChildren().get(1), javafx.scene.layout.Priority.ALWAYS);
        foot.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(field, foot);
    }

    void start() {
        field.requestFocus();
        field.selectAll();
    }

    /** Ends editing; the second time nothing happens. */
    void finish(boolean kept) {
        if (over) {
            return;
        }
        over = true;
        if (kept) {
            keep.accept(field.getText());
        }
        closed.run();
    }
}
