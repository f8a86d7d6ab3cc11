/** The grid of queries with facets: what is there, and how the VLMs did on it. */
@NullMarked
package dev.signalbox.ui.explore;

import org.jspecify.annotations.NullMarked;
