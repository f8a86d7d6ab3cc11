/** The workspace: one SQLite file for texts, column chunks, scores and history, and safetensors files for bulk vectors beside it. */
@NullMarked
package dev.signalbox.store;

import org.jspecify.annotations.NullMarked;
