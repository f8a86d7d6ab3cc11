package dev.signalbox.evaluation.pricing;

import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Price;
import dev.signalbox.model.TokenCounts;
import org.jspecify.annotations.Nullable;

/**
 * On which terms a VLM is taken: whether it may be chosen, and what its answers cost.
 *
 * @param allowed whether it may be chosen
 * @param factor  what every cost of it is multiplied with, 0 or more
 * @param price   instead of the cost as imported, where the answer's tokens are known; null keeps what was imported
 * @param unknown US dollars for an answer whose cost is not known otherwise; NaN leaves it unknown
 */
public record Terms(
        boolean allowed, double factor, @Nullable Price price, double unknown) {
    public static final Terms AS_IMPORTED = new Terms(true, 1, null, Double.NaN);

    public Terms {
        if (!(factor >= 0) || factor == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("A price factor is a number of 0 or more, not " + factor);
        }
        if (unknown < 0) {
            throw new IllegalArgumentException("A cost is not negative: " + unknown);
        }
    }

    public Terms allow(boolean now) {
        return new Terms(now, factor, price, unknown);
    }

    public Terms times(double now) {
        return new Terms(allowed, now, price, unknown);
    }

    public Terms at(@Nullable Price now) {
        return new Terms(allowed, factor, now, unknown);
    }

    public Terms fillingWith(double now) {
        return new Terms(allowed, factor, price, now);
    }

    /** True when its answers do not cost what was imported. */
    public boolean repriced() {
        return factor != 1 || price != null || !Double.isNaN(unknown);
    }

    /** US dollars of one answer, NaN when unknown or when there is no answer. */
    double cost(DatasetTable table, @Nullable TokenCounts tokens, int column, int query) {
        double dollars = table.costs()[column][query];
        if (price != null && tokens != null && tokens.known(column, query)) {
            dollars = price.dollars(
                    tokens.input()[column][query],
                    tokens.output()[column][query],
                    table.pictures().get(query).size());
        }
        if (Double.isNaN(dollars) && table.answered()[column][query]) {
            dollars = unknown;
        }
        return dollars * factor;
    }
}
