package dev.signalbox.ui.control;

import dev.signalbox.text.Messages;
import java.util.function.Supplier;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;

/** Puts a chart on the clipboard as a picture, by its context menu or the copy key. */
public final class PictureCopy {
    private static final double SCALE = 2;
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private PictureCopy() {}

    /** @param surface what the chart stands on; its own pixels may be transparent */
    public static void install(Region chart, Supplier<Color> surface) {
        chart.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            MenuItem item = new MenuItem(Messages.text("control.copyPicture"));
            item.setAccelerator(COPY);
            item.setOnAction(chosen -> copy(chart, surface.get()));
            ContextMenu menu = new ContextMenu(item);
            menu.show(chart, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        chart.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (COPY.match(event)) {
                copy(chart, surface.get());
                event.consume();
            }
        });
    }

    static void copy(Region chart, Color surface) {
        SnapshotParameters how = new SnapshotParameters();
        how.setTransform(Transform.scale(SCALE, SCALE));
        how.setFill(surface);
        ClipboardContent content = new ClipboardContent();
        content.putImage(chart.snapshot(how, null));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
