package dev.signalbox.ui.tune.calibration;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.Reliability;
import dev.signalbox.evaluation.Reliability.Bin;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.Curve;
import dev.signalbox.ui.control.CurvePlot;
import dev.signalbox.ui.control.PlotAxis;
import dev.signalbox.ui.tune.Cards;
import dev.signalbox.ui.tune.Figures;
import dev.signalbox.ui.tune.TwoViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;

/** The reliability diagram: how often pairs of about the same confidence are right, beside what they promise. */
final class ReliabilityCard extends StackPane {
    // Styles, so that a colour means the same in both plots.
    static final int BEFORE = 3;
    static final int AFTER = 0;
    private static final int DIAGONAL = 7;

    private final CalibrationViewModel model;
    private final CurvePlot plot = new CurvePlot();
    private final CurvePlot counts = new CurvePlot();
    private final TableView<Line> table = new TableView<>();
    private final TwoViews views =
            new TwoViews("calibration-width", "calibration.bins.width", "calibration-mass", "calibration.bins.mass");

    private record Line(String side, Bin bin) {}

    ReliabilityCard(CalibrationViewModel model) {
        this.model = model;
        setMinWidth(0);
        views.onChange(this::show);
        plot.setId("calibration-reliability");
        plot.setAccessibleText(Messages.text("calibration.reliability"));
        plot.setAxes(
                PlotAxis.share(Messages.text("calibration.confidence")),
                PlotAxis.share(Messages.text("calibration.right")));
        plot.setMinHeight(220);
        plot.setPrefHeight(280);
        plot.setMinWidth(200);
        counts.setId("calibration-counts");
        counts.setAccessibleText(Messages.text("calibration.counts"));
        counts.setAxes(PlotAxis.share(""), PlotAxis.auto(Messages.text("calibration.pairs")));
        counts.setMinHeight(90);
        counts.setPrefHeight(100);
        counts.setMinWidth(200);
        prepare();
        FlowPane head = new FlowPane(12, 6, views);
        Label why = new Label(Messages.text("calibration.reliability.why"));
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        why.getStyleClass().addAll("text-muted", "text-small");
        getChildren().add(Cards.headed("calibration.reliability", why, head, plot, counts, table));
        model.judgement().addListener((property, old, now) -> show());
        show();
    }

    private void prepare() {
        table.setId("calibration-bins");
        table.setAccessibleText(Messages.text("calibration.bins"));
        table.getStyleClass().addAll("dense", "striped");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setMinHeight(150);
        table.setPrefHeight(180);
        table.getColumns()
                .setAll(List.of(
                        column("calibration.bin.side", Line::side, 66),
                        column(
                                "calibration.bin.pairs",
                                line -> Messages.text(
                                        "calibration.count", line.bin().pairs()),
                                56),
                        column(
                                "calibration.bin.confidence",
                                line -> Figures.percent(line.bin().confidence()),
                                88),
                        column(
                                "calibration.bin.right",
                                line -> Figures.percent(line.bin().accuracy()),
                                60),
                        column(
                                "calibration.bin.gap",
                                line -> Figures.points(
                                        line.bin().accuracy() - line.bin().confidence()),
                                56)));
        table.getColumns().subList(1, 5).forEach(c -> c.getStyleClass().add("tune-number"));
    }

    private static TableColumn<Line, String> column(String key, Function<Line, String> text, double width) {
        TableColumn<Line, String> column = new TableColumn<>(Messages.text(key));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        return column;
    }

    private Reliability bins(Judgement.Side side) {
        return views.first() ? side.quality().width() : side.quality().mass();
    }

    private void show() {
        Judgement now = model.judgement().get();
        List<Curve> curves = new ArrayList<>();
        List<Curve> bars = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        curves.add(new Curve(
                Messages.text("calibration.diagonal"),
                new double[] {0, 1},
                new double[] {0, 1},
                Curve.Shape.LINE,
                DIAGONAL));
        if (now != null) {
            boolean both = now.asked().method() != CalibrationMethod.NONE;
            add(bins(now.before()), Messages.text("calibration.before"), BEFORE, curves, bars, lines);
            if (both) {
                add(bins(now.after()), Messages.text("calibration.after"), AFTER, curves, bars, lines);
            }
        }
        plot.setCurves(curves);
        counts.setCurves(bars);
        table.getItems().setAll(lines);
    }

    private static void add(
            Reliability reliability, String name, int style, List<Curve> curves, List<Curve> bars, List<Line> lines) {
        List<Bin> bins = reliability.bins();
        double[] confidence = bins.stream().mapToDouble(Bin::confidence).toArray();
        double[] right = bins.stream().mapToDouble(Bin::accuracy).toArray();
        curves.add(new Curve(name, confidence, right, Curve.Shape.POINTS, style));
        // The gap of each bin: an upright line from the promise to what came of it.
        double[] x = new double[3 * bins.size()];
        double[] y = new double[x.length];
        for (int b = 0; b < bins.size(); b++) {
            x[3 * b] = confidence[b];
            x[3 * b + 1] = confidence[b];
            x[3 * b + 2] = confidence[b];
            y[3 * b] = confidence[b];
            y[3 * b + 1] = right[b];
            y[3 * b + 2] = Double.NaN;
        }
        curves.add(new Curve("", x, y, Curve.Shape.FAINT, style));
        bars.add(new Curve(
                name, confidence, bins.stream().mapToDouble(Bin::pairs).toArray(), Curve.Shape.LINE, style));
        bins.forEach(bin -> lines.add(new Line(name.toLowerCase(Locale.ROOT), bin)));
    }
}
