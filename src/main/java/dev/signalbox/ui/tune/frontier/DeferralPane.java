package dev.signalbox.ui.tune.frontier;

import dev.signalbox.evaluation.frontier.DeferralCurve;
import dev.signalbox.evaluation.frontier.OperatingPoint;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.Curve;
import dev.signalbox.ui.control.CurvePlot;
import dev.signalbox.ui.control.PlotAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** EM over the share of deferred queries, between deferring at random and in the best order. */
final class DeferralPane extends VBox {
    private static final int PLOTTED = 1500;

    private final FrontierViewModel model;
    private final CurvePlot plot = new CurvePlot();
    private int[] places = {};

    DeferralPane(FrontierViewModel model) {
        this.model = model;
        getStyleClass().addAll("card-plain", "tune-card");
        Label heading = new Label(Messages.text("frontier.deferral"));
        heading.getStyleClass().add("card-heading");
        plot.setId("frontier-deferral");
        plot.setAccessibleText(Messages.text("frontier.deferral"));
        plot.setMinHeight(240);
        plot.setPrefHeight(260);
        plot.setMinWidth(280);
        plot.setAxes(
                PlotAxis.share(Messages.text("frontier.deferral.axis")),
                PlotAxis.autoShare(Messages.text("frontier.quality.axis")));
        plot.setWalked(0);
        plot.setOnHit(hit -> {
            if (hit.curve() == 0) {
                model.choose(places[hit.point()]);
            }
        });
        getChildren().addAll(heading, plot);
        model.picture().addListener((property, old, now) -> draw());
        model.hand().addListener((property, old, now) -> follow());
        draw();
    }

    private void draw() {
        FrontierViewModel.Picture picture = model.picture().get();
        if (picture == null) {
            plot.setCurves(List.of());
            plot.setHand(null);
            return;
        }
        DeferralCurve cascade = picture.landscape().cascade().deferral();
        DeferralCurve oracle = picture.landscape().cascade().oracle();
        places = thinned(cascade.size());
        List<Curve> curves = new ArrayList<>();
        curves.add(curve("frontier.cascade", cascade, places, Curve.Shape.PATH, 0));
        curves.add(curve("frontier.deferral.oracle", oracle, thinned(oracle.size()), Curve.Shape.LINE, 3));
        int last = cascade.size() - 1;
        curves.add(new Curve(
                Messages.text("frontier.deferral.random"),
                new double[] {0, 1},
                new double[] {cascade.quality()[0], cascade.quality()[last]},
                Curve.Shape.LINE,
                9));
        plot.setCurves(curves);
        follow();
    }

    private static Curve curve(String key, DeferralCurve curve, int[] chosen, Curve.Shape shape, int style) {
        double[] x = Arrays.stream(chosen).mapToDouble(i -> curve.share()[i]).toArray();
        double[] y = Arrays.stream(chosen).mapToDouble(i -> curve.quality()[i]).toArray();
        return new Curve(Messages.text(key), x, y, shape, style);
    }

    private static int[] thinned(int n) {
        int stride = Math.max(1, (n + PLOTTED - 1) / PLOTTED);
        int[] result = new int[(n + stride - 1) / stride + (n > 0 && (n - 1) % stride != 0 ? 1 : 0)];
        Arrays.setAll(result, i -> Math.min(n - 1, i * stride));
        return result;
    }

    private void follow() {
        OperatingPoint hand = model.hand().get();
        double share = model.deferral();
        plot.setHand(
                hand == null || Double.isNaN(share) || Double.isNaN(hand.quality())
                        ? null
                        : new CurvePlot.Tag(share, hand.quality(), Messages.text("frontier.hand")));
    }
}
