package dev.signalbox.evaluation.pricing;

import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.TokenCounts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A what-if of pool and prices: terms by the dataset's column; VLMs that are not in the map are taken as imported.
 */
public record PoolTerms(Map<Integer, Terms> byColumn) {
    /** Everything as imported. */
    public static final PoolTerms AS_IMPORTED = new PoolTerms(Map.of());

    public PoolTerms {
        byColumn = Map.copyOf(byColumn);
    }

    public Terms of(int column) {
        return byColumn.getOrDefault(column, Terms.AS_IMPORTED);
    }

    /** These terms with one VLM's changed. */
    public PoolTerms with(int column, Terms terms) {
        Map<Integer, Terms> changed = new HashMap<>(byColumn);
        if (terms.equals(Terms.AS_IMPORTED)) {
            changed.remove(column);
        } else {
            changed.put(column, terms);
        }
        return new PoolTerms(changed);
    }

    public boolean asImported() {
        return byColumn.isEmpty();
    }

    /** How many VLMs may not be chosen. */
    public int forbidden() {
        return (int)
                byColumn.values().stream().filter(terms -> !terms.allowed()).count();
    }

    /** How many VLMs have other prices. */
    public int repriced() {
        return (int) byColumn.values().stream().filter(Terms::repriced).count();
    }

    /** Those columns of a pool that may be chosen. */
    public int[] allowed(int... pool) {
        return Arrays.stream(pool).filter(column -> of(column).allowed()).toArray();
    }

    /**
     * The dataset with costs on these terms; everything else is shared. The same table when no price changes.
     *
     * @param tokens null when no price by tokens is among the terms
     */
    public DatasetTable applied(DatasetTable table, @Nullable TokenCounts tokens) {
        if (repriced() == 0) {
            return table;
        }
        float[][] costs = table.costs().clone();
        for (int column = 0; column < costs.length; column++) {
            Terms terms = of(column);
            if (terms.repriced()) {
                costs[column] = new float[table.size()];
                for (int query = 0; query < table.size(); query++) {
                    costs[column][query] = (float) terms.cost(table, tokens, column, query);
                }
            }
        }
        return new DatasetTable(
                table.dataset(),
                table.keys(),
                table.fields(),
                table.imported(),
                table.answered(),
                costs,
                table.latencies(),
                table.pictures());
    }
}
