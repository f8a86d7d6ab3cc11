package dev.signalbox.ui.settings;

import dev.signalbox.settings.Settings;
import dev.signalbox.settings.ThemeChoice;
import dev.signalbox.text.Messages;
import java.nio.file.Path;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Cards, one per concern. Every change holds at once. */
final class SettingsView extends ScrollPane {
    private final SettingsViewModel model;

    SettingsView(SettingsViewModel model) {
        this.model = model;
        setId("settings-view");
        getStyleClass().add("page");
        setFitToWidth(true);
        setAccessibleText(Messages.text("settings.title"));
        VBox page = new VBox(16, appearance(), person(), engine(), privacy(), places(), about());
        page.getStyleClass().add("page-body");
        page.setMaxWidth(820);
        HBox holder = new HBox(page);
        HBox.setHgrow(page, Priority.ALWAYS);
        holder.setAlignment(Pos.TOP_CENTER);
        setContent(holder);
    }

    private static VBox card(Ikon icon, String title, Node... rows) {
        Label heading = new Label(title, new FontIcon(icon));
        heading.getStyleClass().add("card-heading");
        VBox card = new VBox(14, heading);
        card.getStyleClass().add("card-plain");
        card.getChildren().addAll(rows);
        return card;
    }

    /** A name with an explanation on the left, the control on the right. */
    private static HBox row(String name, String why, Region control) {
        Label label = new Label(name);
        label.setLabelFor(control);
        Label explanation = new Label(why);
        explanation.getStyleClass().addAll("text-muted", "text-small");
        explanation.setWrapText(true);
        VBox text = new VBox(2, label, explanation);
        HBox.setHgrow(text, Priority.ALWAYS);
        control.setAccessibleText(name);
        control.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(24, text, control);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private VBox appearance() {
        ToggleGroup group = new ToggleGroup();
        HBox choices = new HBox();
        choices.getChildren()
                .addAll(
                        choice(group, ThemeChoice.LIGHT, "settings.theme.light", Feather.SUN, "left-pill"),
                        choice(group, ThemeChoice.DARK, "settings.theme.dark", Feather.MOON, "center-pill"),
                        choice(group, ThemeChoice.SYSTEM, "settings.theme.system", Feather.MONITOR, "right-pill"));
        model.theme()
                .addListener((property, old, now) ->
                        group.getToggles().forEach(toggle -> toggle.setSelected(toggle.getUserData() == now)));
        Slider size = new Slider(
                Settings.MIN_THUMBNAIL,
                Settings.MAX_THUMBNAIL,
                model.thumbnailSize().get());
        size.setId("settings-thumbnails");
        size.setBlockIncrement(16);
        size.setPrefWidth(220);
        Label pixels = new Label();
        pixels.textProperty().bind(model.thumbnailSize().map(value -> Messages.text("settings.pixels", value)));
        pixels.setMinWidth(64);
        size.valueProperty()
                .addListener((property, old, now) -> model.thumbnailSize().set(Math.round(now.floatValue() / 8) * 8));
        HBox sizes = new HBox(10, size, pixels);
        sizes.setAlignment(Pos.CENTER_LEFT);
        HBox thumbnails = row(Messages.text("settings.thumbnails"), Messages.text("settings.thumbnails.why"), sizes);
        size.setAccessibleText(Messages.text("settings.thumbnails"));
        return card(
                Feather.SUN,
                Messages.text("settings.appearance"),
                row(Messages.text("settings.theme"), Messages.text("settings.theme.why"), choices),
                thumbnails);
    }

    private ToggleButton choice(ToggleGroup group, ThemeChoice choice, String key, Ikon icon, String pill) {
        ToggleButton button = new ToggleButton(Messages.text(key), new FontIcon(icon));
        button.setId("settings-theme-" + choice.name().toLowerCase(java.util.Locale.ROOT));
        button.getStyleClass().add(pill);
        button.setUserData(choice);
        button.setToggleGroup(group);
        button.setAccessibleText(Messages.text(key));
        button.setSelected(model.theme().get() == choice);
        button.setOnAction(event -> {
            button.setSelected(true);
            model.theme().set(choice);
        });
        return button;
    }

    private VBox person() {
        TextField name = new TextField();
        name.setId("settings-annotator");
        name.setPromptText(Messages.text("settings.annotator.prompt"));
        name.setPrefColumnCount(18);
        name.textProperty().bindBidirectional(model.annotator());
        return card(
                Feather.USER,
                Messages.text("settings.person"),
                row(Messages.text("settings.annotator"), Messages.text("settings.annotator.why"), name));
    }

    private VBox engine() {
        int now = Math.min(model.engineThreads().get(), model.mostThreads());
        Spinner<Integer> threads = new Spinner<>(1, model.mostThreads(), now);
        threads.setId("settings-threads");
        threads.setPrefWidth(110);
        threads.valueProperty()
                .addListener((property, old, value) -> model.engineThreads().set(value));
        return card(
                Feather.CPU,
                Messages.text("settings.engine"),
                row(Messages.text("settings.threads"), Messages.text("settings.threads.why"), threads));
    }

    private VBox privacy() {
        VBox roots = new VBox(6);
        InvalidationListener fill = change -> fillRoots(roots);
        model.agreedRoots().addListener(fill);
        fillRoots(roots);
        Label heading = new Label(Messages.text("settings.roots"));
        return card(
                Feather.SHIELD, Messages.text("settings.privacy"), wrapped("settings.privacy.text"), heading, roots);
    }

    private void fillRoots(VBox roots) {
        roots.getChildren().clear();
        if (model.agreedRoots().isEmpty()) {
            Label none = wrapped("settings.roots.none");
            none.getStyleClass().addAll("text-muted", "text-small");
            roots.getChildren().add(none);
        }
        for (Path root : model.agreedRoots()) {
            Button remove = new Button(Messages.text("settings.roots.remove"));
            remove.getStyleClass().addAll("flat", "small");
            remove.setAccessibleText(Messages.text("settings.roots.remove.accessible", root.toString()));
            remove.setOnAction(event -> model.agreedRoots().remove(root));
            roots.getChildren().add(path(root.toString(), remove));
        }
    }

    private static HBox path(String text, Node... actions) {
        Label path = new Label(text);
        path.getStyleClass().add("path");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(8, path, space);
        line.getChildren().addAll(actions);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private VBox places() {
        VBox lines = new VBox(8);
        for (SettingsViewModel.Place place : model.places()) {
            Label name = new Label(place.name());
            name.setMinWidth(130);
            Button copy = new Button(null, new FontIcon(Feather.COPY));
            copy.getStyleClass().addAll("button-icon", "flat", "small");
            copy.setAccessibleText(Messages.text("settings.place.copy", place.name()));
            copy.setOnAction(event -> copy(place.path().toString()));
            HBox line = path(place.path().toString(), copy);
            HBox.setHgrow(line, Priority.ALWAYS);
            HBox all = new HBox(8, name, line);
            all.setAlignment(Pos.CENTER_LEFT);
            lines.getChildren().add(all);
        }
        return card(Feather.HARD_DRIVE, Messages.text("settings.places"), lines);
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private VBox about() {
        Label versions = new Label(model.versions());
        versions.setWrapText(true);
        versions.getStyleClass().addAll("text-muted", "text-small");
        return card(
                Feather.INFO,
                Messages.text("settings.about"),
                wrapped("settings.about.text"),
                wrapped("settings.licence"),
                versions);
    }

    private static Label wrapped(String key) {
        Label label = new Label(Messages.text(key));
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
