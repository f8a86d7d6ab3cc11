package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.evaluation.pricing.Terms;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Price;
import dev.signalbox.model.TokenCounts;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.workbench.OpenDataset;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The what-if of pool and prices, one row per VLM of the open dataset. */
final class PoolViewModel {
    /**
     * A VLM as it can be changed.
     *
     * @param tokens true when tokens of its answers are known, so that prices by token mean something
     * @param gaps   true when some of its answers have no cost
     */
    record Row(int column, Vlm vlm, boolean tokens, boolean gaps) {
        boolean paid() {
            return vlm.pool() == Pool.PAID;
        }
    }

    private final TuneViewModel model;
    private final DatasetDesk desk;
    private final Latest latest;
    private final Consumer<Throwable> failed;
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());

    PoolViewModel(TuneViewModel model, DatasetDesk desk, Jobs jobs, Consumer<Throwable> failed) {
        this.model = model;
        this.desk = desk;
        this.latest = new Latest(jobs, Lane.IO);
        this.failed = failed;
        desk.open().addListener((property, old, now) -> rows.set(List.of()));
    }

    /** Empty until they were asked for. */
    ReadOnlyObjectProperty<List<Row>> rows() {
        return rows.getReadOnlyProperty();
    }

    /** Finds out which VLMs there are and what is known of their answers. */
    void look() {
        OpenDataset open = desk.open().get();
        if (open == null) {
            return;
        }
        latest.submit(
                "tune.pool",
                progress -> {
                    TokenCounts tokens =
                            open.workspace().datasets().tokens(open.dataset().id());
                    return rows(open.table(), tokens);
                },
                rows::set,
                failed);
    }

    private static List<Row> rows(DatasetTable table, TokenCounts tokens) {
        return IntStream.range(0, table.width())
                .mapToObj(k -> new Row(k, table.dataset().vlms().get(k), tokens.any(k), gaps(table, k)))
                .toList();
    }

    private static boolean gaps(DatasetTable table, int column) {
        for (int query = 0; query < table.size(); query++) {
            if (table.answered()[column][query] && Float.isNaN(table.costs()[column][query])) {
                return true;
            }
        }
        return false;
    }

    Terms terms(Row row) {
        return model.terms().get().of(row.column());
    }

    private void put(Row row, Terms terms) {
        model.terms().set(model.terms().get().with(row.column(), terms));
    }

    void allow(Row row, boolean allowed) {
        put(row, terms(row).allow(allowed));
    }

    /** Whether forbidding it would leave no VLM to choose. */
    boolean last(Row row) {
        Set<Integer> others = rows.get().stream()
                .map(Row::column)
                .filter(column -> column != row.column())
                .filter(column -> model.terms().get().of(column).allowed())
                .collect(Collectors.toSet());
        return others.isEmpty();
    }

    void factor(Row row, double factor) {
        put(row, terms(row).times(factor));
    }

    /** Dollars for 1,000 answers whose cost is not known; NaN for what was imported. */
    void perThousand(Row row, double dollars) {
        put(row, terms(row).fillingWith(dollars / 1000));
    }

    /** Dollars per million tokens read and written and per picture; all NaN for what was imported. */
    void price(Row row, double input, double output, double image) {
        boolean none = Double.isNaN(input) && Double.isNaN(output) && Double.isNaN(image);
        put(row, terms(row).at(none ? null : new Price(orNothing(input), orNothing(output), orNothing(image))));
    }

    private static double orNothing(double dollars) {
        return Double.isNaN(dollars) ? 0 : dollars;
    }

    void reset() {
        model.terms().set(PoolTerms.AS_IMPORTED);
    }

    /** Mean dollars for 1,000 answers on the queries in hand, at the prices of the what-if; NaN when none is known. */
    double meanCost(Row row) {
        Study study = model.study().get();
        if (study == null || row.column() >= study.table().width()) {
            return Double.NaN;
        }
        double sum = 0;
        int known = 0;
        float[] costs = study.table().costs()[row.column()];
        for (int query = study.rows().next(0); query >= 0; query = study.rows().next(query + 1)) {
            if (!Float.isNaN(costs[query])) {
                sum += costs[query];
                known++;
            }
        }
        return known == 0 ? Double.NaN : 1000 * sum / known;
    }
}
