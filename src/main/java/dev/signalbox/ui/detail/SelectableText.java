package dev.signalbox.ui.detail;

import dev.signalbox.ui.control.FlowText;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;

/** A text as it is, in its own direction, of which any part can be selected with the mouse and copied. */
final class SelectableText extends FlowText {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination ALL = new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);

    private boolean struck;
    private int anchor;
    private int from;
    private int to;

    SelectableText(String id) {
        setId(id);
        getStyleClass().add("selectable-text");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        setCursor(Cursor.TEXT);
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            requestFocus();
            anchor = at(e);
            switch (e.getClickCount()) {
                case 2 -> word();
                case 3 -> select(0, text().length());
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
                select(0, text().length());
                e.consume();
            }
        });
        widthProperty().addListener((property, old, now) -> select(0, 0)); // lines break elsewhere
    }

    private int at(MouseEvent e) {
        return placeAt(e.getX(), e.getY());
    }

    private void word() {
        java.text.BreakIterator words = java.text.BreakIterator.getWordInstance();
        words.setText(text());
        int end = Math.min(anchor + 1, text().length());
        int last = words.isBoundary(end) ? end : words.following(Math.min(anchor, text().length() - 1));
        select(anchor == 0 ? 0 : words.preceding(Math.max(1, anchor)), last);
    }

    private void select(int first, int last) {
        from = first;
        to = last;
        mark(from, to);
    }

    /** The part that is selected; empty when none is. */
    String selected() {
        return text().substring(from, to);
    }

    /** Shows another text; nothing of it is selected. */
    void show(String now) {
        if (!now.equals(text())) {
            from = 0;
            to = 0;
            Text text = new Text(now);
            text.setStrikethrough(struck);
            setPieces(java.util.List.of(text), now);
        }
        setAccessibleText(now);
    }

    void setStruck(boolean now) {
        struck = now;
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(from < to ? selected() : text());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
