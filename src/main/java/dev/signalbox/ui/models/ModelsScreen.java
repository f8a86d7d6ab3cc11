package dev.signalbox.ui.models;

import dev.signalbox.ui.shell.Screen;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The models in the rail. */
public final class ModelsScreen implements Screen {
    private final ModelsViewModel model;
    private final Consumer<Path> reveal;
    private @Nullable ModelsView view;

    /** @param reveal shows a folder outside, in the file manager */
    public ModelsScreen(ModelsViewModel model, Consumer<Path> reveal) {
        this.model = model;
        this.reveal = reveal;
    }

    @Override
    public String id() {
        return "models";
    }

    @Override
    public String titleKey() {
        return "models.title";
    }

    @Override
    public Ikon icon() {
        return Feather.PACKAGE;
    }

    @Override
    public Node view() {
        if (view == null) {
            view = new ModelsView(model, reveal);
        }
        return view;
    }

    @Override
    public void shown() {
        model.refresh();
    }

    @Override
    public void close() {
        model.close();
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
    public boolean atFoot() {
        return true;
    }
}
