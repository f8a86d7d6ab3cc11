package dev.signalbox.ui.tune.whatif;

import dev.signalbox.evaluation.pool.Regret;
import dev.signalbox.evaluation.pool.Regret.Part;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.StackBar;
import dev.signalbox.ui.control.Swatch;
import dev.signalbox.ui.tune.Cards;
import dev.signalbox.ui.tune.Figures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Where the choices at the threshold in hand are lost; each part's queries are a click away. */
final class RegretCard extends StackPane {
    private static final List<Double> LAMBDAS = List.of(0.05, 0.1, 0.2, 0.5, 1.0);

    private final WhatIfViewModel model;
    private final StackBar bar = new StackBar();
    private final Map<Part, Button> parts = new EnumMap<>(Part.class);
    private final Label quality = Cards.wrapped("");
    private final Label utility = Cards.wrapped("");
    private final Label excess = Cards.wrapped("");
    private final ChoiceBox<Double> lambda = new ChoiceBox<>();
    private final Label picked = Cards.wrapped("");
    private final HBox pickedBar;

    RegretCard(WhatIfViewModel model, Runnable showExplore) {
        this.model = model;
        setMinWidth(0);
        bar.setId("whatif-parts");
        bar.setOnPick(style -> model.pick(Part.values()[style]));
        FlowPane legend = new FlowPane(4, 4);
        for (Part part : Part.values()) {
            Button button = part(part);
            parts.put(part, button);
            legend.getChildren().add(button);
        }
        quality.setId("whatif-quality");
        utility.setId("whatif-utility");
        excess.setId("whatif-excess");
        lambda.setId("whatif-lambda");
        lambda.getItems().setAll(LAMBDAS);
        lambda.setValue(0.2);
        lambda.setAccessibleText(Messages.text("whatif.lambda.accessible"));
        lambda.setTooltip(new Tooltip(Messages.text("whatif.lambda.why")));
        lambda.valueProperty()
                .addListener((property, old, now) -> show(model.now().get()));
        Label name = new Label(Messages.text("whatif.lambda"));
        name.setLabelFor(lambda);
        VBox figures = new VBox(6, quality, excess, line(utility, name, lambda));
        picked.setId("whatif-picked");
        HBox.setHgrow(picked, Priority.ALWAYS);
        picked.setMaxWidth(Double.MAX_VALUE);
        pickedBar = line(
                picked,
                button("whatif-explore", "whatif.explore", showExplore),
                button("whatif-clear", "whatif.clear", model::clear));
        pickedBar.getStyleClass().add("whatif-picked");
        getChildren().add(Cards.explained("whatif.regret", "whatif.regret.why", bar, legend, pickedBar, figures));
        model.now().addListener((property, old, now) -> show(now));
        model.picked().addListener((property, old, now) -> showPicked());
        show(model.now().get());
        showPicked();
    }

    private static HBox line(javafx.scene.Node... nodes) {
        HBox line = new HBox(8, nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Button button(String id, String key, Runnable action) {
        Button button = new Button(Messages.text(key));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setAccessibleText(button.getText());
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private Button part(Part part) {
        Swatch swatch = new Swatch();
        swatch.setPlotStyle(part.ordinal());
        Button button = new Button("", swatch);
        button.setId("whatif-part-" + part.name().toLowerCase(java.util.Locale.ROOT));
        button.getStyleClass().addAll("small", "flat", "whatif-part");
        button.setTooltip(new Tooltip(why(part)));
        button.setOnAction(event -> model.pick(part));
        return button;
    }

    static String name(Part part) {
        return switch (part) {
            case UNSOLVABLE -> Messages.text("whatif.part.unsolvable");
            case FREE_WIN -> Messages.text("whatif.part.free");
            case CHEAPEST -> Messages.text("whatif.part.cheapest");
            case OVERPAID -> Messages.text("whatif.part.overpaid");
            case UNPRICED -> Messages.text("whatif.part.unpriced");
            case MISSED -> Messages.text("whatif.part.missed");
            case UNKNOWN -> Messages.text("whatif.part.unknown");
        };
    }

    private static String why(Part part) {
        return switch (part) {
            case UNSOLVABLE -> Messages.text("whatif.part.unsolvable.why");
            case FREE_WIN -> Messages.text("whatif.part.free.why");
            case CHEAPEST -> Messages.text("whatif.part.cheapest.why");
            case OVERPAID -> Messages.text("whatif.part.overpaid.why");
            case UNPRICED -> Messages.text("whatif.part.unpriced.why");
            case MISSED -> Messages.text("whatif.part.missed.why");
            case UNKNOWN -> Messages.text("whatif.part.unknown.why");
        };
    }

    private void show(@Nullable WhatIf now) {
        if (now == null) {
            bar.setSegments(List.of());
            parts.values().forEach(button -> button.setText(""));
            return;
        }
        Regret regret = now.regret();
        List<StackBar.Segment> segments = new ArrayList<>();
        parts.forEach((part, button) -> {
            int count = regret.count(part);
            segments.add(new StackBar.Segment(name(part), count, part.ordinal()));
            button.setText(Messages.text(
                    "whatif.part.count", name(part), count, Figures.percent((double) count / regret.part().length)));
            button.setAccessibleText(Messages.text("whatif.part.accessible", button.getText(), why(part)));
            button.setVisible(count > 0);
            button.setManaged(count > 0);
        });
        bar.setSegments(segments);
        quality.setText(Messages.text(
                "whatif.quality", Figures.percent(regret.quality()), regret.count(Part.MISSED), regret.judged()));
        excess.setText(
                regret.overpaid() == 0
                        ? Messages.text("whatif.excess.none")
                        : Messages.text(
                                "whatif.excess", regret.overpaid(), Figures.dollars(1000 * regret.meanExcess())));
        utility.setText(Messages.text("whatif.utility", Figures.percent(regret.utility(lambda.getValue()))));
    }

    private void showPicked() {
        WhatIfViewModel.Picked now = model.picked().get();
        pickedBar.setVisible(now != null);
        pickedBar.setManaged(now != null);
        if (now != null) {
            picked.setText(Messages.text("whatif.picked", now.queries(), name(now.part())));
        }
    }
}
