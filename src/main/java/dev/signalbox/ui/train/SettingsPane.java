package dev.signalbox.ui.train;

import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Every setting by its name, with its default, range and help. Its rows are made when it is first opened. */
final class SettingsPane extends TitledPane {
    private final SetupViewModel model;
    private final TextField search = new TextField();
    private final CheckBox only = new CheckBox(Messages.text("train.settings.only"));
    private final Label none = Nodes.muted(Messages.text("train.settings.none"));
    private final VBox body = new VBox(8);
    private final Map<SettingField, VBox> rows = new LinkedHashMap<>();
    private final Map<Label, List<SettingField>> groups = new LinkedHashMap<>();

    SettingsPane(SetupViewModel model) {
        this.model = model;
        setId("train-settings");
        setAnimated(false);
        setExpanded(false);
        getStyleClass().add("train-settings");
        setContent(body);
        expandedProperty().addListener((property, old, now) -> {
            if (now && rows.isEmpty()) {
                build();
            }
        });
        model.fields().values().forEach(field -> field.changed().addListener((property, old, now) -> count()));
        count();
    }

    private void count() {
        long changed =
                model.fields().values().stream().filter(f -> f.changed().get()).count();
        int all = model.fields().size();
        setText(
                changed == 0
                        ? Messages.text("train.settings", all)
                        : Messages.text("train.settings.changed", all, changed));
        if (only.isSelected()) {
            filter();
        }
    }

    private void build() {
        search.setId("train-settings-search");
        search.setPromptText(Messages.text("train.settings.search"));
        search.setAccessibleText(Messages.text("train.settings.search"));
        search.textProperty().addListener((property, old, now) -> filter());
        only.setId("train-settings-only");
        only.selectedProperty().addListener((property, old, now) -> filter());
        Button reset =
                Nodes.button("train-settings-reset", Messages.text("train.settings.reset"), model::reset, "small");
        body.getChildren().add(Nodes.row(search, only, Nodes.space(), reset));
        group("train.settings.group.training", "");
        group("train.settings.group.head", "config.");
        group("train.settings.group.text", "config.text.");
        group("train.settings.group.image", "config.image.");
        body.getChildren().add(none);
        filter();
    }

    private void group(String key, String prefix) {
        List<SettingField> mine = new ArrayList<>();
        for (SettingField field : model.fields().values()) {
            if (field.name().startsWith(prefix) && field.name().indexOf('.', prefix.length()) < 0) {
                mine.add(field);
            }
        }
        Label heading = new Label(Messages.text(key));
        heading.getStyleClass().add("section-heading");
        groups.put(heading, mine);
        body.getChildren().add(heading);
        for (SettingField field : mine) {
            VBox row = row(field);
            rows.put(field, row);
            body.getChildren().add(row);
        }
    }

    private static VBox row(SettingField field) {
        Label name = new Label(field.shortName());
        name.getStyleClass().add("train-setting-name");
        Control editor = SettingEditor.of(field, "train-set-" + field.name().replace('.', '-'));
        name.setLabelFor(editor);
        editor.setPrefWidth(150);
        Label standard = Nodes.muted("");
        standard.textProperty().bind(field.standard().map(value -> Messages.text("train.default", value)));
        Label help = Nodes.muted(field.help() + " (" + field.range() + ")");
        Button reset = new Button(null, new FontIcon(Feather.ROTATE_CCW));
        reset.getStyleClass().addAll("button-icon", "flat", "small");
        reset.setAccessibleText(Messages.text("train.settings.reset.one", field.shortName()));
        reset.setTooltip(new Tooltip(reset.getAccessibleText()));
        reset.visibleProperty().bind(field.changed());
        reset.setOnAction(event -> {
            editor.requestFocus();
            field.reset();
        });
        GridPane grid = new GridPane(12, 0);
        name.setPrefWidth(170);
        name.setMinWidth(170);
        HBox holder = Nodes.row(editor, reset);
        holder.setMinWidth(190);
        holder.setPrefWidth(190);
        standard.setMinWidth(110);
        standard.setPrefWidth(110);
        GridPane.setHgrow(help, Priority.ALWAYS);
        grid.addRow(0, name, holder, standard, help);
        Label problem = Nodes.problem("");
        problem.textProperty().bind(field.problem());
        VBox row = new VBox(2, grid, problem);
        row.getStyleClass().add("train-setting");
        Runnable mark = () -> {
            row.getStyleClass().remove("changed");
            if (field.changed().get()) {
                row.getStyleClass().add("changed");
            }
        };
        field.changed().addListener((property, old, now) -> mark.run());
        mark.run();
        return row;
    }

    private void filter() {
        String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
        boolean any = false;
        for (Map.Entry<Label, List<SettingField>> group : groups.entrySet()) {
            boolean here = false;
            for (SettingField field : group.getValue()) {
                boolean shown = (field.name().toLowerCase(Locale.ROOT).contains(wanted)
                                || field.help().toLowerCase(Locale.ROOT).contains(wanted))
                        && (!only.isSelected() || field.changed().get());
                VBox row = rows.get(field);
                if (row != null) {
                    row.setManaged(shown);
                    row.setVisible(shown);
                }
                here |= shown;
            }
            group.getKey().setManaged(here);
            group.getKey().setVisible(here);
            any |= here;
        }
        none.setManaged(!any);
        none.setVisible(!any);
    }
}
