package dev.signalbox.ui.tune;

import dev.signalbox.model.Scenario;
import dev.signalbox.task.Jobs;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.ReviewQueue;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.WorkbenchState;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The question on top, the curves and figures below it, then what changed and what was kept. */
final class TuneView extends VBox {
    /** What the view needs beside its model. */
    record Tools(
            WorkbenchState state,
            DatasetDesk desk,
            Commands commands,
            Jobs jobs,
            Scoring scoring,
            Supplier<Dialogs> dialogs,
            List<TuneSection> sections,
            ReportExport export,
            Path home,
            ReviewQueue queue,
            Runnable showExplore) {}

    /** Wider than this, the lists stand under the curves alone; else they take the whole width. */
    private static final double WIDE = 900;
    /** Wider than this, the figures stand beside the curves. */
    private static final double BESIDE = 680;
    /** Wider than this, figures under the curves lie in two columns. */
    private static final double ROOMY = 600;

    private final TuneViewModel model;
    private final BooleanBinding wide = widthProperty().greaterThan(WIDE);
    private final BooleanBinding beside = widthProperty().greaterThan(BESIDE);
    private final BooleanBinding roomy = widthProperty().greaterThan(ROOMY);
    private final TuneBar bar;
    private final StackPane centre = new StackPane();
    private final ScrollPane work;
    private final Missing missing;
    private final SectionBar sections;
    private final FlipPane flips;

    TuneView(TuneViewModel model, Tools tools) {
        this.model = model;
        setId("tune-view");
        setMinWidth(0);
        getStyleClass().add("tune");
        getStylesheets()
                .add(Objects.requireNonNull(TuneView.class.getResource("/css/tune.css"))
                        .toExternalForm());
        setAccessibleText(Messages.text("tune.title"));
        missing = new Missing(model, tools.state(), tools.scoring(), tools.jobs(), tools.dialogs());
        flips = new FlipPane(model, tools.commands(), tools.queue(), tools.showExplore());
        work = new ScrollPane(work(tools));
        work.setFitToWidth(true);
        work.setFitToHeight(true);
        work.setFocusTraversable(false);
        work.getStyleClass().addAll("edge-to-edge", "tune-scroll");
        VBox.setVgrow(centre, Priority.ALWAYS);
        PoolViewModel pool = new PoolViewModel(
                model,
                tools.desk(),
                tools.jobs(),
                failure -> tools.dialogs().get().error(failure));
        bar = new TuneBar(model, tools.desk(), tools.commands(), pool);
        sections = new SectionBar(model, tools.sections());
        getChildren().addAll(bar, sections, centre);
        sections.chosen().addListener((property, old, now) -> arrange());
        model.condition().addListener((property, old, now) -> arrange());
        arrange();
    }

    private Node work(Tools tools) {
        CurvePane curves = new CurvePane(model);
        FigurePane figures = new FigurePane(model);
        HBox.setHgrow(curves, Priority.ALWAYS);
        Tab changed = new Tab(FlipPane.title(model.flips().get()), flips);
        changed.setClosable(false);
        model.flips().addListener((property, old, now) -> changed.setText(FlipPane.title(now)));
        Tab scenarios = new Tab("", new ScenarioPane(model, tools, this::open));
        scenarios.setId("tune-tab-scenarios");
        scenarios.setClosable(false);
        scenarios
                .textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Messages.text(
                                "tune.scenarios.title", model.scenarios().size()),
                        model.scenarios()));
        VlmThresholdsViewModel own = new VlmThresholdsViewModel(
                model,
                tools.desk(),
                tools.jobs(),
                tools.home(),
                failure -> tools.dialogs().get().error(failure));
        Tab thresholds = new Tab("", new VlmThresholdsPane(model, own));
        thresholds.setId("tune-tab-own");
        thresholds.setClosable(false);
        thresholds
                .textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Messages.text("tune.own.title", model.own().get().size()), model.own()));
        own.seen().bind(thresholds.selectedProperty());
        TabPane tabs = new TabPane(changed, scenarios, thresholds);
        tabs.setId("tune-tabs");
        tabs.getStyleClass().addAll("dense", "tune-tabs");
        VBox.setVgrow(curves, Priority.ALWAYS);
        VBox.setVgrow(tabs, Priority.SOMETIMES);
        tabs.setPrefHeight(240);
        tabs.setMinHeight(240); // else the scroll pane would press the lists to nothing before it scrolls
        VBox left = new VBox(12);
        HBox.setHgrow(left, Priority.ALWAYS);
        VBox.setVgrow(left, Priority.ALWAYS);
        HBox row = new HBox(12);
        VBox.setVgrow(row, Priority.ALWAYS);
        VBox page = new VBox(10, new Notes(model, tools.state(), tools.scoring()), row);
        page.getStyleClass().add("tune-page");
        Runnable place = () -> {
            figures.lieFlat(!beside.get() && roomy.get());
            for (VBox part : List.of(left, page)) {
                part.getChildren().removeAll(curves, figures, tabs);
            }
            row.getChildren().clear();
            left.getChildren().add(curves);
            row.getChildren().add(left);
            if (beside.get()) {
                row.getChildren().add(figures);
            } else {
                left.getChildren().add(figures);
            }
            (beside.get() && !wide.get() ? page : left).getChildren().add(tabs);
        };
        beside.addListener((property, old, now) -> place.run());
        wide.addListener((property, old, now) -> place.run());
        roomy.addListener((property, old, now) -> place.run());
        place.run();
        return page;
    }

    /** Takes up a saved setting on the page that it belongs to. */
    private void open(Scenario scenario) {
        if (!sections.open(scenario) && scenario.stages() == null) {
            model.apply(scenario);
        }
    }

    /** Sends the changed queries that are listed, or those of them that are selected, to Review. */
    void sendFlips() {
        flips.send();
    }

    /** Puts the keyboard on the threshold, which is what this screen is for. */
    void focusThreshold() {
        bar.focusThreshold();
    }

    private void arrange() {
        boolean ready = model.condition().get() instanceof TuneState.Ready;
        Node section = sections.view();
        Node front = !ready ? missing : section == null ? work : section;
        if (centre.getChildren().size() != 1 || centre.getChildren().getFirst() != front) {
            boolean waited = missing.isFocusWithin();
            centre.getChildren().setAll(front);
            if (waited) {
                focusThreshold();
            }
        }
    }
}
