package dev.signalbox.ui.tune.frontier;

import dev.signalbox.evaluation.frontier.OperatingPoint;
import dev.signalbox.evaluation.frontier.Points;
import dev.signalbox.evaluation.frontier.References;
import dev.signalbox.evaluation.frontier.Tally;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.Curve;
import dev.signalbox.ui.control.CurvePlot;
import dev.signalbox.ui.control.PlotAxis;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The plane of cost and quality. */
final class PlanePane extends VBox {
    private static final int PLOTTED = 1500;
    private static final double PER_THOUSAND = 1000;
    /** Points drawn for a straight line between two corners. */
    private static final int BETWEEN = 40;

    /** What can be drawn; the places are styles, so that a colour and a dash mean the same everywhere. */
    private enum Layer {
        CASCADE("frontier.cascade", 0, true),
        LAMBDA("frontier.lambda", 1, true),
        LAMBDA_SECOND("frontier.lambda", 2, true),
        ZERO("frontier.zero", 7, true),
        PARETO("frontier.pareto", 8, false),
        HULL("frontier.hull", 4, false),
        SINGLES("frontier.singles", 5, true),
        RANDOM("frontier.random", 9, true),
        DATASET_ORACLE("frontier.datasetOracle", 10, true),
        ORACLE("frontier.oracle", 3, true);

        private final String key;
        private final int style;
        private final boolean first;

        Layer(String key, int style, boolean first) {
            this.key = key;
            this.style = style;
            this.first = first;
        }
    }

    private final FrontierViewModel model;
    private final CurvePlot plot = new CurvePlot();
    private final Set<Layer> shown = EnumSet.noneOf(Layer.class);
    private final CheckBox log = new CheckBox(Messages.text("frontier.log"));
    private final Label note = new Label();
    private int[] places = {};
    /** Whether a person chose the kind of axis; until then the data does. */
    private boolean decided;

    PlanePane(FrontierViewModel model) {
        this.model = model;
        getStyleClass().addAll("card-plain", "tune-card");
        Label heading = new Label(Messages.text("frontier.plane"));
        heading.getStyleClass().add("card-heading");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        log.setId("frontier-log");
        log.setSelected(true);
        log.setOnAction(event -> {
            decided = true;
            draw();
        });
        HBox head = new HBox(12, heading, space, log, menu());
        head.setAlignment(Pos.CENTER_LEFT);
        note.setId("frontier-note");
        note.getStyleClass().addAll("text-muted", "text-small");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        plot.setId("frontier-plane");
        plot.setAccessibleText(Messages.text("frontier.plane"));
        plot.setMinHeight(320);
        plot.setMinWidth(280);
        plot.setPrefHeight(360);
        plot.setOnHit(hit -> {
            if (hit.curve() == 0 && shown.contains(Layer.CASCADE)) {
                model.choose(places[hit.point()]);
            }
        });
        plot.setNote(this::note);
        VBox.setVgrow(plot, Priority.ALWAYS);
        getChildren().addAll(head, plot, note);
        for (Layer layer : Layer.values()) {
            if (layer.first) {
                shown.add(layer);
            }
        }
        model.picture().addListener((property, old, now) -> draw());
        model.hand().addListener((property, old, now) -> follow());
        draw();
    }

    private MenuButton menu() {
        MenuButton menu = new MenuButton(Messages.text("frontier.layers"), new FontIcon(Feather.LAYERS));
        menu.setId("frontier-layers");
        menu.getStyleClass().addAll("flat", "small");
        menu.setAccessibleText(Messages.text("frontier.layers"));
        int router = 1;
        for (Layer layer : Layer.values()) {
            boolean lambda = layer == Layer.LAMBDA || layer == Layer.LAMBDA_SECOND;
            CheckMenuItem item =
                    new CheckMenuItem(lambda ? Messages.text(layer.key, router++) : Messages.text(layer.key));
            item.setSelected(layer.first);
            item.selectedProperty().addListener((property, old, now) -> {
                if (now) {
                    shown.add(layer);
                } else {
                    shown.remove(layer);
                }
                draw();
            });
            menu.getItems().add(item);
        }
        return menu;
    }

