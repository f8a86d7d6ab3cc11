package dev.signalbox.ui.live;

import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Screen;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The live screen in the rail. */
public final class LiveScreen implements Screen {
    private final LiveViewModel model;
    private final Supplier<Dialogs> dialogs;
    private @Nullable LiveView view;

    /** @param dialogs asked for when a file is to be chosen */
    public LiveScreen(LiveViewModel model, Supplier<Dialogs> dialogs) {
        this.model = model;
        this.dialogs = dialogs;
    }

    @Override
    public String id() {
        return "live";
    }

    @Override
    public String titleKey() {
        return "live.title";
    }

    @Override
    public Ikon icon() {
        return Feather.ZAP;
    }

    @Override
    public Node view() {
        return made();
    }

    private LiveView made() {
        if (view == null) {
            view = new LiveView(model, dialogs);
        }
        return view;
    }

    @Override
    public void shown() {
        model.shown(true);
        made().refresh();
        made().focus();
    }

    @Override
    public void hidden() {
        model.shown(false);
    }

    @Override
    public boolean needsDataset() {
        return false;
    }

    @Override
    public boolean usesSelection() {
        return false;
    }

    @Override
    public void close() {
        model.close();
    }
}
