/**
 * What a person does with a workspace, whole: open a dataset, import, train, score, evaluate, map. The window and the
 * command line both call these, so both do the same.
 */
@NullMarked
package dev.signalbox.workbench;

import org.jspecify.annotations.NullMarked;
