/** Where points in a plane are dense: contours, clusters around peaks, and the words typical of a cluster. */
@NullMarked
package dev.signalbox.clusters;

import org.jspecify.annotations.NullMarked;
