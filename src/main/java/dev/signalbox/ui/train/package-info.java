/** The Train screen: sets a run up, shows it live, stops and resumes it, compares it with others. */
@NullMarked
package dev.signalbox.ui.train;

import org.jspecify.annotations.NullMarked;