    private String note(CurvePlot.Hit hit) {
        FrontierViewModel.Picture picture = model.picture().get();
        if (picture == null || hit.curve() != 0 || !shown.contains(Layer.CASCADE) || hit.point() >= places.length) {
            return "";
        }
        double tau = picture.landscape().cascade().points().parameter()[places[hit.point()]];
        return Messages.text("frontier.tau", Figure.setting(Math.max(0, tau)));
    }

    private void draw() {
        FrontierViewModel.Picture picture = model.picture().get();
        if (picture == null || picture.landscape().costless()) {
            plot.setCurves(List.of());
            plot.setTags(List.of());
            plot.setHand(null);
            note.setText(picture == null ? "" : Messages.text("frontier.costless"));
            return;
        }
        Landscape land = picture.landscape();
        if (!decided) {
            log.setSelected(land.references().singles().stream().noneMatch(single -> single.spent() == 0));
        }
        List<Curve> curves = new ArrayList<>();
        List<CurvePlot.Tag> tags = new ArrayList<>();
        Points cascade = land.cascade().points();
        places = thinned(cascade);
        if (shown.contains(Layer.CASCADE)) {
            curves.add(curve(Layer.CASCADE, picked(cascade, places), Curve.Shape.PATH));
        }
        for (int r = 0; r < land.routers().size(); r++) {
            Layer layer = r == 0 ? Layer.LAMBDA : Layer.LAMBDA_SECOND;
            if (shown.contains(layer)) {
                Points all = land.routers().get(r).points();
                curves.add(named(
                        Messages.text(layer.key, r + 1), layer, rising(picked(all, thinned(all))), Curve.Shape.LINE));
            }
        }
        if (shown.contains(Layer.PARETO)) {
            curves.add(curve(Layer.PARETO, cascade.pareto(), Curve.Shape.STEP));
        }
        if (shown.contains(Layer.HULL)) {
            curves.add(curve(Layer.HULL, mixed(cascade.hull()), Curve.Shape.LINE));
        }
        if (shown.contains(Layer.ZERO)) {
            curves.add(curve(Layer.ZERO, mixed(land.references().zeroRouter()), Curve.Shape.LINE));
        }
        references(land, curves, tags);
        plot.setAxes(
                log.isSelected()
                        ? PlotAxis.logarithmic(Messages.text("frontier.cost.axis"), null)
                        : PlotAxis.auto(Messages.text("frontier.cost.axis")),
                PlotAxis.autoShare(Messages.text("frontier.quality.axis")));
        plot.setCurves(curves);
        plot.setTags(tags);
        plot.setWalked(shown.contains(Layer.CASCADE) ? 0 : -1);
        boolean hidden = log.isSelected() && curves.stream().anyMatch(PlanePane::hasNothing);
        StringBuilder said = new StringBuilder(Messages.text("frontier.plane.help"));
        if (!land.study().terms().asImported()) {
            PoolTerms terms = land.study().terms();
            said.append(' ').append(Messages.text("tune.note.whatif", terms.forbidden(), terms.repriced()));
        }
        if (land.assumed() > 0) {
            said.append(' ').append(Messages.text("frontier.assumed", land.assumed()));
        }
        if (hidden) {
            said.append(' ').append(Messages.text("frontier.log.hidden"));
        }
        if (land.unknown() > 0) {
            said.append(' ').append(Messages.text("frontier.unknown", land.unknown()));
        }
        note.setText(said.toString());
        follow();
    }

