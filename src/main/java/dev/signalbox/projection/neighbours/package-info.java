/** Nearest neighbours of every row of a matrix: exact by blocked products, approximate by a forest. */
@org.jspecify.annotations.NullMarked
package dev.signalbox.projection.neighbours;
