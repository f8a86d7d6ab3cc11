package dev.signalbox.importing;

import dev.signalbox.text.Messages;

/**
 * Where in the source something stands.
 *
 * @param file a file's or a run's name, empty for the whole import
 * @param line counted from 1, or 0 when a line says nothing
 */
record Place(String file, long line) {
    static final Place NOWHERE = new Place("", 0);

    Place(String file) {
        this(file, 0);
    }

    /** As people read it. */
    @Override
    public String toString() {
        return line == 0 ? file : Messages.text("import.place.line", file, line);
    }
}
