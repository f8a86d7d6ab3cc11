package dev.signalbox.ui.tune;

import dev.signalbox.task.Jobs;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.WorkbenchState;
import java.util.Objects;
import java.util.function.Supplier;
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
            Runnable showExplore) {}

    private final TuneViewModel model;
    private final StackPane centre = new StackPane();
    private final ScrollPane work;
    private final Missing missing;

    TuneView(TuneViewModel model, Tools tools) {
        this.model = model;
        setId("tune-view");
        getStyleClass().add("tune");
        getStylesheets()
                .add(Objects.requireNonNull(TuneView.class.getResource("/css/tune.css"))
                        .toExternalForm());
        setAccessibleText(Messages.text("tune.title"));
        missing = new Missing(model, tools.state(), tools.scoring(), tools.jobs(), tools.dialogs());
        work = new ScrollPane(work(tools));
        work.setFitToWidth(true);
        work.setFitToHeight(true);
        work.setFocusTraversable(false);
        work.getStyleClass().addAll("edge-to-edge", "tune-scroll");
        VBox.setVgrow(centre, Priority.ALWAYS);
        getChildren().addAll(new TuneBar(model, tools.desk(), tools.commands()), centre);
        model.condition().addListener((property, old, now) -> arrange());
        arrange();
    }

    private Node work(Tools tools) {
        CurvePane curves = new CurvePane(model);
        FigurePane figures = new FigurePane(model);
        HBox.setHgrow(curves, Priority.ALWAYS);
        figures.setPrefWidth(320);
        figures.setMinWidth(300);
        Tab flips = new Tab(FlipPane.title(model.flips().get()), new FlipPane(model, tools.showExplore()));
        flips.setClosable(false);
        model.flips().addListener((property, old, now) -> flips.setText(FlipPane.title(now)));
        Tab scenarios = new Tab("", new ScenarioPane(model, tools.state(), tools.dialogs()));
        scenarios.setId("tune-tab-scenarios");
        scenarios.setClosable(false);
        scenarios
                .textProperty()
                .bind(javafx.beans.binding.Bindings.createStringBinding(
                        () -> Messages.text(
                                "tune.scenarios.title", model.scenarios().size()),
                        model.scenarios()));
        TabPane tabs = new TabPane(flips, scenarios);
        tabs.setId("tune-tabs");
        tabs.getStyleClass().addAll("dense", "tune-tabs");
        VBox left = new VBox(12, curves, tabs);
        VBox.setVgrow(curves, Priority.ALWAYS);
        VBox.setVgrow(tabs, Priority.SOMETIMES);
        tabs.setPrefHeight(240);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox row = new HBox(12, left, figures);
        VBox.setVgrow(row, Priority.ALWAYS);
        VBox page = new VBox(10, new Notes(model, tools.state(), tools.scoring()), row);
        page.getStyleClass().add("tune-page");
        return page;
    }

    private void arrange() {
        Node front = model.condition().get() instanceof TuneState.Ready ? work : missing;
        if (centre.getChildren().size() != 1 || centre.getChildren().getFirst() != front) {
            centre.getChildren().setAll(front);
        }
    }
}