    private void references(Landscape land, List<Curve> curves, List<CurvePlot.Tag> tags) {
        References references = land.references();
        if (shown.contains(Layer.ORACLE)) {
            point(Layer.ORACLE, references.oracle().point(Double.NaN), curves, tags);
        }
        Tally dataset = references.datasetOracle();
        if (shown.contains(Layer.DATASET_ORACLE) && dataset != null) {
            point(Layer.DATASET_ORACLE, dataset.point(Double.NaN), curves, tags);
        }
        if (shown.contains(Layer.RANDOM)) {
            point(Layer.RANDOM, references.random(), curves, tags);
        }
        if (shown.contains(Layer.SINGLES)) {
            curves.add(curve(Layer.SINGLES, references.points(), Curve.Shape.POINTS));
            for (int k = 0; k < references.singles().size(); k++) {
                Tally single = references.singles().get(k);
                tags.add(new CurvePlot.Tag(single.spent() * PER_THOUSAND, single.quality(), land.vlm(k)));
            }
        }
    }

    private static void point(Layer layer, OperatingPoint point, List<Curve> curves, List<CurvePlot.Tag> tags) {
        curves.add(curve(layer, Points.of(List.of(point)), Curve.Shape.POINTS));
        tags.add(new CurvePlot.Tag(point.cost() * PER_THOUSAND, point.quality(), Messages.text(layer.key)));
    }

    private static boolean hasNothing(Curve curve) {
        for (double x : curve.x()) {
            if (x <= 0) {
                return true;
            }
        }
        return false;
    }

    private static Curve curve(Layer layer, Points points, Curve.Shape shape) {
        return named(Messages.text(layer.key), layer, points, shape);
    }

    private static Curve named(String name, Layer layer, Points points, Curve.Shape shape) {
        double[] x = points.cost().clone();
        for (int i = 0; i < x.length; i++) {
            x[i] *= PER_THOUSAND;
        }
        return new Curve(name, x, points.quality(), shape, layer.style);
    }

    /** Places of at most about {@link #PLOTTED} points, the first and last among them. */
    private static int[] thinned(Points points) {
        int n = points.size();
        int stride = Math.max(1, (n + PLOTTED - 1) / PLOTTED);
        int count = (n + stride - 1) / stride;
        int[] result = new int[count + (n > 0 && (n - 1) % stride != 0 ? 1 : 0)];
        for (int i = 0; i < count; i++) {
            result[i] = i * stride;
        }
        if (result.length > count) {
            result[count] = n - 1;
        }
        return result;
    }

    private static Points picked(Points points, int[] chosen) {
        Points result = new Points(new double[chosen.length], new double[chosen.length], new double[chosen.length]);
        for (int i = 0; i < chosen.length; i++) {
            result.parameter()[i] = points.parameter()[chosen[i]];
            result.cost()[i] = points.cost()[chosen[i]];
            result.quality()[i] = points.quality()[chosen[i]];
        }
        return result;
    }

    /** A hull with points between its corners: on a logarithmic axis mixing two settings is no straight line. */
    private static Points mixed(Points hull) {
        List<OperatingPoint> points = new ArrayList<>();
        for (int i = 0; i < hull.size(); i++) {
            points.add(hull.get(i));
            for (int part = 1; i + 1 < hull.size() && part < BETWEEN; part++) {
                // Closer together at the cheap end, where a logarithmic axis is wide.
                double share = Math.pow((double) part / BETWEEN, 6);
                double cost = hull.cost()[i] + share * (hull.cost()[i + 1] - hull.cost()[i]);
                points.add(new OperatingPoint(Double.NaN, cost, hull.onHull(cost)));
            }
        }
        return Points.of(points);
    }

    /** A rising lambda makes costs fall; lines are drawn by rising costs. */
    private static Points rising(Points points) {
        int n = points.size();
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = n - 1 - i;
        }
        return picked(points, order);
    }

    private void follow() {
        OperatingPoint hand = model.hand().get();
        boolean there = hand != null && !Double.isNaN(hand.cost()) && !Double.isNaN(hand.quality());
        plot.setHand(
                there
                        ? new CurvePlot.Tag(hand.cost() * PER_THOUSAND, hand.quality(), Messages.text("frontier.hand"))
                        : null);
    }
}
