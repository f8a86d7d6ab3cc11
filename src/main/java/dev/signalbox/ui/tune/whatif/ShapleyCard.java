package dev.signalbox.ui.tune.whatif;

import dev.signalbox.evaluation.pool.OracleShapley;
import dev.signalbox.ui.control.ConfidenceBars;
import dev.signalbox.ui.tune.Cards;
import dev.signalbox.ui.tune.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** How much of the oracle each VLM brings. */
final class ShapleyCard extends StackPane {
    private final ConfidenceBars bars = new ConfidenceBars();

    ShapleyCard(WhatIfViewModel model) {
        setMinWidth(0);
        bars.setId("whatif-shapley");
        getChildren().add(Cards.explained("whatif.shapley", "whatif.shapley.why", bars));
        model.now().addListener((property, old, now) -> {
            if (now != null && (old == null || old.worth() != now.worth())) {
                show(now);
            }
        });
        show(model.now().get());
    }

    private void show(@Nullable WhatIf now) {
        if (now == null) {
            return;
        }
        OracleShapley shapley = now.worth().shapley();
        double most = Arrays.stream(shapley.value()).max().orElse(1);
        List<ConfidenceBars.Bar> all = new ArrayList<>();
        for (int k = 0; k < shapley.value().length; k++) {
            double value = shapley.value()[k];
            // Lengths are relative to the longest: what counts is the order and the distance.
            all.add(new ConfidenceBars.Bar(
                    now.worth().vlm(k), most > 0 ? value / most : Double.NaN, Figures.percent(value)));
        }
        bars.setBars(all);
    }
}
