/** Importers: files in, a checked draft and its problems out. Nothing is stored here; every import is a dry run first. */
@NullMarked
package dev.signalbox.importing;

import org.jspecify.annotations.NullMarked;
