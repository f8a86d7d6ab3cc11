package dev.signalbox.ui.train;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.router.TrainingPlan;
import dev.signalbox.router.arms.TrainingOptions.Strategy;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What comes out: the router's name, its size, and what it starts from. */
final class RouterCard extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");
    /** Failures that the choice of the starting router can mend. */
    private static final Set<String> OF_ROUTER = Set.of("router.training.nonew", "router.training.from");
    /** Bytes of a parameter while it learns: value, gradient and AdamW's two moments. */
    private static final int LEARNING = 16;
    /** Bytes of a parameter on disk while a run can be resumed: value, two moments, the best epoch's value. */
    private static final int KEPT = 16;

    private final SetupViewModel model;
    private final Label presetWhy = Nodes.muted("");
    private final Label network = Nodes.muted("");
    private final Label strategyWhy = Nodes.muted("");
    private final Label fromProblem = Nodes.problem("train-from-problem");
    private final ComboBox<RouterInfo> from = new ComboBox<>();
    private final VBox fromRow = Nodes.labelled(Messages.text("train.from"), from, fromProblem);
    private boolean filling;

    RouterCard(SetupViewModel model) {
        this.model = model;
        network.setId("train-network");
        getChildren()
                .setAll(Nodes.card(
                        Feather.GIT_BRANCH,
                        Messages.text("train.router"),
                        name(),
                        preset(),
                        presetWhy,
                        network,
                        Nodes.labelled(Messages.text("train.strategy"), strategy(), strategyWhy),
                        from(),
                        new EncodersRow(model)));
        model.outcome().addListener((property, old, now) -> show());
        model.preset().addListener((property, old, now) -> explain());
        model.strategy().addListener((property, old, now) -> explain());
        explain();
        show();
    }

    private VBox name() {
        TextField field = new TextField();
        field.setId("train-name");
        field.setPromptText(Messages.text("train.name.prompt"));
        field.textProperty().bindBidirectional(model.name());
        Label problem = Nodes.problem("train-name-problem");
        problem.textProperty().bind(model.nameProblem());
        model.nameProblem().addListener((property, old, now) -> field.pseudoClassStateChanged(WRONG, !now.isEmpty()));
        return Nodes.labelled(Messages.text("train.name"), field, problem);
    }

    private HBox preset() {
        ToggleGroup group = new ToggleGroup();
        HBox pills = new HBox();
        for (String preset : SetupViewModel.PRESETS) {
            ToggleButton pill = new ToggleButton(Messages.text("train.preset." + preset));
            pill.setId("train-preset-" + preset);
            pill.setAccessibleText(Messages.text("train.preset") + " " + pill.getText());
            pill.getStyleClass().add(pills.getChildren().isEmpty() ? "left-pill" : "right-pill");
            pill.setToggleGroup(group);
            pill.setTooltip(new Tooltip(Messages.text("train.preset." + preset + ".why")));
            pill.setSelected(model.preset().get().equals(preset));
            model.preset().addListener((property, old, now) -> pill.setSelected(preset.equals(now)));
            pill.setOnAction(event -> {
                pill.setSelected(true);
                model.preset().set(preset);
            });
            pills.getChildren().add(pill);
        }
        Label label = new Label(Messages.text("train.preset"));
        label.getStyleClass().add("text-small");
        return Nodes.row(label, pills);
    }

    private ComboBox<Strategy> strategy() {
        ComboBox<Strategy> box = new ComboBox<>();
        box.setId("train-strategy");
        box.getItems().setAll(Strategy.values());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Strategy value) {
                return value == null ? "" : Messages.text("train.strategy." + lower(value));
            }

            @Override
            public @Nullable Strategy fromString(String text) {
                return null; // the box is not editable
            }
        });
        box.valueProperty().bindBidirectional(model.strategy());
        return box;
    }

    private VBox from() {
        from.setId("train-from");
        from.setPromptText(Messages.text("train.from.none"));
        from.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable RouterInfo router) {
                return router == null ? "" : router.name();
            }

            @Override
            public @Nullable RouterInfo fromString(String text) {
                return null; // the box is not editable
            }
        });
        from.valueProperty().addListener((property, old, now) -> {
            if (!filling) {
                model.from().set(now);
            }
        });
        model.from().addListener((property, old, now) -> fill());
        model.routers().addListener((javafx.beans.InvalidationListener) change -> fill());
        fill();
        return fromRow;
    }

    private void fill() {
        filling = true;
        from.getItems().setAll(List.copyOf(model.routers()));
        from.setValue(model.from().get());
        filling = false;
    }

    private void explain() {
        presetWhy.setText(Messages.text("train.preset." + model.preset().get() + ".why"));
        Strategy strategy = model.strategy().get();
        strategyWhy.setText(Messages.text("train.strategy." + lower(strategy) + ".why"));
        fromRow.setManaged(strategy.needsRouter());
        fromRow.setVisible(strategy.needsRouter());
    }

    private static String lower(Strategy strategy) {
        return strategy.name().toLowerCase(Locale.ROOT);
    }

    private void show() {
        SetupCheck.Outcome found = model.outcome().get();
        Problem problem = found == null ? null : found.problem();
        boolean mine = mends(problem);
        fromProblem.setText(mine && problem != null ? problem.what() : "");
        from.pseudoClassStateChanged(WRONG, mine);
        TrainingPlan plan = found == null ? null : found.plan();
        if (plan != null) {
            Nodes.say(
                    network,
                    Messages.text(
                            "train.plan.network",
                            Figures.count(plan.parameters()),
                            Figures.bytes((double) plan.parameters() * LEARNING),
                            Figures.bytes((double) plan.parameters() * KEPT)));
        }
    }

    /** True for a failure that this card shows at the router to start from. */
    static boolean mends(@Nullable Problem problem) {
        return problem != null && OF_ROUTER.contains(problem.code());
    }
}
