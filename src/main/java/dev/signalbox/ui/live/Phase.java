package dev.signalbox.ui.live;

import dev.signalbox.ui.shell.Problem;

/** How far the last question is. */
sealed interface Phase {
    /** Nothing was asked, or what was asked has its answer on the screen. */
    record Rest() implements Phase {}

    /** @param text what is being done, for people */
    record Busy(String text) implements Phase {}

    /** @param text what is missing before it can be asked, for people */
    record Refused(String text) implements Phase {}

    record Failed(Problem problem) implements Phase {}
}
