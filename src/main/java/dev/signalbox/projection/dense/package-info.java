/** Products of dense matrices in plain Java, as fast as the compiler's vector instructions make them. */
@NullMarked
package dev.signalbox.projection.dense;

import org.jspecify.annotations.NullMarked;
