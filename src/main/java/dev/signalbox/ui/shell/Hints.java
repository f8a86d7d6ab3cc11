package dev.signalbox.ui.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The hints that hold now, in the order in which they were added. For the UI thread. */
public final class Hints {
    private final List<Hint> known = new ArrayList<>();
    private final ObservableList<Hint> active = FXCollections.observableArrayList();
    private final ObservableList<Hint> activeView = FXCollections.unmodifiableObservableList(active);
    private final ChangeListener<Object> change = (property, old, now) -> refresh();

    /**
     * Adds a hint for as long as its owner lives.
     *
     * @return takes it away again
     */
    public Runnable add(Hint hint) {
        known.add(hint);
        hint.when().addListener(change);
        hint.text().addListener(change);
        refresh();
        return () -> {
            known.remove(hint);
            hint.when().removeListener(change);
            hint.text().removeListener(change);
            refresh();
        };
    }

    private void refresh() {
        active.setAll(known.stream().filter(hint -> hint.when().get()).toList());
    }

    public ObservableList<Hint> active() {
        return activeView;
    }
}
