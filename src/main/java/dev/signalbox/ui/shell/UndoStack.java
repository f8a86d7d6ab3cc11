package dev.signalbox.ui.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** What can be taken back and done again, newest first. For the UI thread. */
public final class UndoStack {
    private static final int DEPTH = 1000;

    private final Deque<Undoable> done = new ArrayDeque<>();
    private final Deque<Undoable> undone = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();

    /** Remembers a change that has been made; what was undone before it can no longer be redone. */
    public void push(Undoable change) {
        done.push(change);
        if (done.size() > DEPTH) {
            done.removeLast();
        }
        undone.clear();
        update();
    }

    /** Takes the newest change back; if that fails it stays where it was. */
    public Optional<Undoable> undo() {
        Undoable change = done.peek();
        if (change == null) {
            return Optional.empty();
        }
        change.undo().run();
        undone.push(done.pop());
        update();
        return Optional.of(change);
    }

    public Optional<Undoable> redo() {
        Undoable change = undone.peek();
        if (change == null) {
            return Optional.empty();
        }
        change.redo().run();
        done.push(undone.pop());
        update();
        return Optional.of(change);
    }

    /** Forgets everything, as when another dataset opens. */
    public void clear() {
        done.clear();
        undone.clear();
        update();
    }

    private void update() {
        canUndo.set(!done.isEmpty());
        canRedo.set(!undone.isEmpty());
    }

    public ReadOnlyBooleanProperty canUndo() {
        return canUndo.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canRedo() {
        return canRedo.getReadOnlyProperty();
    }
}
