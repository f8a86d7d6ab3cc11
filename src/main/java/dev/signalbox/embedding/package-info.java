/** Vectors of texts and pictures on disk: found again by encoder, preprocessing and content. */
@NullMarked
package dev.signalbox.embedding;

import org.jspecify.annotations.NullMarked;
