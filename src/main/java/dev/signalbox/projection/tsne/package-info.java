/** t-SNE whose cost grows with the rows: sparse attraction, repulsion by Fourier transform. */
@org.jspecify.annotations.NullMarked
package dev.signalbox.projection.tsne;
