/** Routers: what they share, the cascade of two of them, and the scoring of whole datasets. */
@NullMarked
package dev.signalbox.router;

import org.jspecify.annotations.NullMarked;
