/** One query in full: pictures, question, every answer, the router’s decision, and the correction of labels. */
@NullMarked
package dev.signalbox.ui.detail;

import org.jspecify.annotations.NullMarked;
