package dev.signalbox.ui.tune;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.AdviceStamp;
import dev.signalbox.workbench.AdviceWords;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.SavedStages;
import dev.signalbox.workbench.ScenarioMetrics;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The settings kept by name, with what they gave when they were saved. */
final class ScenarioPane extends StackPane {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final TuneViewModel model;
    private final Supplier<Dialogs> dialogs;
    private final ReportExport export;
    private final TableView<Scenario> table = new TableView<>();
    private final VBox list = new VBox(8);
    private final Consumer<Scenario> open;
    private List<Scenario> compared = List.of();

    /** @param open takes up a setting on the page that it belongs to */
    ScenarioPane(TuneViewModel model, TuneView.Tools tools, Consumer<Scenario> open) {
        this.model = model;
        this.open = open;
        this.dialogs = tools.dialogs();
        this.export = tools.export();
        WorkbenchState state = tools.state();
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        var chosen = table.getSelectionModel().getSelectedItems();
        BooleanBinding none = Bindings.size(chosen).isNotEqualTo(1);
        // Stages are compared side by side; what changes is counted over one threshold alone.
        BooleanBinding staged = Bindings.createBooleanBinding(
                () -> chosen.size() == 1
                        && chosen.getFirst() != null
                        && chosen.getFirst().stages() != null,
                chosen);
        Button apply = button("tune-apply", "tune.scenario.apply", Feather.CORNER_UP_LEFT, open);
        apply.disableProperty().bind(none);
        Button compare = button("tune-compare", "tune.scenario.compare", Feather.GIT_COMMIT, model::compareWith);
        compare.disableProperty().bind(none.or(staged));
        Button delete = button("tune-delete", "tune.scenario.delete", Feather.TRASH_2, this::delete);
        delete.disableProperty().bind(none.or(state.readOnly()));
        Button plain = new Button(Messages.text("tune.scenario.plain"));
        plain.setId("tune-uncompare");
        plain.getStyleClass().addAll("small", "flat");
        plain.setAccessibleText(plain.getText());
        plain.setOnAction(event -> model.compareWith(null));
        plain.visibleProperty().bind(model.baseline().map(baseline -> baseline.scenario() != null));
        Button side = new Button(Messages.text("tune.side"), new FontIcon(Feather.COLUMNS));
        side.setId("tune-side-by-side");
        side.getStyleClass().add("small");
        side.setAccessibleText(side.getText());
        side.setTooltip(new Tooltip(Messages.text("tune.side.why")));
        side.disableProperty().bind(Bindings.size(chosen).lessThan(2));
        side.setOnAction(event -> sideBySide());
        FlowPane actions = new FlowPane(8, 8, apply, compare, side, delete, plain);
        actions.setAlignment(Pos.CENTER_LEFT);
        prepare();
        VBox.setVgrow(table, Priority.ALWAYS);
        list.getStyleClass().add("tune-tab");
        list.getChildren().addAll(actions, table);
        model.study().addListener((property, old, now) -> {
            if (!compared.isEmpty()) {
                compare(compared); // other queries or labels: other figures
            }
        });
        getChildren().add(list);
    }

    private void sideBySide() {
        compare(List.copyOf(table.getSelectionModel().getSelectedItems()));
    }

    private void compare(List<Scenario> scenarios) {
        compared = scenarios;
        String split = model.split().get();
        String name = split.equals(OpenDataset.ALL) ? Messages.text("tune.split.all") : split;
        export.compare(scenarios, split, kept -> {
            if (compared == scenarios) {
                getChildren().setAll(new ComparisonPane(kept, name, export, opening(scenarios), this::showList));
            }
        });
    }

    /** The settings that are compared, to take one of them up. */
    private MenuButton opening(List<Scenario> scenarios) {
        MenuButton button = new MenuButton(Messages.text("tune.scenario.apply"), new FontIcon(Feather.CORNER_UP_LEFT));
        button.setId("tune-side-apply");
        button.getStyleClass().add("small");
        button.setAccessibleText(button.getText());
        for (Scenario scenario : scenarios) {
            MenuItem item = new MenuItem(scenario.name());
            item.setMnemonicParsing(false);
            item.setOnAction(event -> open.accept(scenario));
            button.getItems().add(item);
        }
        return button;
    }

    private void showList() {
        compared = List.of();
        getChildren().setAll(list);
        table.requestFocus();
    }

