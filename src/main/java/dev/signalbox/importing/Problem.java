package dev.signalbox.importing;

/**
 * Something a person should know before an import is stored.
 *
 * @param where   the file, line, run or picture it is about; empty when it is about the whole import
 * @param message one sentence or two, for people
 */
public record Problem(Severity severity, String where, String message) {
    /** How bad it is. */
    public enum Severity {
        /** Nothing may be stored while this holds. */
        ERROR,
        /** Can be stored, but something is missing or doubtful. */
        WARNING,
        /** A decision the importer took. */
        INFO
    }
}
