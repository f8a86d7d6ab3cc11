package dev.signalbox.ui.tune.stages;

import dev.signalbox.evaluation.StagedPoint;
import dev.signalbox.evaluation.StagedSearch.Goal;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.tune.Cards;
import dev.signalbox.ui.tune.Figures;
import dev.signalbox.workbench.FoundStages;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Looks for thresholds on validation queries, under a goal. */
final class SearchCard extends StackPane {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    /** What can be sought. */
    private enum Wanted {
        HIGHEST_EM,
        EM_UNDER_COST,
        COST_WITH_EM
    }

    private final StagesViewModel model;
    private final ComboBox<Wanted> goal = new ComboBox<>();
    private final TextField bound = new TextField();
    private final Label unit = new Label();
    private final Label answer = Cards.wrapped("");
    private final Button search = new Button(Messages.text("stages.search"));

    SearchCard(StagesViewModel model) {
        this.model = model;
        setMinWidth(0);
        goal.setId("stages-goal");
        goal.setAccessibleText(Messages.text("stages.goal"));
        goal.getItems().setAll(Wanted.values());
        goal.setValue(Wanted.HIGHEST_EM);
        goal.setMaxWidth(Double.MAX_VALUE);
        goal.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Wanted wanted) {
                return wanted == null ? "" : word(wanted);
            }

            @Override
            public Wanted fromString(String text) {
                throw new UnsupportedOperationException("Not editable");
            }
        });
        bound.setId("stages-bound");
        bound.setPrefColumnCount(6);
        HBox line = new HBox(8, bound, unit);
        line.setAlignment(Pos.CENTER_LEFT);
        line.managedProperty().bind(line.visibleProperty());
        line.visibleProperty().bind(goal.valueProperty().isNotEqualTo(Wanted.HIGHEST_EM));
        goal.valueProperty().addListener((property, old, now) -> {
            bound.setText(now == Wanted.EM_UNDER_COST ? "1.00" : "70");
            name();
        });
        bound.textProperty().addListener((property, old, now) -> bound.pseudoClassStateChanged(WRONG, false));
        search.setId("stages-search");
        search.setAccessibleText(search.getText());
        search.disableProperty()
                .bind(model.searching()
                        .or(Bindings.createBooleanBinding(
                                () -> {
                                    Setup now = model.setup().get();
                                    return now == null || now.stages() < 2;
                                },
                                model.setup())));
        search.setOnAction(event -> search());
        bound.setOnAction(event -> search());
        answer.setId("stages-found");
        getChildren().add(Cards.explained("stages.find", "stages.find.why", new VBox(8, goal, line, search, answer)));
        model.found().addListener((property, old, now) -> show(now));
        model.searching().addListener((property, old, now) -> {
            if (now) {
                answer.setText(Messages.text("stages.searching"));
            }
        });
        name();
        show(model.found().get());
    }

    private static String word(Wanted wanted) {
        return switch (wanted) {
            case HIGHEST_EM -> Messages.text("stages.goal.em");
            case EM_UNDER_COST -> Messages.text("stages.goal.cost");
            case COST_WITH_EM -> Messages.text("stages.goal.least");
        };
    }

    private void name() {
        unit.setText(Messages.text(goal.getValue() == Wanted.EM_UNDER_COST ? "stages.unit.cost" : "stages.unit.em"));
        bound.setAccessibleText(unit.getText());
    }

    private void search() {
        if (goal.getValue() == Wanted.HIGHEST_EM) {
            model.search(new Goal.HighestEm());
            return;
        }
        double value = number(bound.getText());
        boolean cost = goal.getValue() == Wanted.EM_UNDER_COST;
        if (!(value >= 0) || !cost && value > 100) {
            bound.pseudoClassStateChanged(WRONG, true);
            bound.requestFocus();
            return;
        }
        model.search(cost ? new Goal.EmUnderCost(value / 1000) : new Goal.CostWithEm(value / 100));
    }

    /** NaN for what is no number. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip().replace(',', '.'));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void show(@Nullable FoundStages found) {
        if (found == null) {
            answer.setText("");
            return;
        }
        StagedPoint point = found.point();
        String where = switch (found.origin()) {
            case "held_out" ->
                Messages.text("stages.on.held", found.validation().size());
            case "other_data" ->
                Messages.text("stages.on.other", found.validation().size());
            default -> Messages.text("stages.on.seen", found.validation().size());
        };
        answer.setText(
                point == null
                        ? Messages.text("stages.found.none", where)
                        : Messages.text(
                                "stages.found",
                                Figures.percent(point.em()),
                                Figures.dollars(1000 * point.spent()),
                                where));
    }
}
