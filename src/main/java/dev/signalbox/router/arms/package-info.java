/** ARMS as configuration and plain numerics: what the network is, without the engine that runs it. */
@NullMarked
package dev.signalbox.router.arms;

import org.jspecify.annotations.NullMarked;
