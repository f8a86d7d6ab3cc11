package dev.signalbox.ui.tune.stages;

import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Problem;
import dev.signalbox.ui.tune.CardPage;
import dev.signalbox.ui.tune.Cards;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Label;

/** The page: the stages on top, what they give below. */
final class StagesPane extends CardPage {
    private final StagesViewModel model;
    private final Label problem = Cards.wrapped("");

    StagesPane(StagesViewModel model, Supplier<Dialogs> dialogs) {
        super("stages", model.front());
        this.model = model;
        problem.setId("stages-problem");
        problem.managedProperty().bind(problem.visibleProperty());
        fill(
                List.of(problem),
                List.of(
                        Place.wide(new SetupCard(model, dialogs), 0),
                        Place.half(new SearchCard(model), 0, 1),
                        Place.half(new OutcomeCard(model), 1, 1)));
        model.problem().addListener((property, old, now) -> show());
        show();
    }

    private void show() {
        Throwable cause = model.problem().get();
        problem.setVisible(cause != null);
        if (cause != null) {
            problem.setText(Problem.of(cause).sentence());
        }
    }
}
