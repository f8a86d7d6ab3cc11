package dev.signalbox.ui.tune.whatif;

import dev.signalbox.evaluation.Intervals;
import dev.signalbox.evaluation.pool.Regret;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.ConfidenceBars;
import dev.signalbox.ui.tune.Cards;
import dev.signalbox.ui.tune.Figures;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** EM by how many VLMs have a query right. */
final class LevelCard extends StackPane {
    private final ConfidenceBars bars = new ConfidenceBars();
    private final Label incomplete = Cards.wrapped("");

    LevelCard(WhatIfViewModel model) {
        setMinWidth(0);
        bars.setId("whatif-levels");
        incomplete.getStyleClass().addAll("text-muted", "text-small");
        incomplete.managedProperty().bind(incomplete.visibleProperty());
        getChildren().add(Cards.explained("whatif.levels", "whatif.levels.why", bars, incomplete));
        model.now().addListener((property, old, now) -> show(now));
        show(model.now().get());
    }

    private void show(@Nullable WhatIf now) {
        if (now == null) {
            return;
        }
        bars.setBars(now.regret().levels().stream().map(LevelCard::bar).toList());
        int some = now.regret().incomplete();
        incomplete.setVisible(some > 0);
        incomplete.setText(Messages.text("whatif.levels.incomplete", some));
    }

    private static ConfidenceBars.Bar bar(Regret.Level level) {
        Intervals.Interval interval = Intervals.wilson(level.correct(), level.queries());
        return new ConfidenceBars.Bar(
                Messages.text("whatif.level", level.right(), level.queries()),
                level.accuracy(),
                Messages.text(
                        "whatif.level.value",
                        Figures.percent(level.accuracy()),
                        Math.round(100 * interval.low()),
                        Math.round(100 * interval.high())));
    }
}
