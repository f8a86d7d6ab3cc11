/** Fetches files over HTTP so that a person can rely on them: resumable, checked as they stream, whole or not at all. */
@NullMarked
package dev.signalbox.download;

import org.jspecify.annotations.NullMarked;
