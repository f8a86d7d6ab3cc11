/** t-SNE whose cost grows with the rows: sparse attraction, repulsion by Fourier transform. */
@NullMarked
package dev.signalbox.projection.tsne;

import org.jspecify.annotations.NullMarked;
