package dev.signalbox.ui.shell;

import dev.signalbox.model.Dataset;
import dev.signalbox.model.RouterInfo;
import java.nio.file.Path;
import java.util.BitSet;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What all screens look at together. For the UI thread; set anew, never changed in place. */
public final class WorkbenchState {
    private final ObjectProperty<@Nullable Path> workspace = new SimpleObjectProperty<>();
    private final BooleanProperty opening = new SimpleBooleanProperty();
    private final BooleanProperty readOnly = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable Dataset> dataset = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable RouterInfo> router = new SimpleObjectProperty<>();
    private final StringProperty filterRule = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable BitSet> selection = new SimpleObjectProperty<>();
    private final IntegerProperty focusedQuery = new SimpleIntegerProperty(-1);
    private final StringProperty device = new SimpleStringProperty("");

    public WorkbenchState() {
        dataset.addListener((property, old, now) -> {
            // Ordinals belong to one dataset: nothing of the old one may point into the new one.
            if (old == null || now == null || old.id() != now.id()) {
                focusedQuery.set(-1);
                selection.set(null);
                filterRule.set("");
            }
        });
    }

    /** The folder of the open workspace, or null. */
    public ObjectProperty<@Nullable Path> workspace() {
        return workspace;
    }

    /** True while a workspace is being opened or brought up to date. */
    public BooleanProperty opening() {
        return opening;
    }

    /** True when another instance owns the workspace. */
    public BooleanProperty readOnly() {
        return readOnly;
    }

    public ObjectProperty<@Nullable Dataset> dataset() {
        return dataset;
    }

    public ObjectProperty<@Nullable RouterInfo> router() {
        return router;
    }

    /** The rule in the filter bar; empty when everything passes. */
    public StringProperty filterRule() {
        return filterRule;
    }

    /** Ordinals of the selected queries, or null when all are; a set is never changed after it was put here. */
    public ObjectProperty<@Nullable BitSet> selection() {
        return selection;
    }

    /** Ordinal of the query that the detail pane shows, or -1. */
    public IntegerProperty focusedQuery() {
        return focusedQuery;
    }

    /** Where routers compute, for people, such as “CPU”; empty until the engine has started. */
    public StringProperty device() {
        return device;
    }
}
