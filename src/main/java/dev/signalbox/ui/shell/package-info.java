/** The window that every screen lives in: navigation, commands, dialogs, jobs, hints, theme and the shared state. */
@NullMarked
package dev.signalbox.ui.shell;

import org.jspecify.annotations.NullMarked;
