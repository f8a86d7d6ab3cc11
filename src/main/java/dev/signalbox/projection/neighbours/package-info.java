/** Nearest neighbours of every row of a matrix: exact by blocked products, approximate by a forest. */
@NullMarked
package dev.signalbox.projection.neighbours;

import org.jspecify.annotations.NullMarked;
