/** The nouns of the field as plain records: queries, VLMs, outputs, scores, decisions, prices. Depends on the JDK only. */
@NullMarked
package dev.signalbox.model;

import org.jspecify.annotations.NullMarked;
