/** Pictures: recognising them by content, decoding, thumbnails, bounded caches. */
@NullMarked
package dev.signalbox.picture;

import org.jspecify.annotations.NullMarked;
