/** The command line: one class per command, thin: parses, calls the workbench, prints. */
@NullMarked
package dev.signalbox.cli;

import org.jspecify.annotations.NullMarked;
