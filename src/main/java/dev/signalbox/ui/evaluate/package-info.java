/** The Evaluate screen: routers beside each other and beside what is simple, with intervals, tests and slices. */
@NullMarked
package dev.signalbox.ui.evaluate;

import org.jspecify.annotations.NullMarked;
