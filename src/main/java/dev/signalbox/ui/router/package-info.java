/** The router over the whole dataset: what its experts do by benchmark, and what other profile sentences would change. */
@NullMarked
package dev.signalbox.ui.router;

import org.jspecify.annotations.NullMarked;
