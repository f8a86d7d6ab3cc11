package dev.signalbox.ui.tune.stages;

import dev.signalbox.evaluation.Intervals;
import dev.signalbox.evaluation.StagedPoint;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.ConfidenceBars;
import dev.signalbox.ui.tune.Cards;
import dev.signalbox.ui.tune.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What the stages give at their thresholds on the study's queries. */
final class OutcomeCard extends StackPane {
    private final GridPane grid = new GridPane(16, 4);
    private final ConfidenceBars stages = new ConfidenceBars();
    private final ConfidenceBars shares = new ConfidenceBars();

    OutcomeCard(StagesViewModel model) {
        setMinWidth(0);
        grid.setId("stages-figures");
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(name, new ColumnConstraints());
        stages.setId("stages-reach");
        shares.setId("stages-shares");
        getChildren()
                .add(Cards.explained(
                        "stages.outcome",
                        "stages.outcome.why",
                        grid,
                        new VBox(4, heading("stages.reach"), stages),
                        new VBox(4, heading("stages.shares"), shares)));
        model.outcome().addListener((property, old, now) -> show(now));
        show(model.outcome().get());
    }

    private static Label heading(String key) {
        Label label = new Label(Messages.text(key));
        label.getStyleClass().addAll("text-muted", "text-small");
        return label;
    }

    private void show(StagesViewModel.@Nullable Outcome now) {
        grid.getChildren().clear();
        if (now == null) {
            stages.setBars(List.of());
            shares.setBars(List.of());
            return;
        }
        StagedPoint point = now.point();
        Intervals.Interval interval = point.interval();
        row(0, "stages.em", Figures.percent(point.em()));
        row(
                1,
                "stages.interval",
                Messages.text("stages.range", Figures.percent(interval.low()), Figures.percent(interval.high())));
        row(2, "stages.cost", known(point.priced(), Figures.dollars(1000 * point.spent())));
        row(3, "stages.priced", Messages.text("stages.of", point.priced(), point.queries()));
        row(4, "stages.latency", known(point.timed(), Figures.seconds(point.meanLatency())));
        row(5, "stages.timed", Messages.text("stages.of", point.timed(), point.queries()));
        row(
                6,
                "stages.calls",
                String.format(
                        Locale.ENGLISH,
                        "%.2f",
                        point.queries() == 0
                                ? Double.NaN
                                : (double) Arrays.stream(point.reached()).sum() / point.queries()));
        row(7, "stages.judged", Messages.text("stages.of", point.judged(), point.queries()));
        List<ConfidenceBars.Bar> reached = new ArrayList<>();
        for (int s = 0; s < point.reached().length; s++) {
            reached.add(new ConfidenceBars.Bar(
                    Messages.text("stages.stage", s + 1),
                    point.reach(s),
                    Messages.text(
                            "stages.reach.value",
                            Figures.percent(point.reach(s)),
                            Figures.percent((double) point.decided()[s] / point.queries()))));
        }
        stages.setBars(reached);
        List<ConfidenceBars.Bar> chosen = new ArrayList<>();
        now.setup().stageOf().forEach((column, stage) -> {
            double share = point.share(column);
            chosen.add(new ConfidenceBars.Bar(now.study().vlm(column), share, Figures.percent(share)));
        });
        shares.setBars(chosen);
    }

    private static String known(int queries, String figure) {
        return queries == 0 ? Messages.text("report.unknown") : figure;
    }

    private void row(int at, String key, String value) {
        Label name = new Label(Messages.text(key));
        Label number = new Label(value);
        number.setId(key.replace('.', '-') + "-now");
        if (at == 0) {
            number.getStyleClass().add("tune-now");
        } else {
            name.getStyleClass().add("text-muted");
        }
        GridPane.setHalignment(number, HPos.RIGHT);
        grid.addRow(at, name, number);
    }
}
