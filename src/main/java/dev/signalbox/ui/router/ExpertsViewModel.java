package dev.signalbox.ui.router;

import dev.signalbox.evaluation.GateTable;
import dev.signalbox.index.Selection;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Fields;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scores;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenDataset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the experts of the chosen router do over the dataset, by the values of a field. For the UI thread. */
public final class ExpertsViewModel implements AutoCloseable {
    /** A field with more values than this tells nothing in a table. */
    static final int MOST = 400;

    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Latest latest;
    private final Consumer<Throwable> failed;
    private final ObservableList<String> fields = FXCollections.observableArrayList();
    private final StringProperty field = new SimpleStringProperty("");
    private final BooleanProperty selectionOnly = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Condition> condition = new ReadOnlyObjectWrapper<>(new Condition.Empty());
    private final ReadOnlyObjectWrapper<@Nullable GateTable> table = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Picked> picked = new ReadOnlyObjectWrapper<>();
    private @Nullable BitSet mine;

    /** What there is to show. */
    sealed interface Condition {
        /** The dataset is being read. */
        record Empty() implements Condition {}

        record NoRouter() implements Condition {}

        record NoScores(RouterInfo router) implements Condition {}

        /** This router does not mix experts. */
        record NoGate(RouterInfo router) implements Condition {}

        record Ready() implements Condition {}
    }

    /**
     * A cell that was made the selection.
     *
     * @param value of the field; null for every query
     */
    record Picked(@Nullable String value, int expert, int queries) {}

    /** @param failed is told why the table could not be counted */
    public ExpertsViewModel(WorkbenchState state, DatasetDesk desk, Jobs jobs, Consumer<Throwable> failed) {
        this.state = state;
        this.desk = desk;
        this.failed = failed;
        latest = new Latest(jobs, Lane.IO);
        desk.open().addListener((property, old, now) -> opened(now));
        desk.scores().addListener((property, old, now) -> count());
        desk.selection().addListener((property, old, now) -> {
            if (selectionOnly.get()) {
                count();
            }
        });
        state.router().addListener((property, old, now) -> count());
        state.selection().addListener((property, old, now) -> {
            if (now != mine) {
                picked.set(null); // something else was chosen elsewhere
            }
        });
        field.addListener((property, old, now) -> count());
        selectionOnly.addListener((property, old, now) -> count());
        opened(desk.open().get());
        count();
    }

    /** Fields of the dataset with few enough values. */
    ObservableList<String> fields() {
        return fields;
    }

    /** The field that makes the rows; empty for none. */
    public StringProperty field() {
        return field;
    }

    /** True to count only what all screens have selected. */
    BooleanProperty selectionOnly() {
        return selectionOnly;
    }

    ReadOnlyObjectProperty<Condition> condition() {
        return condition.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable GateTable> table() {
        return table.getReadOnlyProperty();
    }

    /** The cell that is selected on all screens, or null. */
    ReadOnlyObjectProperty<@Nullable Picked> picked() {
        return picked.getReadOnlyProperty();
    }

    /** Number of experts; 0 without scores. */
    int experts() {
        GateTable now = table.get();
        return now == null ? 0 : now.all().mean().size();
    }

    private void opened(@Nullable OpenDataset open) {
        List<String> found = new ArrayList<>();
        if (open != null) {
            for (CodedColumn column : open.table().fields().values()) {
                if (!column.values().isEmpty() && column.values().size() <= MOST) {
                    found.add(column.name());
                }
            }
        }
        table.set(null);
        picked.set(null);
        String before = field.get();
        fields.setAll(found);
        field.set(
                found.contains(before)
                        ? before
                        : found.contains(Fields.BENCHMARK)
                                ? Fields.BENCHMARK
                                : found.isEmpty() ? "" : found.getFirst());
        count();
    }

    private void count() {
        OpenDataset open = desk.open().get();
        Scores scores = desk.scores().get();
        RouterInfo router = state.router().get();
        latest.cancel("router.gates");
        if (open == null) {
            show(new Condition.Empty());
        } else if (router == null) {
            show(new Condition.NoRouter());
        } else if (scores == null) {
            show(new Condition.NoScores(router));
        } else if (scores.set().gates() == 0) {
            show(new Condition.NoGate(router));
        } else {
            CodedColumn column = open.table().fields().get(String.valueOf(field.get()));
            Selection among = among(open);
            latest.submit(
                    "router.gates",
                    progress -> GateTable.of(scores, column, among),
                    counted -> {
                        table.set(counted);
                        condition.set(new Condition.Ready());
                    },
                    failed);
        }
    }

    private void show(Condition now) {
        table.set(null);
        condition.set(now);
    }

    private Selection among(OpenDataset open) {
        return selectionOnly.get()
                ? desk.selection().get()
                : Selection.all(open.table().size());
    }

    /**
     * Selects, on all screens, the queries with a value of the field in which an expert has the largest weight.
     *
     * @param value empty for queries without the field, null for every query
     */
    public void pick(@Nullable String value, int expert) {
        OpenDataset open = desk.open().get();
        Scores scores = desk.scores().get();
        if (open == null || scores == null) {
            return;
        }
        CodedColumn column = open.table().fields().get(String.valueOf(field.get()));
        BitSet bits = new BitSet();
        GateTable.dominatedBy(scores, among(open), expert).forEach(query -> {
            String own = column == null ? null : column.value(query);
            if (value == null || value.equals(own == null ? "" : own)) {
                bits.set(query);
            }
        });
        selectionOnly.set(false); // else the table would shrink to the cell
        mine = bits;
        state.selection().set(bits);
        picked.set(new Picked(value, expert, bits.cardinality()));
    }

    /** Selects every query again. */
    void clear() {
        state.selection().set(null);
        picked.set(null);
    }

    @Override
    public void close() {
        latest.close();
    }
}
