/** The only package that knows the deep-learning engine: devices, encoders, the ARMS head, checkpoints, training. */
@NullMarked
package dev.signalbox.router.engine;

import org.jspecify.annotations.NullMarked;
