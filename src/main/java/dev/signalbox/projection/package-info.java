/** Maps of fused query vectors: t-SNE and PCA, seeded, with progress and cancel. */
@NullMarked
package dev.signalbox.projection;

import org.jspecify.annotations.NullMarked;
