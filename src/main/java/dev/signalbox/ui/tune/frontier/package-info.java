/** The page of Tune that holds the setting in hand against everything else on the plane of cost and quality. */
@NullMarked
package dev.signalbox.ui.tune.frontier;

import org.jspecify.annotations.NullMarked;
