package dev.signalbox.ui.explore;

import dev.signalbox.ui.shell.Screen;
import javafx.application.Platform;
import javafx.beans.value.ObservableIntegerValue;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The grid of queries in the rail. */
public final class ExploreScreen implements Screen {
    private final ExploreViewModel model;
    private final ObservableIntegerValue thumbnail;
    private final Runnable open;
    private @Nullable ExploreView view;

    /**
     * @param thumbnail the edge of a cell’s picture
     * @param open      shows the focused query in full
     */
    public ExploreScreen(ExploreViewModel model, ObservableIntegerValue thumbnail, Runnable open) {
        this.model = model;
        this.thumbnail = thumbnail;
        this.open = open;
    }

    @Override
    public String id() {
        return "explore";
    }

    @Override
    public String titleKey() {
        return "explore.title";
    }

    @Override
    public Ikon icon() {
        return Feather.GRID;
    }

    @Override
    public Node view() {
        return made();
    }

    private ExploreView made() {
        if (view == null) {
            view = new ExploreView(model, thumbnail, open);
        }
        return view;
    }

    @Override
    public void shown() {
        Platform.runLater(this::focusGrid);
    }

    /** Gives the keyboard to the grid. */
    public void focusGrid() {
        made().focusGrid();
    }

    @Override
    public void close() {
        model.close();
    }
}
