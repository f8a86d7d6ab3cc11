package dev.signalbox.ui.live;

import dev.signalbox.model.Pool;
import dev.signalbox.model.Vlm;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.ExpertSwitches;
import dev.signalbox.workbench.RouteQuestion.Answer;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The answer: who is chosen and why, the confidences, the gate, the times. */
final class ResultPane extends VBox {
    private final LiveViewModel model;
    private final VBox chosen = new VBox(6);
    private final VBox stored = new VBox();
    private final Label earlier = new Label();
    private final GridPane confidences = new GridPane();
    private final Label pool = muted("");
    private final VBox times = new VBox(8);
    private final Slider tau = new Slider(0, 1, LiveViewModel.TAU);
    private final Button whatIf = new Button(Messages.text("live.whatif"));
    private final CheckBox sorted = new CheckBox(Messages.text("live.sorted"));

    ResultPane(LiveViewModel model) {
        super(12);
        this.model = model;
        setId("live-result");
        getStyleClass().add("live-result");
        confidences.setHgap(10);
        confidences.setVgap(6);
        sorted.setId("live-sorted");
        sorted.selectedProperty().bindBidirectional(model.sorted());
        HBox head = new HBox(12, heading("live.confidences"), spacer(), sorted);
        head.setAlignment(Pos.CENTER_LEFT);
        Label gates = heading("live.gate");
        gates.setTooltip(new Tooltip(Messages.text("live.gate.why")));
        getChildren()
                .addAll(
                        card(chosen, threshold()),
                        card(head, pool, confidences, stored),
                        card(gates, new ExpertSwitches(model.experts(), true)),
                        card(heading("live.times"), times));
        earlier.setId("live-earlier");
        earlier.setText(Messages.text("live.earlier"));
        earlier.getStyleClass().addAll("text-small", "warning");
        earlier.setWrapText(true);
        earlier.setMinHeight(USE_PREF_SIZE);
        model.question().addListener((property, old, now) -> showEarlier());
        model.picture().addListener((property, old, now) -> showEarlier());
        model.shownAttempt().addListener((property, old, now) -> show());
        model.tau().addListener((property, old, now) -> show());
        model.sorted().addListener((property, old, now) -> show());
        show();
    }

    /** Puts the keyboard where it was before the changes were looked at. */
    void focusWhatIf() {
        whatIf.requestFocus();
    }

    private void showEarlier() {
        boolean stale = model.stale();
        earlier.setVisible(stale);
        earlier.setManaged(stale);
    }

    private static VBox card(Node... parts) {
        VBox card = new VBox(8, parts);
        card.getStyleClass().addAll("card-plain", "live-card");
        return card;
    }

