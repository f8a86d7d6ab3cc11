package dev.signalbox.ui.explore;

import dev.signalbox.index.Clauses;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Filter;
import dev.signalbox.index.FilterParser;
import dev.signalbox.index.FilterSyntaxException;
import dev.signalbox.index.Selection;
import dev.signalbox.index.Sort;
import dev.signalbox.model.Correctness;
import dev.signalbox.picture.Thumbnails;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.control.Verdict;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.QueryOrder;
import dev.signalbox.ui.shell.WorkbenchState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What the grid shows, in which order, and what the facets offer. */
public final class ExploreViewModel implements AutoCloseable {
    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final QueryOrder order;
    private final Latest latest;
    private final Consumer<Runnable> afterPictures;
    private final Consumer<Throwable> failed;
    private final ReadOnlyObjectWrapper<Facets> facets = new ReadOnlyObjectWrapper<>(Facets.NONE);
    private final Cards cards;

    /** @param afterPictures runs the first count of a dataset's facets, when the grid has its pictures */
    public ExploreViewModel(
            WorkbenchState state,
            DatasetDesk desk,
            QueryOrder order,
            Jobs jobs,
            Thumbnails thumbnails,
            Consumer<Runnable> afterPictures,
            Consumer<Throwable> failed) {
        this.state = state;
        this.desk = desk;
        this.order = order;
        this.latest = new Latest(jobs, Lane.CPU);
        this.afterPictures = afterPictures;
        this.failed = failed;
        this.cards = new Cards(jobs, thumbnails);
        desk.open().addListener((property, old, now) -> cards.use(now));
        desk.selection().addListener((property, old, now) -> recount());
        desk.index().addListener((property, old, now) -> recount());
        state.filterRule().addListener((property, old, now) -> recount());
        cards.use(desk.open().get());
        recount();
    }

    ReadOnlyObjectProperty<Facets> facets() {
        return facets.getReadOnlyProperty();
    }

    /** Ordinals of the queries in the grid; a new array after every change. */
    public ReadOnlyObjectProperty<int[]> order() {
        return order.order();
    }

    /** False while the dataset is being opened: an empty grid then means nothing yet. */
    public ReadOnlyBooleanProperty ready() {
        return order.ready();
    }

    public ObjectProperty<Sort> sort() {
        return order.sort();
    }

    public IntegerProperty focusedQuery() {
        return state.focusedQuery();
    }

    /** The focused query’s place in the grid, or where it stood before it left. */
    public int place() {
        int at = order.place();
        return at >= 0 ? at : order.lastPlace();
    }

    /** Labels in force and what filters go by; new after every correction, null while nothing is open. */
    public ReadOnlyObjectProperty<@Nullable DatasetIndex> index() {
        return desk.index();
    }

    /** True when a router’s choices are known, so that regret can be ordered by. */
    public boolean scored() {
        return desk.scores().get() != null;
    }

    public ReadOnlyObjectProperty<?> scores() {
        return desk.scores();
    }

    Cards cards() {
        return cards;
    }

    /** The key of a query in its source. */
    public String key(int query) {
        DatasetIndex index = desk.index().get();
        return index == null ? "" : index.table().keys().get(query);
    }

    /** How every VLM did on a query, in column order. */
    public List<Verdict> verdicts(int query) {
        DatasetIndex index = desk.index().get();
        List<Verdict> verdicts = new ArrayList<>();
        for (int k = 0; index != null && k < index.table().width(); k++) {
            verdicts.add(verdict(index.labels().get(query, k)));
        }
        return verdicts;
    }

    private static Verdict verdict(Correctness label) {
        return switch (label) {
            case RIGHT -> Verdict.RIGHT;
            case WRONG -> Verdict.WRONG;
            case UNKNOWN -> Verdict.UNKNOWN;
        };
    }

    /** True when somebody corrected a label of the query. */
    public boolean corrected(int query) {
        DatasetIndex index = desk.index().get();
        for (int k = 0; index != null && k < index.table().width(); k++) {
            if (index.labels().corrected(query, k)) {
                return true;
            }
        }
        return false;
    }

    /** True for made-up data. */
    public boolean simulated() {
        DatasetIndex index = desk.index().get();
        return index != null && index.table().dataset().simulated();
    }

    /** Changes the rule; one that cannot be read is replaced. */
    void change(UnaryOperator<Clauses> flip) {
        Clauses now;
        try {
            now = Clauses.of(FilterParser.parse(state.filterRule().get()));
        } catch (FilterSyntaxException e) {
            now = new Clauses(List.of());
        }
        state.filterRule().set(flip.apply(now).text());
    }

    /** Asks for the queries that a VLM has right, or wrong, or no longer. */
    public void toggle(String vlm, Filter.Outcome outcome) {
        Filter clause = new Filter.Relation(outcome, vlm);
        Filter opposite =
                new Filter.Relation(outcome == Filter.Outcome.RIGHT ? Filter.Outcome.WRONG : Filter.Outcome.RIGHT, vlm);
        change(rule -> rule.without(opposite).toggled(clause));
    }

    /** Lets everything through again. */
    public void clear() {
        state.filterRule().set("");
        state.selection().set(null);
    }

    private void recount() {
        DatasetIndex index = desk.index().get();
        if (index == null) {
            latest.cancel("facets");
            facets.set(Facets.NONE);
        } else if (facets.get() == Facets.NONE) {
            afterPictures.accept(this::count);
        } else {
            count();
        }
    }

    private void count() {
        DatasetIndex index = desk.index().get();
        if (index == null) {
            return;
        }
        Filter rule = desk.filter();
        BitSet chosen = state.selection().get();
        boolean scored = scored();
        latest.submit(
                "facets",
                progress -> Facets.of(
                        index,
                        rule,
                        chosen == null ? Selection.all(index.size()) : Selection.of(chosen),
                        scored,
                        progress),
                facets::set,
                problem -> {
                    // The filter bar says what is wrong with the rule; the counts stay as they were.
                    if (!(problem instanceof UserFacingException)) {
                        failed.accept(problem);
                    }
                });
    }

    @Override
    public void close() {
        latest.close();
        cards.use(null);
    }
}
