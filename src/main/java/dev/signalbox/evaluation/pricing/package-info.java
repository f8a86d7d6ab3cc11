/** What answers would cost under other prices, and pools without some of their VLMs. */
@NullMarked
package dev.signalbox.evaluation.pricing;

import org.jspecify.annotations.NullMarked;