    private static Label heading(String key) {
        Label label = new Label(Messages.text(key));
        label.getStyleClass().add("card-heading");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("text-muted", "text-small");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Region spacer() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private HBox threshold() {
        tau.setId("live-tau");
        tau.setBlockIncrement(.01);
        tau.setMajorTickUnit(.5);
        tau.setAccessibleText(Messages.text("live.tau"));
        tau.setPrefWidth(240);
        tau.valueProperty().bindBidirectional(model.tau());
        HBox.setHgrow(tau, Priority.SOMETIMES);
        Label name = new Label(Messages.text("live.tau"));
        name.setLabelFor(tau);
        name.setTooltip(new Tooltip(Messages.text("live.tau.why")));
        name.setMinWidth(USE_PREF_SIZE);
        Label value = number("");
        value.setId("live-tau-value");
        value.setMinWidth(40);
        value.textProperty().bind(model.tau().map(t -> Messages.text("live.number", t)));
        Button reset = new Button(Messages.text("live.tau.reset"));
        reset.getStyleClass().addAll("flat", "small");
        reset.setAccessibleText(Messages.text("live.tau.reset.accessible"));
        reset.setMinWidth(USE_PREF_SIZE);
        reset.disableProperty().bind(model.tau().isEqualTo(LiveViewModel.TAU, 1e-9));
        reset.setOnAction(event -> model.tau().set(LiveViewModel.TAU));
        whatIf.setId("live-whatif-open");
        whatIf.getStyleClass().add("small");
        whatIf.setAccessibleText(Messages.text("live.whatif.tip"));
        whatIf.setTooltip(new Tooltip(Messages.text("live.whatif.tip")));
        whatIf.setMinWidth(USE_PREF_SIZE);
        whatIf.setOnAction(event -> model.askWhatIf());
        HBox line = new HBox(10, name, tau, value, reset, spacer(), whatIf);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Label number(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("live-number");
        label.setAlignment(Pos.CENTER_RIGHT);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Label badge(Pool pool) {
        Label badge = new Label(Messages.text(pool == Pool.FREE ? "live.pool.free" : "live.pool.paid"));
        badge.getStyleClass().addAll("badge", pool == Pool.FREE ? "free" : "paid");
        badge.setMinWidth(USE_PREF_SIZE);
        return badge;
    }

    private void show() {
        Attempt attempt = model.shownAttempt().get();
        Answer decision = model.decision();
        setVisible(decision != null);
        if (attempt == null || decision == null) {
            return;
        }
        List<Row> rows = model.rows();
        showEarlier();
        showChosen(attempt, decision);
        showConfidences(attempt, rows);
        showStored(attempt.stored());
        times.getChildren()
                .setAll(
                        new StageBar(decision.millis()),
                        muted(Messages.text(
                                "live.times.total", decision.millis().total(), decision.device())));
    }

    private void showChosen(Attempt attempt, Answer decision) {
        Vlm vlm = attempt.vlm(decision.chosen());
        Label name = new Label(vlm.id());
        name.setId("live-chosen");
        name.getStyleClass().add("title-3");
        Label confidence = number(Messages.text("live.percent", attempt.confidence(vlm.id())));
        confidence.getStyleClass().add("title-3");
        HBox first = new HBox(10, name, badge(vlm.pool()), spacer(), confidence);
        first.setAlignment(Pos.CENTER_LEFT);
        Label cost = muted(Cost.text(vlm, attempt.means().get(attempt.vlms().indexOf(vlm))));
        cost.setId("live-cost");
        Label branch = new Label(BranchWords.of(decision, attempt.vlms()));
        branch.setId("live-branch");
        branch.setWrapText(true);
        branch.setMinHeight(USE_PREF_SIZE);
        chosen.getChildren().setAll(earlier, muted(Messages.text("live.chosen")), first, cost, branch);
        if (attempt.source() == null) {
            chosen.getChildren().add(muted(Messages.text("live.textonly")));
        }
        if (!attempt.router().equals(model.state().router().get())) {
            chosen.getChildren()
                    .add(muted(
                            Messages.text("live.otherrouter", attempt.router().name())));
        }
        chosen.setAccessibleText(vlm.id() + ". " + branch.getText());
    }

    private void showConfidences(Attempt attempt, List<Row> rows) {
        boolean delta = rows.stream().anyMatch(r -> !Double.isNaN(r.delta()));
        boolean saved = rows.stream().anyMatch(r -> !Double.isNaN(r.stored()));
        pool.setText(
                attempt.pool().isEmpty()
                        ? Messages.text("live.pool.router", rows.size())
                        : Messages.text("live.pool.dataset", rows.size(), attempt.pool()));
        confidences.getChildren().clear();
        confidences.getColumnConstraints().setAll(columns(2, delta, saved));
        int y = 0;
        if (delta || saved) {
            head(confidences, 3, "live.column.live");
            if (saved) {
                head(confidences, 4, "live.column.stored");
            }
            if (delta) {
                head(confidences, saved ? 5 : 4, "live.column.delta");
            }
            y = 1;
        }
        for (Row row : rows) {
            Label name = new Label(row.vlm());
            name.setMinWidth(90);
            name.setTooltip(new Tooltip(row.vlm() + "\n" + row.cost()));
            if (row.chosen()) {
                name.getStyleClass().add("live-chosen-name");
            }
            ShareBar bar = new ShareBar(row.confidence(), row.chosen());
            if (row.pool() == Pool.FREE) {
                bar.threshold(model.tau().get());
            }
            Label value = number(Messages.text("live.confidence", row.confidence()));
            value.setAccessibleRole(AccessibleRole.TEXT);
            value.setAccessibleText(Messages.text(
                    row.chosen() ? "live.row.chosen" : "live.row", row.vlm(), row.confidence(), row.cost()));
            confidences.addRow(y, name, badge(row.pool()), bar, value);
            int x = 4;
            if (saved) {
                confidences.add(number(known("live.confidence", row.stored())), x++, y);
            }
            if (delta) {
                confidences.add(number(known("live.delta", row.delta())), x, y);
            }
            y++;
        }
    }

    private static String known(String key, double value) {
        return Double.isNaN(value) ? "–" : Messages.text(key, value);
    }

    private static void head(GridPane grid, int column, String key) {
        Label label = number(Messages.text(key));
        label.getStyleClass().addAll("text-muted", "text-small");
        grid.add(label, column, 0);
    }

    private static List<ColumnConstraints> columns(int bar, boolean delta, boolean saved) {
        int count = bar + 2 + (delta ? 1 : 0) + (saved ? 1 : 0);
        ColumnConstraints[] columns = new ColumnConstraints[count];
        for (int i = 0; i < count; i++) {
            columns[i] = new ColumnConstraints();
            if (i == bar) {
                columns[i].setHgrow(Priority.ALWAYS);
            } else if (i > bar) {
                columns[i].setHalignment(HPos.RIGHT);
            }
        }
        return List.of(columns);
    }

    private void showStored(Attempt.@Nullable Stored now) {
        stored.getChildren().clear();
        if (now == null) {
            return;
        }
        Label text = muted(
                Double.isNaN(now.maxDifference())
                        ? Messages.text("live.stored.none", now.key())
                        : Messages.text("live.stored", now.key(), scientific(now.maxDifference())));
        text.setId("live-stored");
        FlowPane line = new FlowPane(8, 4);
        if (!Double.isNaN(now.maxDifference())) {
            Label verdict = new Label(Messages.text(now.same() ? "live.stored.same" : "live.stored.apart"));
            verdict.getStyleClass().addAll("badge", now.same() ? "right" : "warning");
            line.getChildren().add(verdict);
        }
        line.getChildren().add(text);
        stored.getChildren().add(line);
    }

    private static String scientific(double value) {
        return value == 0 ? "0" : String.format(java.util.Locale.ENGLISH, "%.1e", value);
    }
}
