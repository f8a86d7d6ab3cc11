/** The filter bar that applies to every screen: the rule, its clauses one by one, relations between VLMs, saved rules. */
@NullMarked
package dev.signalbox.ui.filter;

import org.jspecify.annotations.NullMarked;
