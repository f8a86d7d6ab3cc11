/** What every VLM of a pool is worth: with and without it, alone and beside the others, chosen and not chosen. */
@NullMarked
package dev.signalbox.evaluation.pool;

import org.jspecify.annotations.NullMarked;
