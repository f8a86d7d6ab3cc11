/** Exporters: a dataset with its corrections out to files that the importers read back. */
@NullMarked
package dev.signalbox.exporting;

import org.jspecify.annotations.NullMarked;
