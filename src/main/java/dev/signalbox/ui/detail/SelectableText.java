package dev.signalbox.ui.detail;

import dev.signalbox.ui.control.TextDirection;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** A text as it is, in its own direction, of which any part can be selected with the mouse and copied. */
final class SelectableText extends TextFlow {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination ALL = new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);

    private final Text text = new Text();
    private final Path mark = new Path();
    private int anchor;
    private int from;
    private int to;

    SelectableText(String id) {
        setId(id);
        getStyleClass().add("selectable-text");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        setCursor(Cursor.TEXT);
        mark.setManaged(false);
        mark.getStyleClass().add("selection");
        getChildren().addAll(mark, text);
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            requestFocus();
            anchor = at(e);
            switch (e.getClickCount()) {
                case 2 -> word();
                case 3 -> select(0, text.getText().length());
                default -> select(anchor, anchor);
            }
            e.consume();
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
            int here = at(e);
            select(Math.min(anchor, here), Math.max(anchor, here));
        });
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (COPY.match(e)) {
                copy();
                e.consume();
            } else if (ALL.match(e)) {
                select(0, text.getText().length());
                e.consume();
            }
        });
        widthProperty().addListener((property, old, now) -> select(from, to));
    }

    private int at(MouseEvent e) {
        int length = text.getText().length();
        return Math.clamp(
                getHitInfo(new javafx.geometry.Point2D(e.getX(), e.getY())).getInsertionIndex(), 0, length);
    }

    private void word() {
        java.text.BreakIterator words = java.text.BreakIterator.getWordInstance();
        words.setText(text.getText());
        int end = Math.min(anchor + 1, text.getText().length());
        int last = words.isBoundary(end)
                ? end
                : words.following(Math.min(anchor, text.getText().length() - 1));
        select(anchor == 0 ? 0 : words.preceding(Math.max(1, anchor)), last);
    }

    private void select(int first, int last) {
        from = first;
        to = last;
        mark.getElements().setAll(from < to ? getRangeShape(from, to, false) : new javafx.scene.shape.PathElement[0]);
    }

    /** The part that is selected; empty when none is. */
    String selected() {
        return text.getText().substring(from, to);
    }

    void setText(String now) {
        if (!now.equals(text.getText())) {
            text.setText(now);
            select(0, 0);
        }
        setNodeOrientation(TextDirection.of(now));
        setAccessibleText(now);
    }

    void setStruck(boolean struck) {
        text.setStrikethrough(struck);
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(from < to ? selected() : text.getText());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
