/** Every text that a person reads comes from one bundle, through here. */
@NullMarked
package dev.signalbox.text;

import org.jspecify.annotations.NullMarked;
