package dev.signalbox.ui.tune.advice;

import dev.signalbox.report.Cell;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.Problem;
import dev.signalbox.ui.tune.TuneViewModel;
import dev.signalbox.workbench.AdviceStamp;
import dev.signalbox.workbench.AdviceWords;
import dev.signalbox.workbench.AdviseThreshold;
import dev.signalbox.workbench.TuneDataset;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The advised threshold: what it gave where it was found, what it gives elsewhere, what is promised, and from what. */
final class AdvicePane extends VBox {
    private static final int HASH = 12;

    private final AdviceViewModel model;
    private final Label tau = new Label();
    private final Label verdict = wrapped("advice-verdict");
    private final Label stale = wrapped("advice-stale");
    private final Label guarantee = wrapped("advice-guarantee");
    private final Label caution = wrapped("advice-caution");
    private final GridPane figures = new GridPane(16, 5);
    private final VBox stamp = new VBox(2);
    private final Button use = new Button(Messages.text("advice.use"), new FontIcon(Feather.CHECK));
    private final Button save = new Button(Messages.text("advice.save"), new FontIcon(Feather.BOOKMARK));
    private int row;

    AdvicePane(AdviceViewModel model, TuneViewModel tune, Commands commands) {
        this.model = model;
        setId("advice-found");
        getStyleClass().addAll("card-plain", "tune-card");
        tau.setId("advice-tau");
        tau.getStyleClass().add("advice-tau");
        guarantee.getStyleClass().add("advice-guarantee");
        stale.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
        stale.getStyleClass().add("tune-note");
        caution.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
        caution.getStyleClass().add("tune-note");
        use.setId("advice-use");
        use.getStyleClass().add("accent");
        use.setAccessibleText(use.getText());
        use.setOnAction(event -> model.use());
        save.setId("advice-save");
        save.setAccessibleText(save.getText());
        save.setOnAction(event -> {
            model.use();
            commands.find("tune.save").ifPresent(commands::run);
        });
        FlowPane actions = new FlowPane(8, 8, use, save);
        actions.setAlignment(Pos.CENTER_LEFT);
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        figures.getColumnConstraints().add(name);
        for (int i = 0; i < 2; i++) {
            ColumnConstraints number = new ColumnConstraints();
            number.setHalignment(HPos.RIGHT);
            figures.getColumnConstraints().add(number);
        }
        figures.setId("advice-figures");
        figures.setMaxWidth(560);
        getChildren().addAll(tau, verdict, stale, actions, figures, guarantee, caution, stamp);
        model.advice().addListener((property, old, now) -> show());
        model.problem().addListener((property, old, now) -> show());
        model.busy().addListener((property, old, now) -> setOpacity(now ? 0.6 : 1));
        tune.advice().addListener((property, old, now) -> standing());
        tune.study().addListener((property, old, now) -> standing());
        show();
    }

    private static Label wrapped(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static void set(Label label, @Nullable String text) {
        label.setText(text == null ? "" : text);
        label.setVisible(text != null);
        label.setManaged(text != null);
    }

    private void show() {
        AdviseThreshold.Report advice = model.advice().get();
        Throwable problem = model.problem().get();
        use.setDisable(advice == null);
        save.setDisable(advice == null);
        figures.getChildren().clear();
        stamp.getChildren().clear();
        row = 0;
        standing();
        if (advice == null) {
            set(tau, Messages.text(problem == null ? "advice.looking" : "advice.nothing"));
            set(verdict, problem == null ? null : Problem.of(problem).sentence());
            set(guarantee, null);
            set(caution, null);
            return;
        }
        set(tau, Messages.text("advice.tau", Cell.tau(advice.tau()).text()));
        String unmet = advice.unmet();
        set(
                verdict,
                unmet == null ? Messages.text("advice.met", advice.goalText()) : Messages.text("advice.unmet", unmet));
        verdict.getStyleClass().removeAll("tune-gained", "advice-unmet");
        verdict.getStyleClass().add(unmet == null ? "tune-gained" : "advice-unmet");
        set(guarantee, advice.guarantee());
        figures(advice);
        stamp(advice);
    }

    /** Warns when the setting in hand was advised from what is no longer there. */
    private void standing() {
        set(stale, AdviceWords.stale(model.changes()));
    }

    private void figures(AdviseThreshold.Report advice) {
        TuneDataset.Point found = advice.validation();
        TuneDataset.Point test = advice.test();
        figures.addRow(
                row++,
                muted(""),
                muted(Messages.text("advice.column.validation", advice.stamp().queries())),
                muted(
                        test == null
                                ? Messages.text("advice.column.none")
                                : Messages.text("advice.column.test", advice.testQueries())));
        AdviseThreshold.Rate tested = advice.tested();
        line(
                Messages.text("tune.em"),
                Cell.percent(found.em()),
                test == null ? null : Cell.percent(test.em()),
                "advice-test-em");
        line(
                Messages.text("report.interval"),
                Cell.interval(found.low(), found.high()),
                test == null ? null : Cell.interval(test.low(), test.high()),
                "advice-test-interval");
        line(
                Messages.text("report.spent"),
                Cell.perThousand(found.spent(advice.stamp().queries())),
                test == null ? null : Cell.perThousand(test.spent(advice.testQueries())),
                "advice-test-cost");
        line(
                Messages.text("tune.paid"),
                Cell.percent(found.paid()),
                test == null ? null : Cell.percent(test.paid()),
                "advice-paid");
        line(
                Messages.text("tune.deferral"),
                Cell.percent(found.deferral()),
                test == null ? null : Cell.percent(test.deferral()),
                "advice-deferral");
        String goal = advice.stamp().goal();
        AdviseThreshold.Rate bounded = advice.bounded();
        if (bounded != null && goal.startsWith("kept")) {
            line(
                    Messages.text("advice.rate." + goal),
                    Cell.percent(bounded.value()),
                    tested == null ? null : Cell.percent(tested.value()),
                    "advice-rate");
            line(
                    Messages.text("report.interval"),
                    Cell.interval(bounded.low(), bounded.high()),
                    tested == null ? null : Cell.interval(tested.low(), tested.high()),
                    "advice-rate-interval");
        }
    }

    private void line(String title, Cell found, @Nullable Cell test, String id) {
        Label name = new Label(title);
        name.setWrapText(true);
        name.setMinHeight(USE_PREF_SIZE);
        Label there = new Label(found.text());
        Label here = new Label(test == null ? Cell.NONE : test.text());
        there.setMinWidth(USE_PREF_SIZE);
        here.setMinWidth(USE_PREF_SIZE);
        there.getStyleClass().add("tabular");
        here.getStyleClass().addAll("tabular", "tune-now");
        here.setId(id);
        figures.addRow(row++, name, there, here);
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("text-muted", "text-small");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private void stamp(AdviseThreshold.Report advice) {
        AdviceStamp made = advice.stamp();
        if (advice.simulated()) {
            fact(Messages.text("tune.note.simulated"));
        }
        String origin = Messages.text("advice.origin." + made.origin());
        boolean doubtful = made.origin().equals("perhaps_seen");
        set(caution, doubtful ? origin : null);
        if (!doubtful) {
            fact(origin);
        }
        fact(Messages.text(
                "advice.stamp.routers",
                advice.first().router(),
                made.firstHash().substring(0, Math.min(HASH, made.firstHash().length()))));
        fact(Messages.text(
                "advice.stamp.data",
                made.dataHash().substring(0, Math.min(HASH, made.dataHash().length())),
                made.corrections(),
                made.date()));
    }

    private void fact(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("text-muted", "text-small");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        stamp.getChildren().add(label);
    }
}