    private Button button(String id, String key, Ikon icon, Consumer<Scenario> action) {
        Button button = new Button(Messages.text(key), new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setAccessibleText(button.getText());
        button.setOnAction(event -> selected().ifPresent(action));
        return button;
    }

    private Optional<Scenario> selected() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    private void delete(Scenario scenario) {
        Dialogs.Question question = new Dialogs.Question(
                Messages.text("tune.scenario.delete.title"),
                Messages.text("tune.scenario.delete.text", scenario.name()),
                Messages.text("tune.scenario.delete"),
                true);
        if (dialogs.get().confirm(question)) {
            model.delete(scenario);
        }
    }

    private void prepare() {
        table.setId("tune-scenarios");
        table.setAccessibleText(Messages.text("tune.scenarios"));
        table.getStyleClass().addAll("dense", "striped");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setMinHeight(120);
        table.setPrefHeight(180);
        Label empty = new Label(Messages.text("tune.scenarios.none"));
        empty.setWrapText(true);
        empty.getStyleClass().add("text-muted");
        table.setPlaceholder(empty);
        table.getColumns()
                .setAll(List.of(
                        column("tune.scenario.name", this::name, 150),
                        column("tune.scenario.routers", this::routers, 100),
                        column("tune.tau", ScenarioPane::tau, 64),
                        column("tune.split", this::split, 76),
                        column("tune.em", scenario -> saved(scenario, ScenarioMetrics::em), 60),
                        column("tune.scenario.paid", scenario -> saved(scenario, ScenarioMetrics::paid), 60),
                        column("tune.scenario.advised", this::advised, 110),
                        column("tune.scenario.when", this::when, 132)));
        table.setItems(model.scenarios());
        model.baseline().addListener((property, old, now) -> table.refresh());
        model.study().addListener((property, old, now) -> table.refresh());
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                selected().ifPresent(open);
                event.consume();
            } else if (event.getCode() == KeyCode.DELETE && !table.getItems().isEmpty()) {
                selected().ifPresent(this::delete);
                event.consume();
            }
        });
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                selected().ifPresent(open);
            }
        });
    }

    private static TableColumn<Scenario, String> column(String key, Function<Scenario, String> value, double width) {
        TableColumn<Scenario, String> column = new TableColumn<>(Messages.text(key));
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private String name(Scenario scenario) {
        Scenario compared = model.baseline().get().scenario();
        return compared != null && compared.id() == scenario.id()
                ? Messages.text("tune.scenario.compared", scenario.name())
                : scenario.name();
    }

    private String routers(Scenario scenario) {
        if (scenario.stages() != null) {
            return ofStages(
                    scenario,
                    saved -> saved.stages().stream()
                            .map(stage -> router(stage.router()))
                            .collect(Collectors.joining(" → ")));
        }
        Long second = scenario.second();
        return second == null
                ? router(scenario.first())
                : Messages.text("tune.scenario.two", router(scenario.first()), router(second));
    }

    private String router(long id) {
        return model.routers().stream()
                .filter(r -> r.id() == id)
                .map(RouterInfo::name)
                .findFirst()
                .orElse("?");
    }

    private String split(Scenario scenario) {
        String split = Objects.requireNonNullElse(scenario.split(), OpenDataset.ALL);
        boolean part = ScenarioMetrics.read(scenario.metrics())
                .map(metrics -> metrics.filter() != null)
                .orElse(false);
        String name = split.equals(OpenDataset.ALL) ? Messages.text("tune.split.all") : split;
        return part ? Messages.text("tune.scenario.part", name) : name;
    }

    /** What cannot be read is not hidden, and does not keep the others from being listed. */
    private static String ofStages(Scenario scenario, Function<SavedStages, String> text) {
        try {
            return SavedStages.of(scenario).map(text).orElse("?");
        } catch (UserFacingException e) {
            return "?";
        }
    }

    private static String tau(Scenario scenario) {
        if (scenario.stages() != null) {
            return ofStages(
                    scenario, saved -> saved.tau().stream().map(Figures::tau).collect(Collectors.joining(" · ")));
        }
        int own = ScenarioMetrics.read(scenario.metrics())
                .map(ScenarioMetrics::own)
                .map(Map::size)
                .orElse(0);
        String tau = Figures.tau(scenario.tau());
        return own == 0 ? tau : Messages.text("tune.scenario.own", tau, own);
    }

    private static String saved(Scenario scenario, Function<ScenarioMetrics, Double> value) {
        return ScenarioMetrics.read(scenario.metrics())
                .map(metrics -> Figures.percent(value.apply(metrics)))
                .orElse(Figures.NONE);
    }

    private String when(Scenario scenario) {
        String day = DAY.format(scenario.created().atZone(ZoneId.systemDefault()));
        Study study = model.study().get();
        @Nullable
        ScenarioMetrics metrics = ScenarioMetrics.read(scenario.metrics()).orElse(null);
        boolean old = study != null
                && metrics != null
                && !metrics.dataHash().equals(study.table().dataset().dataHash());
        return old ? Messages.text("tune.scenario.old", day) : day;
    }

    /** The goal that advised it, marked when the advice no longer stands; empty for a threshold that a person chose. */
    private String advised(Scenario scenario) {
        Study study = model.study().get();
        @Nullable
        AdviceStamp stamp = ScenarioMetrics.read(scenario.metrics())
                .map(ScenarioMetrics::advice)
                .orElse(null);
        if (stamp == null || study == null) {
            return "";
        }
        Long second = scenario.second();
        boolean stale = !stamp.changes(
                        study.table().dataset(),
                        study.labels().corrections(),
                        known(scenario.first()),
                        second == null ? null : known(second))
                .isEmpty();
        String goal = AdviceWords.brief(stamp);
        return stale ? Messages.text("tune.scenario.stale", goal) : goal;
    }

    private @Nullable RouterInfo known(long id) {
        return model.routers().stream().filter(r -> r.id() == id).findFirst().orElse(null);
    }
}
