package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.evaluation.Summary;
import dev.signalbox.model.Scenario;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.SteadyLabel;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The figures at tau beside the baseline's, the references on the same queries, and where the queries go. */
final class FigurePane extends VBox {
    private final TuneViewModel model;
    private final GridPane table = new GridPane(8, 5);
    private final SteadyLabel interval = muted();
    private final SteadyLabel base = muted();
    private final SteadyLabel cost = muted();
    private final Label versus = new Label();
    private final Tooltip whose = new Tooltip(); // one for all: a tooltip is a window with a scene and its style sheets
    private final VBox references = new VBox(4);
    private final ShareBars shares = new ShareBars();
    private final VBox others = new VBox(8);
    private Runnable refresh = () -> {};
    private int row;

    FigurePane(TuneViewModel model) {
        this.model = model;
        getStyleClass().addAll("card-plain", "tune-card");
        setId("tune-figures");
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        name.setMinWidth(96);
        table.getColumnConstraints().add(name);
        for (int i = 0; i < 3; i++) {
            ColumnConstraints number = new ColumnConstraints();
            number.setHalignment(HPos.RIGHT);
            number.setMinWidth(52);
            table.getColumnConstraints().add(number);
        }
        versus.getStyleClass().addAll("text-muted", "text-small");
        versus.setTooltip(whose);
        versus.setMaxWidth(110);
        versus.setAlignment(Pos.CENTER_RIGHT);
        table.addRow(row++, heading("tune.figures"), head("tune.now"), versus, head("tune.change"));
        share("tune.em", "em", ReplayPoint::em);
        table.add(interval, 0, row++, 4, 1);
        share("tune.accuracy", "accuracy", point -> point.confusion().accuracy());
        share("tune.precision", "precision", point -> point.confusion().precision());
        share("tune.recall", "recall", point -> point.confusion().recall());
        share("tune.f1", "f1", point -> point.confusion().f1());
        share("tune.deferral", "deferral", ReplayPoint::deferral);
        share("tune.paid", "paid", point -> {
            Study study = model.study().get();
            return study == null ? Double.NaN : study.paidShare(point);
        });
        row("tune.cost", "cost", this::cost, Figures::dollars, (now, then) -> Figures.dollarsMore(now - then));
        table.add(cost, 0, row++, 4, 1);
        table.add(base, 0, row++, 4, 1);
        others.getChildren().addAll(heading("tune.references"), references, heading("tune.shares"), shares);
        HBox.setHgrow(table, Priority.ALWAYS);
        HBox.setHgrow(others, Priority.ALWAYS);
        model.point().addListener((property, old, now) -> show());
        model.study().addListener((property, old, now) -> showReferences());
        showReferences();
        show();
    }

    /** @param flat true to put the references beside the table, else they come below it */
    void lieFlat(boolean flat) {
        getChildren().clear();
        if (flat) {
            table.setPrefWidth(280);
            others.setPrefWidth(240);
            getChildren().add(new HBox(24, table, others));
        } else {
            table.setPrefWidth(USE_COMPUTED_SIZE);
            getChildren().addAll(table, others);
        }
        setPrefWidth(flat ? USE_COMPUTED_SIZE : 320);
        setMinWidth(316);
    }

    private static Label heading(String key) {
        Label label = new Label(Messages.text(key));
        label.getStyleClass().add("card-heading");
        return label;
    }

    private static Label head(String key) {
        Label label = new Label(Messages.text(key));
        label.getStyleClass().addAll("text-muted", "text-small");
        return label;
    }

    private static SteadyLabel muted() {
        SteadyLabel label = new SteadyLabel();
        label.getStyleClass().addAll("text-muted", "text-small", "tabular");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private void share(String key, String id, Function<ReplayPoint, Double> value) {
        row(key, id, value, Figures::percent, (now, then) -> Figures.points(now - then));
    }

    private void row(
            String key,
            String id,
            Function<ReplayPoint, Double> value,
            Function<Double, String> text,
            BiFunction<Double, Double, String> difference) {
        Label name = new Label(Messages.text(key));
        name.setTooltip(new Tooltip(Messages.text(key + ".why")));
        SteadyLabel now = number("tune-now-" + id);
        now.getStyleClass().add("tune-now");
        SteadyLabel then = number("tune-then-" + id);
        then.getStyleClass().add("text-muted");
        SteadyLabel change = number("tune-change-" + id);
        table.addRow(row++, name, now, then, change);
        Runnable before = refresh;
        refresh = () -> {
            before.run();
            ReplayPoint here = model.point().get();
            ReplayPoint there = model.comparedPoint().get();
            double mine = here == null ? Double.NaN : value.apply(here);
            double other = there == null ? Double.NaN : value.apply(there);
            now.show(text.apply(mine));
            then.show(text.apply(other));
            change.show(difference.apply(mine, other));
            now.setAccessibleText(Messages.text("tune.figure", name.getText(), now.getText(), change.getText()));
        };
    }

    /** What is known of it; nothing where no threshold has a known cost. */
    private double cost(ReplayPoint point) {
        Study study = model.study().get();
        return study == null || !study.priced() ? Double.NaN : point.cost() / point.queries() * 1000;
    }

    private static SteadyLabel number(String id) {
        SteadyLabel label = new SteadyLabel();
        label.setAlignment(Pos.CENTER_RIGHT);
        label.setId(id);
        label.getStyleClass().add("tabular");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private void show() {
        refresh.run();
        Scenario scenario = model.baseline().get().scenario();
        versus.setText(scenario == null ? Messages.text("tune.baseline.none") : scenario.name());
        whose.setText(
                scenario == null
                        ? Messages.text("tune.baseline.none.why")
                        : Messages.text("tune.baseline.why", scenario.name(), Figures.tau(scenario.tau())));
        ReplayPoint point = model.point().get();
        Study study = model.study().get();
        if (point == null || study == null) {
            return;
        }
        interval.show(Messages.text(
                "tune.interval",
                Figures.percent(point.interval().low()),
                Figures.percent(point.interval().high())));
        cost.show(
                point.priced() == 0
                        ? Messages.text("tune.cost.none")
                        : Messages.text(
                                point.priced() < point.queries() ? "tune.cost.part" : "tune.cost.known",
                                point.priced(),
                                point.queries()));
        base.show(Messages.text("tune.judged", point.judged(), point.queries(), point.unknown()));
        shares.show(study, point);
    }

    private void showReferences() {
        references.getChildren().clear();
        Study study = model.study().get();
        if (study == null) {
            return;
        }
        Summary.PerVlm best = study.summary().best();
        references
                .getChildren()
                .addAll(
                        reference(
                                "tune-best-single",
                                best == null
                                        ? Messages.text("tune.bestSingle")
                                        : Messages.text("tune.bestSingle.named", best.id()),
                                study.bestSingle()),
                        reference(
                                "tune-random",
                                Messages.text("tune.random"),
                                study.summary().random()),
                        reference(
                                "tune-oracle",
                                Messages.text("tune.oracle"),
                                study.summary().oracle()));
        if (study.summary().oracle() == 1) {
            Label dropped = muted();
            dropped.setId("tune-oracle-dropped");
            dropped.setText(Messages.text("tune.oracle.one"));
            references.getChildren().add(dropped);
        }
    }

    private static Node reference(String id, String name, double value) {
        Label number = number(id);
        number.setText(Figures.percent(value));
        Label label = new Label(name);
        label.setMinWidth(0);
        GridPane line = new GridPane(16, 0);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        line.getColumnConstraints().addAll(wide, new ColumnConstraints());
        line.addRow(0, label, number);
        return line;
    }
}
