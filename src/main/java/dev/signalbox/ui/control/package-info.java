/** Controls that know nothing of the field: plots, pictures, grids, bars, text. Styled by {@code css/controls.css}. */
@NullMarked
package dev.signalbox.ui.control;

import org.jspecify.annotations.NullMarked;
