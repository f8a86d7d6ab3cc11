/** What a person chose and where files go: a record on disk, properties in memory. Knows no window. */
@NullMarked
package dev.signalbox.settings;

import org.jspecify.annotations.NullMarked;
