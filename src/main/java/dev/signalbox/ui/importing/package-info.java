/** The import as people see it: a dry run with every problem first, then all of it or nothing. */
@NullMarked
package dev.signalbox.ui.importing;

import org.jspecify.annotations.NullMarked;
