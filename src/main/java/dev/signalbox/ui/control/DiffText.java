package dev.signalbox.ui.control;

import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * An answer, compared word by word with a reference when there is one: what only the answer has is underlined, what only
 * the reference has is struck through. Direction follows the first strong character.
 */
public final class DiffText extends FlowText {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private String answer = "";

    public DiffText() {
        getStyleClass().add("diff-text");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        MenuItem copy = new MenuItem(Messages.text("control.diff.copy"));
        copy.setAccelerator(COPY);
        copy.setOnAction(e -> copy());
        ContextMenu menu = new ContextMenu(copy);
        setOnContextMenuRequested(e -> menu.show(this, e.getScreenX(), e.getScreenY()));
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            menu.hide();
            requestFocus();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (COPY.match(e)) {
                copy();
                e.consume();
            }
        });
    }

    /** Shows the answer; with a reference, the difference to it. */
    public void setTexts(@Nullable String reference, String newAnswer) {
        show(
                newAnswer,
                reference == null
                        ? List.of(new WordDiff.Run(WordDiff.Kind.EQUAL, newAnswer))
                        : WordDiff.of(reference, newAnswer));
    }

    /** Shows a difference that was computed elsewhere, such as off the UI thread. */
    public void show(String newAnswer, List<WordDiff.Run> runs) {
        answer = newAnswer;
        List<Text> nodes = new ArrayList<>();
        WordDiff.Kind last = WordDiff.Kind.EQUAL;
        for (WordDiff.Run run : runs) {
            if (last == WordDiff.Kind.DELETED && run.kind() == WordDiff.Kind.INSERTED) {
                // What was struck out and what stands instead would read as one word.
                nodes.add(new Text(" "));
            }
            nodes.add(node(run));
            last = run.kind();
        }
        setPieces(nodes, newAnswer);
        setAccessibleText(runs.stream()
                .map(run -> switch (run.kind()) {
                    case EQUAL -> run.text();
                    case INSERTED -> "[" + Messages.text("control.diff.added") + ": " + run.text() + "]";
                    case DELETED -> "[" + Messages.text("control.diff.missing") + ": " + run.text() + "]";
                })
                .collect(Collectors.joining()));
    }

    private static Text node(WordDiff.Run run) {
        Text text = new Text(run.text());
        text.getStyleClass()
                .add(
                        switch (run.kind()) {
                            case EQUAL -> "diff-equal";
                            case INSERTED -> "diff-inserted";
                            case DELETED -> "diff-deleted";
                        });
        text.setUnderline(run.kind() == WordDiff.Kind.INSERTED);
        text.setStrikethrough(run.kind() == WordDiff.Kind.DELETED);
        return text;
    }

    /** Puts the answer, without the marks, on the clipboard. */
    public void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(answer);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
