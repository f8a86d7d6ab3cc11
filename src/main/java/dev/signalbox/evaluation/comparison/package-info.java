/** Ways of choosing a VLM beside each other on the same queries: intervals, paired tests, slices (algorithms.md, 4.5). */
@NullMarked
package dev.signalbox.evaluation.comparison;

import org.jspecify.annotations.NullMarked;
