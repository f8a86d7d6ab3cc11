/** The map: where a router’s fused query vectors lie, coloured, and chosen from. */
@NullMarked
package dev.signalbox.ui.map;

import org.jspecify.annotations.NullMarked;
