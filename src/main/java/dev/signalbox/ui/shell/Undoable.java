package dev.signalbox.ui.shell;

/**
 * A change that was made and can be taken back.
 *
 * @param text what it did, for people
 */
public record Undoable(String text, Runnable undo, Runnable redo) {}
