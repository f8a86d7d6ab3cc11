package dev.signalbox.ui.evaluate;

import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.EmptyState;
import dev.signalbox.ui.shell.Problem;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.WorkbenchState;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The question on top, the standings below it, then tests, slices and who is right where another is wrong. */
final class EvaluateView extends VBox {
    private final EvaluateViewModel model;
    private final StackPane centre = new StackPane();
    private final ScrollPane work;
    private final EmptyState missing = new EmptyState(Feather.BAR_CHART_2, "", "");
    private final EvaluateBar bar;
    private final StandingsPane standings;

    EvaluateView(EvaluateViewModel model, WorkbenchState state, Scoring scoring) {
        this.model = model;
        setId("evaluate-view");
        setMinWidth(0);
        getStyleClass().add("evaluate");
        getStylesheets()
                .add(Objects.requireNonNull(EvaluateView.class.getResource("/css/evaluate.css"))
                        .toExternalForm());
        setAccessibleText(Messages.text("evaluate.title"));
        missing.setId("evaluate-missing");
        bar = new EvaluateBar(model);
        HBox actions = new HBox(12, new BaselineBox(model), new CopyMenu(model));
        actions.setAlignment(Pos.CENTER_RIGHT);
        standings = new StandingsPane(model, actions);
        TabPane tabs = new TabPane(
                tab("evaluate-tab-tests", "evaluate.tests", new TestsPane(model)),
                tab("evaluate-tab-slices", "evaluate.slices", new SlicesPane(model)),
                tab("evaluate-tab-paradox", "evaluate.paradox", new ParadoxPane(model)));
        tabs.setId("evaluate-tabs");
        tabs.getStyleClass().addAll("dense", "evaluate-tabs");
        tabs.setMinHeight(380); // else the scroll pane would press the tables to nothing before it scrolls
        tabs.setPrefHeight(400);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        VBox page = new VBox(12, new NotesPane(model, state, scoring), standings, tabs);
        page.getStyleClass().add("evaluate-page");
        work = new ScrollPane(page);
        work.setFitToWidth(true);
        work.setFitToHeight(true);
        work.setFocusTraversable(false);
        work.getStyleClass().addAll("edge-to-edge", "evaluate-scroll");
        VBox.setVgrow(centre, Priority.ALWAYS);
        getChildren().addAll(bar, centre);
        model.condition().addListener((property, old, now) -> arrange());
        arrange();
    }

    private static Tab tab(String id, String titleKey, Node content) {
        Tab tab = new Tab(Messages.text(titleKey), content);
        tab.setId(id);
        tab.setClosable(false);
        return tab;
    }

    /** Puts the keyboard on the standings, or on the question while there are none. */
    void focusFirst() {
        if (model.board().get() == null) {
            bar.focusFirst();
        } else {
            standings.table().requestFocus();
        }
    }

    private void arrange() {
        switch (model.condition().get()) {
            case EvaluateState.Ready ready -> {}
            case EvaluateState.Busy busy -> say("evaluate.busy", "");
            case EvaluateState.NoRows none -> say("evaluate.norows", "evaluate.norows.why", everything());
            case EvaluateState.NoPool none -> say("evaluate.nopool", "evaluate.nopool.why", everything());
            case EvaluateState.NoLabels none -> say("evaluate.nolabels", "evaluate.nolabels.why", everything());
            case EvaluateState.Problem problem -> problem(problem.cause());
        }
        Node front = model.condition().get() instanceof EvaluateState.Ready ? work : missing;
        if (centre.getChildren().size() != 1 || centre.getChildren().getFirst() != front) {
            boolean within = centre.getChildren().stream().anyMatch(Node::isFocusWithin);
            centre.getChildren().setAll(front);
            if (within) {
                bar.focusFirst();
            }
        }
    }

    private void problem(Throwable cause) {
        Problem problem = Problem.of(cause);
        missing.show(Feather.ALERT_TRIANGLE, problem.what(), problem.next());
    }

    private void say(String headline, String why, Button... next) {
        missing.show(Feather.BAR_CHART_2, Messages.text(headline), why.isEmpty() ? "" : Messages.text(why), next);
    }

    private Button everything() {
        Button button = new Button(Messages.text("evaluate.everything"));
        button.setId("evaluate-everything");
        button.setAccessibleText(button.getText());
        button.setOnAction(event -> model.lookAtAll());
        return button;
    }
}
