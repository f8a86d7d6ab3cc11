/** Work off the UI thread: jobs, progress, cancellation. The only package that creates threads; knows no JavaFX. */
@NullMarked
package dev.signalbox.task;

import org.jspecify.annotations.NullMarked;
