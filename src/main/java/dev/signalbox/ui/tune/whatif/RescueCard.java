package dev.signalbox.ui.tune.whatif;

import dev.signalbox.evaluation.Paradox;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.HeatMap;
import dev.signalbox.ui.control.HeatMap.Cell;
import dev.signalbox.ui.control.HeatMap.Column;
import dev.signalbox.ui.tune.Cards;
import dev.signalbox.ui.tune.Figures;
import dev.signalbox.ui.tune.TwoViews;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** How the VLMs complete each other: who is right where another is wrong, and whose failures are the same. */
final class RescueCard extends StackPane {
    private final HeatMap map = new HeatMap();
    private final TwoViews views =
            new TwoViews("whatif-rescue", "whatif.matrix.rescue", "whatif-overlap", "whatif.matrix.overlap");

    RescueCard(WhatIfViewModel model) {
        setMinWidth(0);
        views.onChange(() -> show(model.now().get()));
        map.setId("whatif-matrix");
        map.setAccessibleText(Messages.text("whatif.matrix"));
        map.prefHeightProperty().bind(Bindings.size(map.getItems()).multiply(42).add(48));
        map.minHeightProperty().bind(Bindings.min(map.prefHeightProperty(), 348));
        getChildren().add(Cards.explained("whatif.matrix", "whatif.matrix.why", views, map));
        model.now().addListener((property, old, now) -> {
            if (now == null || old == null || old.worth() != now.worth()) {
                show(now);
            }
        });
        show(model.now().get());
    }

    private void show(@Nullable WhatIf now) {
        if (now == null) {
            map.getItems().clear();
            return;
        }
        int width = now.worth().outcomes().width();
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < width; j++) {
            columns.add(new Column(now.worth().vlm(j), 66, 160));
        }
        map.setCells(
                views.first() ? Messages.text("whatif.matrix.corner") : Messages.text("whatif.matrix.corner.overlap"),
                columns);
        DoubleSummaryStatistics range = new DoubleSummaryStatistics();
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                double share = share(now, i, j);
                if (i != j && !Double.isNaN(share)) {
                    range.accept(share);
                }
            }
        }
        List<HeatMap.Row> rows = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            List<Cell> cells = new ArrayList<>();
            for (int j = 0; j < width; j++) {
                cells.add(i == j ? new Cell("", "", Double.NaN, "") : cell(now, i, j, range));
            }
            rows.add(new HeatMap.Row(now.worth().vlm(i), cells, false));
        }
        map.getItems().setAll(rows);
    }

    private double share(WhatIf now, int i, int j) {
        Paradox paradox = now.worth().paradox();
        return views.first() ? paradox.rescue(i, j) : paradox.overlap(i, j);
    }

    private Cell cell(WhatIf now, int i, int j, DoubleSummaryStatistics range) {
        double share = share(now, i, j);
        double heat = HeatMap.heat(share, range);
        Paradox paradox = now.worth().paradox();
        String one = now.worth().vlm(i);
        String other = now.worth().vlm(j);
        if (views.first()) {
            int right = paradox.right()[i][j];
            int wrong = paradox.wrong()[i][j];
            return new Cell(
                    Figures.percent(share),
                    Messages.text("whatif.matrix.of", right, wrong),
                    heat,
                    Messages.text("whatif.matrix.rescue.spoken", other, right, wrong, one, Figures.percent(share)));
        }
        return new Cell(
                Figures.percent(share),
                "",
                heat,
                Messages.text("whatif.matrix.overlap.spoken", one, other, Figures.percent(share)));
    }
}
