package dev.signalbox.ui.filter;

import dev.signalbox.index.Clauses;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Filter;
import dev.signalbox.index.FilterParser;
import dev.signalbox.index.FilterSyntaxException;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.SavedFilter;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Debounce;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The one rule that every screen obeys: typed, taken apart into clauses, counted, saved and called up again. */
public final class FilterBarViewModel implements AutoCloseable {
    /** Long enough to finish a word, short enough to feel at once. */
    private static final Duration PAUSE = Duration.ofMillis(350);

    private static final Duration SLOW = Duration.ofMillis(250);

    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final Latest latest;
    private final Debounce typing;
    private final Consumer<Throwable> failed;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<Filter>> clauses = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
    private Runnable slow = () -> {};
    private final ReadOnlyObjectWrapper<@Nullable Integer> chosen = new ReadOnlyObjectWrapper<>();
    private final ObservableList<SavedFilter> saved = FXCollections.observableArrayList();

    public FilterBarViewModel(WorkbenchState state, DatasetDesk desk, Jobs jobs, Consumer<Throwable> failed) {
        this.state = state;
        this.desk = desk;
        this.jobs = jobs;
        this.latest = new Latest(jobs, Lane.IO);
        this.typing = new Debounce(jobs, PAUSE);
        this.failed = failed;
        text.addListener((property, old, now) -> {
            if (!now.strip().equals(state.filterRule().get())) {
                typing.call(this::commit);
            }
        });
        state.filterRule().addListener((property, old, now) -> follow(now));
        state.selection().addListener((property, old, now) -> chosen.set(now == null ? null : now.cardinality()));
        desk.selection().addListener((property, old, now) -> recount());
        desk.filtering().addListener((property, old, now) -> searching(now));
        desk.index().addListener((property, old, now) -> recount());
        desk.open().addListener((property, old, now) -> loadSaved());
    }

    /** What the field shows; applied after a pause or by {@link #commit}. */
    public StringProperty text() {
        return text;
    }

    /** Why the rule cannot be used; empty when it can. */
    public ReadOnlyStringProperty problem() {
        return desk.filterProblem();
    }

    /** The clauses of the rule in force, each of which can be taken away. */
    public ReadOnlyObjectProperty<List<Filter>> clauses() {
        return clauses.getReadOnlyProperty();
    }

    /** “412 of 1,400 queries”; empty without a dataset. */
    public ReadOnlyStringProperty count() {
        return count.getReadOnlyProperty();
    }

    /** How many queries are chosen on the map, or null when none are. */
    public ReadOnlyObjectProperty<@Nullable Integer> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /** This dataset’s saved rules, by name. */
    public ObservableList<SavedFilter> saved() {
        return saved;
    }

    /** True when rules can be kept. */
    public boolean writable() {
        return !state.readOnly().get() && desk.open().get() != null;
    }

    /** Applies what is in the field now. */
    public void commit() {
        typing.close();
        state.filterRule().set(text.get().strip());
    }

    private void follow(String rule) {
        if (!text.get().strip().equals(rule)) {
            text.set(rule);
        }
        try {
            clauses.set(Clauses.of(FilterParser.parse(rule)).all());
        } catch (FilterSyntaxException e) {
            // The desk says what is wrong; the clauses that are no longer in force must not look so.
            clauses.set(List.of());
        }
    }

    /** Takes one clause away. */
    public void remove(Filter clause) {
        set(new Clauses(clauses.get()).without(clause));
    }

    /** Adds a clause, or takes it away when it is there. A rule that cannot be read is replaced. */
    public void toggle(Filter clause) {
        set(new Clauses(clauses.get()).toggled(clause));
    }

    /** Adds several clauses. */
    public void add(Filter filter) {
        Clauses result = new Clauses(clauses.get());
        for (Filter clause : Clauses.of(filter).all()) {
            result = result.with(clause);
        }
        set(result);
    }

    private void set(Clauses now) {
        state.filterRule().set(now.text());
    }

    /** Lets everything through again. */
    public void clear() {
        typing.close();
        text.set("");
        state.filterRule().set("");
        state.selection().set(null);
    }

    /** Forgets what was chosen on the map. */
    public void clearChosen() {
        state.selection().set(null);
    }

    /** The VLMs that relations can be about. */
    public List<String> vlms() {
        Dataset dataset = state.dataset().get();
        return dataset == null
                ? List.of()
                : dataset.vlms().stream().map(Vlm::id).toList();
    }

    /** Said only when it takes a while, so that the row does not flicker at every key. */
    private void searching(boolean now) {
        slow.run();
        slow = now ? jobs.after(SLOW, () -> searching.set(desk.filtering().get())) : () -> {};
        if (!now) {
            searching.set(false);
        }
    }

    /** True when the count is not that of the rule yet, and has not been for a while. */
    ReadOnlyBooleanProperty searching() {
        return searching.getReadOnlyProperty();
    }

    private void recount() {
        DatasetIndex index = desk.index().get();
        if (index == null) {
            count.set("");
            return;
        }
        int passing = desk.selection().get().size();
        count.set(
                passing == index.size()
                        ? Messages.text("filterbar.count.all", index.size())
                        : Messages.text("filterbar.count", passing, index.size()));
    }

    /** Keeps the rule in force under a name; a rule of the same name is replaced. */
    public void save(String name) {
        String rule = new Clauses(clauses.get()).text();
        change((workspace, dataset) ->
                workspace.filters().save(new SavedFilter(0, dataset.id(), name.strip(), rule, Instant.EPOCH)));
    }

    /** Puts a saved rule in force. */
    public void apply(SavedFilter filter) {
        state.filterRule().set(filter.rule());
    }

    public void delete(SavedFilter filter) {
        change((workspace, dataset) -> workspace.filters().delete(filter.id()));
    }

    /** Something that is written to the saved rules. */
    private interface Change {
        void apply(Workspace workspace, Dataset dataset);
    }

    private void change(Change change) {
        var open = desk.open().get();
        if (open == null) {
            return;
        }
        latest.submit(
                "change",
                progress -> {
                    change.apply(open.workspace(), open.dataset());
                    return open.workspace().filters().list(open.dataset().id());
                },
                saved::setAll,
                failed);
    }

    private void loadSaved() {
        var open = desk.open().get();
        saved.clear();
        if (open != null) {
            latest.submit(
                    "saved",
                    progress -> open.workspace().filters().list(open.dataset().id()),
                    saved::setAll,
                    failed);
        }
    }

    @Override
    public void close() {
        typing.close();
        latest.close();
    }
}
