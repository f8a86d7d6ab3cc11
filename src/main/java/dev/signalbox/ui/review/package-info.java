/** The queue of queries whose labels a person should look at. */
@NullMarked
package dev.signalbox.ui.review;

import org.jspecify.annotations.NullMarked;
