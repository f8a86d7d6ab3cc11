package dev.signalbox.ui.shell;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.OpenDataset;
import java.util.function.Consumer;

/**
 * Changes of the open dataset by a person: durable when a call returns, and undone by the window’s undo. What cannot be
 * changed is said, never silently dropped.
 */
public final class Corrections {
    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final UndoStack undo;
    private final Consumer<String> say;
    private final Consumer<Throwable> failed;

    /**
     * @param say    tells the person something in passing
     * @param failed tells the person that something went wrong
     */
    public Corrections(
            WorkbenchState state, DatasetDesk desk, UndoStack undo, Consumer<String> say, Consumer<Throwable> failed) {
        this.state = state;
        this.desk = desk;
        this.undo = undo;
        this.say = say;
        this.failed = failed;
        // Every open dataset has a history of its own.
        desk.open().addListener((property, old, now) -> undo.clear());
    }

    /** Makes a change; true when something is other than before. */
    public boolean make(String what, Runnable change) {
        OpenDataset open = desk.open().get();
        if (open == null) {
            return false;
        }
        if (state.readOnly().get()) {
            say.accept(Messages.text("detail.readonly"));
            return false;
        }
        Annotations before = open.editor().annotations();
        try {
            change.run();
        } catch (RuntimeException e) {
            // A full disk or a lost file: nothing has changed, and the person must know.
            failed.accept(e);
            return false;
        }
        if (open.editor().annotations() == before) {
            return false;
        }
        undo.push(new Undoable(what, desk::undo, desk::redo));
        return true;
    }

    /** Says something in passing. */
    public void say(String text) {
        say.accept(text);
    }
}
