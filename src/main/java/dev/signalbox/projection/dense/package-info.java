/** Products of dense matrices in plain Java, as fast as the compiler's vector instructions make them. */
@org.jspecify.annotations.NullMarked
package dev.signalbox.projection.dense;
