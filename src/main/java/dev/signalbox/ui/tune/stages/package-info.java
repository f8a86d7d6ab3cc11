/** The page of Tune for cascades of any number of stages. */
@NullMarked
package dev.signalbox.ui.tune.stages;

import org.jspecify.annotations.NullMarked;
