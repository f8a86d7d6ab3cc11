/** The embedded simulated dataset: a deterministic generator of scenes, questions and the answers of fictional VLMs. */
@NullMarked
package dev.signalbox.sample;

import org.jspecify.annotations.NullMarked;
