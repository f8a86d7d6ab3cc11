/** The live screen: a picture and a question of one's own go through the router, and everything it decided by shows. */
@NullMarked
package dev.signalbox.ui.live;

import org.jspecify.annotations.NullMarked;
