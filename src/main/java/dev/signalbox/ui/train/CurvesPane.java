package dev.signalbox.ui.train;

import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.Curve;
import dev.signalbox.ui.control.CurvePlot;
import dev.signalbox.ui.control.PlotAxis;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The curves of the ticked runs, one over the other: a colour is a run in every plot. */
final class CurvesPane extends GridPane {
    private enum Kind {
        LOSS("train.curve.loss", Epoch::loss),
        EM("train.curve.em", Epoch::validationEm),
        VALIDATION("train.curve.validationLoss", Epoch::validationLoss),
        RATE("train.curve.rate", Epoch::learningRate);

        private final String key;
        private final ToDoubleFunction<Epoch> value;

        Kind(String key, ToDoubleFunction<Epoch> value) {
            this.key = key;
            this.value = value;
        }
    }

    private final RunsViewModel model;
    private final Map<Kind, CurvePlot> plots = new EnumMap<>(Kind.class);

    CurvesPane(RunsViewModel model) {
        super(12, 12);
        this.model = model;
        setId("train-curves");
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        getColumnConstraints().addAll(half, half);
        for (Kind kind : Kind.values()) {
            CurvePlot plot = new CurvePlot();
            plot.setId("train-curve-" + kind.name().toLowerCase(java.util.Locale.ROOT));
            boolean main = kind == Kind.LOSS || kind == Kind.EM;
            plot.setMinHeight(main ? 170 : 130);
            plot.setPrefHeight(main ? 200 : 150);
            plot.setMinWidth(200);
            Label title = new Label(Messages.text(kind.key));
            title.getStyleClass().add("card-heading");
            VBox card = new VBox(6, title, plot);
            card.getStyleClass().addAll("card-plain", "train-card");
            card.setMinWidth(0);
            VBox.setVgrow(plot, Priority.ALWAYS);
            plots.put(kind, plot);
            add(card, kind.ordinal() % 2, kind.ordinal() / 2);
        }
        model.compared().addListener((property, old, now) -> draw());
        draw();
    }

    private static PlotAxis upright(Kind kind) {
        return switch (kind) {
            case EM -> PlotAxis.autoShare("");
            case RATE -> new PlotAxis("", Double.NaN, Double.NaN, Figures::tick);
            case LOSS, VALIDATION -> PlotAxis.auto("");
        };
    }

    /** As far as the longest run has come, so that all plots line up. */
    private static double length(List<RunLine> runs) {
        double longest = 1;
        for (RunLine run : runs) {
            longest = Math.max(longest, run.epochs().size());
            double[] x =
                    run.pulse() == null ? new double[0] : run.pulse().curve().x();
            longest = x.length == 0 ? longest : Math.max(longest, x[x.length - 1]);
        }
        return longest;
    }

    private void draw() {
        List<RunLine> runs = model.compared().get();
        double length = length(runs);
        plots.forEach((kind, plot) -> {
            List<Curve> curves = new ArrayList<>();
            for (RunLine run : runs) {
                add(curves, kind, run);
            }
            boolean main = kind == Kind.LOSS || kind == Kind.EM;
            // A little air, so that a dot on the last epoch is whole.
            plot.setAxes(
                    PlotAxis.between(main ? "" : Messages.text("train.curve.epoch"), 0, length * 1.015), upright(kind));
            plot.setCurves(curves);
            plot.setAccessibleText(said(kind, runs));
        });
    }

    private void add(List<Curve> curves, Kind kind, RunLine run) {
        int style = model.style(run);
        Pulse pulse = run.pulse();
        Pulse.Steps steps = pulse == null ? Pulse.Steps.NONE : pulse.curve();
        boolean bySteps = steps.x().length > 0 && (kind == Kind.LOSS || kind == Kind.RATE);
        double from = bySteps ? steps.x()[0] : Double.POSITIVE_INFINITY;
        // Of what an earlier session did, only the epochs are known.
        List<Epoch> epochs =
                run.epochs().stream().filter(e -> e.number() <= from).toList();
        if (bySteps && kind == Kind.LOSS) {
            curves.add(new Curve("", steps.x(), steps.loss(), Curve.Shape.FAINT, style));
        }
        double[] tail = !bySteps ? new double[0] : kind == Kind.LOSS ? steps.smooth() : steps.rate();
        double[] x = new double[epochs.size() + tail.length];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            boolean whole = i < epochs.size();
            x[i] = whole ? epochs.get(i).number() : steps.x()[i - epochs.size()];
            y[i] = whole ? kind.value.applyAsDouble(epochs.get(i)) : tail[i - epochs.size()];
        }
        curves.add(new Curve(run.name(), x, y, Curve.Shape.LINE, style));
        Epoch best = run.best();
        if ((kind == Kind.EM || kind == Kind.VALIDATION) && best != null) {
            curves.add(new Curve(
                    "",
                    new double[] {best.number()},
                    new double[] {kind.value.applyAsDouble(best)},
                    Curve.Shape.POINTS,
                    style));
        }
    }

    /** The newest value of every run, for people who do not see the curves. */
    private static String said(Kind kind, List<RunLine> runs) {
        List<String> parts = new ArrayList<>();
        for (RunLine run : runs) {
            if (!run.epochs().isEmpty()) {
                double value = kind.value.applyAsDouble(run.epochs().getLast());
                String shown = kind == Kind.EM ? Figures.percent(value) : Figures.number(value);
                parts.add(Messages.text("train.curve.said", Messages.text(kind.key), run.name(), shown));
            }
        }
        return parts.isEmpty() ? Messages.text(kind.key) : String.join("; ", parts);
    }
}
