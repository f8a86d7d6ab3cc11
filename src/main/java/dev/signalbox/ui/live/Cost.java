package dev.signalbox.ui.live;

import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Price;
import dev.signalbox.model.Vlm;
import dev.signalbox.text.Messages;

/** What an answer of a VLM costs, as well as it is known. */
final class Cost {
    private Cost() {}

    /** Mean dollars per answer in a dataset; NaN when it has no costs of this VLM. */
    static double mean(DatasetTable table, String vlm) {
        int column = table.dataset().column(vlm);
        if (column < 0) {
            return Double.NaN;
        }
        double sum = 0;
        int count = 0;
        for (float cost : table.costs()[column]) {
            if (!Float.isNaN(cost)) {
                sum += cost;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** For people: the mean where it is known, else the list price, else that nothing is known. */
    static String text(Vlm vlm, double mean) {
        if (!Double.isNaN(mean) && (mean > 0 || vlm.pool() == Pool.PAID)) {
            return Messages.text("live.cost.mean", mean);
        }
        Price price = vlm.price();
        if (price != null) {
            return Messages.text("live.cost.list", price.inputPerMillion(), price.outputPerMillion(), price.perImage());
        }
        return Messages.text(vlm.pool() == Pool.FREE ? "live.cost.free" : "live.cost.unknown");
    }
}
