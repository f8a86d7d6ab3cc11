package dev.signalbox.ui.tune.calibration;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.Discrimination;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.Curve;
import dev.signalbox.ui.control.CurvePlot;
import dev.signalbox.ui.control.PlotAxis;
import dev.signalbox.ui.tune.Cards;
import dev.signalbox.ui.tune.TwoViews;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** How well confidences tell right from wrong: the ROC or the precision-recall curve, with the areas below. */
final class DiscriminationCard extends StackPane {
    private final CalibrationViewModel model;
    private final CurvePlot plot = new CurvePlot();
    private final Label areas = new Label();
    private final TwoViews views =
            new TwoViews("calibration-roc", "calibration.roc", "calibration-pr", "calibration.pr");

    DiscriminationCard(CalibrationViewModel model) {
        this.model = model;
        setMinWidth(0);
        views.onChange(this::show);
        plot.setId("calibration-curve");
        plot.setAccessibleText(Messages.text("calibration.discrimination"));
        plot.setMinHeight(220);
        plot.setPrefHeight(260);
        plot.setMinWidth(200);
        areas.setId("calibration-areas");
        areas.setWrapText(true);
        areas.setMinHeight(USE_PREF_SIZE);
        getChildren().add(Cards.headed("calibration.discrimination", views, plot, areas));
        model.judgement().addListener((property, old, now) -> show());
        show();
    }

    private void show() {
        boolean receiver = views.first();
        plot.setAxes(
                PlotAxis.share(Messages.text(receiver ? "calibration.fpr" : "calibration.recall")),
                PlotAxis.share(Messages.text(receiver ? "calibration.tpr" : "calibration.precision")));
        Judgement now = model.judgement().get();
        List<Curve> curves = new ArrayList<>();
        if (now != null) {
            curves.add(curve(
                    Messages.text("calibration.before"),
                    now.before().discrimination(),
                    receiver,
                    ReliabilityCard.BEFORE));
            if (now.asked().method() != CalibrationMethod.NONE) {
                curves.add(curve(
                        Messages.text("calibration.after"),
                        now.after().discrimination(),
                        receiver,
                        ReliabilityCard.AFTER));
            }
            areas.setText(Messages.text(
                    "calibration.areas",
                    FigureCard.four(now.before().discrimination().auroc()),
                    FigureCard.four(now.after().discrimination().auroc()),
                    FigureCard.four(now.before().discrimination().averagePrecision()),
                    FigureCard.four(now.after().discrimination().averagePrecision())));
        }
        plot.setCurves(curves);
    }

    private static Curve curve(String name, Discrimination curves, boolean receiver, int style) {
        return receiver
                ? new Curve(name, curves.falsePositive(), curves.recall(), Curve.Shape.LINE, style)
                : new Curve(name, curves.recall(), curves.precision(), Curve.Shape.LINE, style);
    }
}
