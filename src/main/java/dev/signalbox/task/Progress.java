package dev.signalbox.task;

import java.util.concurrent.CancellationException;

/** How long work tells what it has done and hears that it should stop. Safe to call from any thread and in tight loops. */
public interface Progress {
    /** Hears nothing and never cancels. */
    Progress NONE = (fraction, message) -> {};

    /**
     * Reports.
     *
     * @param fraction 0..1, or negative when the end is not known
     * @param message  what is being done now, for people
     */
    void update(double fraction, String message);

    /** True once somebody asked this work to stop. */
    default boolean cancelled() {
        return false;
    }

    /** Call between steps that must not be torn apart. */
    default void checkCancelled() {
        if (cancelled()) {
            throw new CancellationException();
        }
    }
}
