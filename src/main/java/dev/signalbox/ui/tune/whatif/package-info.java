/** The page of Tune that tells what every VLM of the pool is worth and where choices are lost. */
@NullMarked
package dev.signalbox.ui.tune.whatif;

import org.jspecify.annotations.NullMarked;
