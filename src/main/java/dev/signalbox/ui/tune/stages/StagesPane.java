package dev.signalbox.ui.tune.stages;

import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Problem;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** The page: the stages on top, what they give below. */
final class StagesPane extends ScrollPane {
    /** Wider than this, the cards stand side by side. */
    private static final double BESIDE = 640;

    private final StagesViewModel model;
    private final Label problem = new Label();

    StagesPane(StagesViewModel model, Supplier<Dialogs> dialogs) {
        this.model = model;
        setId("stages");
        setFitToWidth(true);
        setFocusTraversable(false);
        getStyleClass().addAll("edge-to-edge", "tune-scroll");
        problem.setId("stages-problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.managedProperty().bind(problem.visibleProperty());
        SetupCard setup = new SetupCard(model, dialogs);
        SearchCard search = new SearchCard(model);
        OutcomeCard outcome = new OutcomeCard(model);
        GridPane grid = new GridPane(12, 12);
        VBox page = new VBox(12, problem, grid);
        page.getStyleClass().add("tune-page");
        Runnable place = () -> {
            boolean beside = getWidth() > BESIDE;
            grid.getColumnConstraints().setAll(beside ? List.of(share(50), share(50)) : List.of(share(100)));
            grid.getChildren().clear();
            grid.add(setup, 0, 0, beside ? 2 : 1, 1);
            grid.add(search, 0, 1);
            grid.add(outcome, beside ? 1 : 0, beside ? 1 : 2);
        };
        widthProperty().addListener((property, old, now) -> {
            if (old.doubleValue() > BESIDE != now.doubleValue() > BESIDE) {
                place.run();
            }
        });
        place.run();
        setContent(page);
        model.problem().addListener((property, old, now) -> show());
        model.front().bind(sceneProperty().isNotNull());
        show();
    }

    private static ColumnConstraints share(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }

    private void show() {
        Throwable cause = model.problem().get();
        problem.setVisible(cause != null);
        if (cause != null) {
            problem.setText(Problem.of(cause).sentence());
        }
    }
}
