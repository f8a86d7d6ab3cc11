package dev.signalbox.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.signalbox.settings.ThemeChoice;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Scene;

/**
 * Dresses scenes: AtlantaFX for controls, then our sheets, which name colours by purpose. The light and the dark sheet
 * define the same names.
 */
public final class Themes {
    private static final List<String> SHEETS = List.of(
            "base.css", "shell.css", "controls.css", "explore.css", "map.css", "tune.css", "live.css", "models.css");

    private final ObjectProperty<ThemeChoice> choice;
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private final List<Scene> scenes = new ArrayList<>();

    /** @param choice what the person chose; may be changed through {@link #toggle()} */
    public Themes(ObjectProperty<ThemeChoice> choice) {
        this.choice = choice;
        choice.addListener((property, old, now) -> update());
        // The desktop is asked only where its answer matters: the question costs time before the first frame.
        if (choice.get() == ThemeChoice.SYSTEM) {
            followDesktop();
        } else {
            Platform.runLater(this::followDesktop);
        }
        dark.set(wantsDark());
        dress();
    }

    private void followDesktop() {
        Platform.getPreferences().colorSchemeProperty().addListener((property, old, now) -> update());
    }

    private boolean wantsDark() {
        return switch (choice.get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private void update() {
        if (dark.get() != wantsDark()) {
            dark.set(wantsDark());
            dress();
            List.copyOf(scenes).forEach(this::dress);
        }
    }

    private void dress() {
        Application.setUserAgentStylesheet(
                dark.get()
                        ? new PrimerDark().getUserAgentStylesheetBSS()
                        : new PrimerLight().getUserAgentStylesheetBSS());
    }

    /** Dresses a scene now and whenever the theme changes. */
    public void dress(Scene scene) {
        if (!scenes.contains(scene)) {
            scenes.add(scene);
        }
        List<String> sheets = new ArrayList<>();
        sheets.add(sheet(dark.get() ? "dark.css" : "light.css"));
        for (String name : SHEETS) {
            if (Themes.class.getResource("/css/" + name) != null) {
                sheets.add(sheet(name));
            }
        }
        scene.getStylesheets().setAll(sheets);
    }

    private static String sheet(String name) {
        URL url = Objects.requireNonNull(Themes.class.getResource("/css/" + name), name);
        return url.toExternalForm();
    }

    /** Light becomes dark, dark becomes light. */
    public void toggle() {
        choice.set(dark.get() ? ThemeChoice.LIGHT : ThemeChoice.DARK);
    }

    public ReadOnlyBooleanProperty dark() {
        return dark.getReadOnlyProperty();
    }
}
