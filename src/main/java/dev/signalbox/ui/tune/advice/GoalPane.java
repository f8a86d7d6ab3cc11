package dev.signalbox.ui.tune.advice;

import dev.signalbox.text.Messages;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import java.util.function.DoublePredicate;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The goals, each with a sentence, and the bound of the chosen one. */
final class GoalPane extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");
    private static final double PERCENT = 100;

    private final AdviceViewModel model;
    private final Map<GoalChoice, RadioButton> buttons = new EnumMap<>(GoalChoice.class);
    private final Label boundName = new Label();
    private final Label boundUnit = new Label();
    private final TextField bound = new TextField();
    private final TextField sure = new TextField();
    private final HBox surety;

    GoalPane(AdviceViewModel model) {
        this.model = model;
        setId("advice-goals");
        getStyleClass().addAll("card-plain", "tune-card");
        Label heading = new Label(Messages.text("advice.goals"));
        heading.getStyleClass().add("card-heading");
        getChildren().add(heading);
        ToggleGroup group = new ToggleGroup();
        for (GoalChoice choice : GoalChoice.values()) {
            getChildren().add(goal(choice, group));
        }
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now != null) {
                model.goal().set((GoalChoice) now.getUserData());
            }
        });
        field(
                bound,
                "advice-bound",
                text -> number(
                        bound,
                        text,
                        this::allowed,
                        value -> model.bound().set(model.goal().get().unit().bound(value))));
        field(
                sure,
                "advice-sure",
                text -> number(
                        sure,
                        text,
                        value -> value > 0 && value < PERCENT,
                        value -> model.delta().set(1 - value / PERCENT)));
        sure.setAccessibleText(Messages.text("advice.sureness"));
        HBox bounds = row(boundName, bound, boundUnit);
        surety = row(new Label(Messages.text("advice.sureness")), sure, new Label("%"));
        getChildren().addAll(bounds, surety);
        model.goal().addListener((property, old, now) -> show());
        model.bound().addListener((property, old, now) -> show());
        model.delta().addListener((property, old, now) -> show());
        show();
    }

    private VBox goal(GoalChoice choice, ToggleGroup group) {
        RadioButton button = new RadioButton(Messages.text("advice.choice." + choice.goal()));
        button.setId("advice-goal-" + choice.goal());
        button.setUserData(choice);
        button.setToggleGroup(group);
        button.setAccessibleText(button.getText());
        button.setWrapText(true);
        buttons.put(choice, button);
        Label why = new Label(Messages.text("advice.choice." + choice.goal() + ".why"));
        why.getStyleClass().addAll("text-muted", "text-small", "advice-why");
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        why.visibleProperty().bind(button.selectedProperty()); // one explanation at a time leaves room for the answer
        why.managedProperty().bind(button.selectedProperty());
        return new VBox(1, button, why);
    }

    private static HBox row(Label name, TextField field, Label unit) {
        name.setLabelFor(field);
        name.setMinWidth(USE_PREF_SIZE);
        unit.getStyleClass().add("text-muted");
        HBox row = new HBox(8, name, field, unit);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Taken when Enter is pressed or the keyboard goes elsewhere. */
    private static void field(TextField field, String id, java.util.function.Consumer<String> commit) {
        field.setId(id);
        field.setPrefColumnCount(6);
        field.setMinWidth(72);
        field.setOnAction(event -> commit.accept(field.getText()));
        field.focusedProperty().addListener((property, old, now) -> {
            if (!now) {
                commit.accept(field.getText());
            }
        });
    }

    private boolean allowed(double shown) {
        return switch (model.goal().get().unit()) {
            case PERCENT -> shown > 0 && shown < PERCENT;
            case DOLLARS -> shown >= 0;
            case NUMBER -> shown > 0;
        };
    }

    private static void number(TextField field, String text, DoublePredicate allowed, DoubleConsumer taken) {
        try {
            double value = Double.parseDouble(text.strip().replace(',', '.'));
            if (Double.isFinite(value) && allowed.test(value)) {
                field.pseudoClassStateChanged(WRONG, false);
                taken.accept(value);
                return;
            }
        } catch (NumberFormatException e) {
            // Said by the field's colour.
        }
        field.pseudoClassStateChanged(WRONG, true);
    }

    private void show() {
        GoalChoice choice = model.goal().get();
        Objects.requireNonNull(buttons.get(choice)).setSelected(true);
        boundName.setText(Messages.text("advice.bound." + choice.goal()));
        boundUnit.setText(Messages.text("advice.unit." + choice.unit().name().toLowerCase(java.util.Locale.ROOT)));
        bound.setAccessibleText(boundName.getText() + ", " + boundUnit.getText());
        double value = model.bound().get();
        bound.setText(Double.isNaN(value) ? "" : plain(choice.unit().shown(value)));
        bound.pseudoClassStateChanged(WRONG, false);
        sure.setText(plain((1 - model.delta().get()) * PERCENT));
        sure.pseudoClassStateChanged(WRONG, false);
        surety.setVisible(choice.tested());
        surety.setManaged(choice.tested());
    }

    /** Without the last places that come of counting in twos. */
    private static String plain(double value) {
        return new BigDecimal(value)
                .round(new java.math.MathContext(8))
                .stripTrailingZeros()
                .toPlainString();
    }
}
