/** The command line: one thin class per command; parses, calls the domain, prints. */
@NullMarked
package dev.signalbox.cli;

import org.jspecify.annotations.NullMarked;
