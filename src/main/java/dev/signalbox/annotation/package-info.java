/** Corrections of labels and references and notes, as an append-only history with undo and redo. */
@NullMarked
package dev.signalbox.annotation;

import org.jspecify.annotations.NullMarked;
