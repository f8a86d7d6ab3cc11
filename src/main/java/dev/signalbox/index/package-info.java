/** Columns, bitmaps, filters, sorting and text search over one dataset, all in memory and in milliseconds. */
@NullMarked
package dev.signalbox.index;

import org.jspecify.annotations.NullMarked;
