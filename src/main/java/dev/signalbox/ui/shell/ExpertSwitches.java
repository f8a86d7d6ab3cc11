package dev.signalbox.ui.shell;

import dev.signalbox.evaluation.GateTable;
import dev.signalbox.router.arms.ExpertSet;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.ConfidenceBars;
import dev.signalbox.ui.control.ConfidenceBars.Bar;
import dev.signalbox.ui.shell.ExpertTrialViewModel.Subject;
import dev.signalbox.ui.shell.ExpertTrialViewModel.Trial;
import dev.signalbox.workbench.RouteQuestion.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Gate weights with a switch for every expert, and what switching does to confidences and decision. */
public final class ExpertSwitches extends VBox {
    /** Smaller differences than are written out are no difference to people. */
    private static final double SHOWN = .0005;

    private final ExpertTrialViewModel model;
    private final boolean wide;
    private final List<CheckBox> switches = new ArrayList<>();
    private final ConfidenceBars bars = new ConfidenceBars();
    private final Label entropy = muted("");
    private final Label sentence = new Label();
    private final GridPane table = new GridPane();
    private final VBox found;
    private final Label status = muted("");

    /** @param wide true for room enough to show every expert alone */
    public ExpertSwitches(ExpertTrialViewModel model, boolean wide) {
        super(8);
        this.model = model;
        this.wide = wide;
        setId("expert-switches");
        getStyleClass().add("expert-switches");
        sentence.setId("expert-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        entropy.setId("expert-entropy");
        table.setHgap(12);
        table.setVgap(4);
        Button all = new Button(Messages.text("experts.all"));
        all.setId("expert-all");
        all.getStyleClass().addAll("flat", "small");
        all.setAccessibleText(all.getText());
        all.setOnAction(event -> model.all());
        found = new VBox(8, sentence, table, muted(Messages.text("experts.rule")), all);
        status.setId("expert-status");
        getChildren().addAll(bars, entropy, status, found);
        model.subject().addListener((property, old, now) -> build());
        model.on().addListener((property, old, now) -> show());
        model.trial().addListener((property, old, now) -> show());
        model.tau().addListener((property, old, now) -> show());
        status.textProperty().bind(model.status());
        status.visibleProperty().bind(Bindings.isNotEmpty(model.status()));
        status.managedProperty().bind(status.visibleProperty());
        build();
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("text-muted", "text-small");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private void build() {
        Subject subject = model.subject().get();
        int n = subject == null ? 0 : subject.gate().size();
        while (switches.size() > n) {
            switches.removeLast();
        }
        while (switches.size() < n) {
            int expert = switches.size();
            CheckBox check = new CheckBox();
            check.setId("expert-switch-" + (expert + 1));
            check.setAccessibleText(Messages.text("experts.switch", expert + 1));
            check.setTooltip(new Tooltip(Messages.text("experts.switch.why", expert + 1)));
            check.setOnAction(event -> {
                model.turn(expert, check.isSelected());
                show(); // the last one springs back
            });
            switches.add(check);
        }
        bars.setLeading(switches);
        show();
    }

    private void show() {
        Subject subject = model.subject().get();
        ExpertSet on = model.on().get();
        if (subject == null || on == null || on.size() != switches.size()) {
            found.setVisible(false);
            found.setManaged(false);
            entropy.setText(subject == null ? "" : Messages.text("experts.none"));
            return;
        }
        Trial trial = model.trial().get();
        boolean current = trial != null && trial.set().equals(on);
        float[] weights = new float[on.size()];
        int most = 0;
        for (int expert = 0; expert < weights.length; expert++) {
            weights[expert] = current && trial != null
                    ? trial.now().gate()[expert]
                    : subject.gate().get(expert);
            most = weights[expert] > weights[most] ? expert : most;
        }
        List<Bar> rows = new ArrayList<>();
        for (int expert = 0; expert < weights.length; expert++) {
            switches.get(expert).setSelected(on.has(expert));
            switches.get(expert).setDisable(on.has(expert) && on.count() == 1);
            rows.add(new Bar(
                    Messages.text("experts.expert", expert + 1),
                    weights[expert],
                    Messages.text("experts.weight", weights[expert]),
                    expert == most,
                    null));
        }
        bars.setBars(rows);
        double spread = GateTable.entropy(weights);
        entropy.setText(Messages.text("experts.entropy", spread, words(spread)));
        boolean told = current && !on.isAll();
        found.setVisible(told);
        found.setManaged(told);
        if (told && trial != null) {
            tell(trial);
        }
    }

    /** What a normalised entropy means, for people. */
    public static String words(double entropy) {
        return Messages.text(
                entropy < .3
                        ? "experts.entropy.one"
                        : entropy < .6
                                ? "experts.entropy.few"
                                : entropy < .95 ? "experts.entropy.shared" : "experts.entropy.even");
    }

    private void tell(Trial trial) {
        String before = model.chosen(trial.base());
        String after = model.chosen(trial.now());
        String on = IntStream.range(0, trial.set().size())
                .filter(trial.set()::has)
                .mapToObj(expert -> String.valueOf(expert + 1))
                .collect(Collectors.joining(", "));
        sentence.setText(
                before.equals(after)
                        ? Messages.text("experts.same", on, after)
                        : Messages.text("experts.other", on, after, before));
        int alone = wide ? trial.alone().size() : 0;
        table.getChildren().clear();
        table.getColumnConstraints().clear();
        for (int column = 0; column < 4 + alone; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setHalignment(column == 0 ? HPos.LEFT : HPos.RIGHT);
            constraints.setHgrow(column == 0 ? Priority.ALWAYS : Priority.NEVER);
            table.getColumnConstraints().add(constraints);
        }
        head(1, Messages.text("experts.column.all"));
        head(2, Messages.text("experts.column.now"));
        head(3, Messages.text("experts.column.change"));
        for (int expert = 0; expert < alone; expert++) {
            head(4 + expert, Messages.text("experts.column.alone", expert + 1));
        }
        for (int k = 0; k < trial.subject().vlms().size(); k++) {
            String vlm = trial.subject().vlms().get(k).id();
            Label name = new Label(vlm);
            name.setMinWidth(70);
            name.setTooltip(new Tooltip(vlm));
            table.add(name, 0, k + 1);
            cell(trial.base(), k, 1, before);
            cell(trial.now(), k, 2, after);
            double change = trial.change(k);
            Label delta = number(
                    Math.abs(change) < SHOWN
                            ? Messages.text("experts.nochange")
                            : Messages.text("experts.change", change));
            delta.setId("expert-change-" + (k + 1));
            delta.getStyleClass().add(change > SHOWN ? "expert-up" : change < -SHOWN ? "expert-down" : "text-muted");
            delta.setAccessibleText(vlm + ", " + delta.getText());
            table.add(delta, 3, k + 1);
            for (int expert = 0; expert < alone; expert++) {
                Answer own = trial.alone().get(expert);
                cell(own, k, 4 + expert, model.chosen(own));
            }
        }
    }

    private void head(int column, String text) {
        Label label = muted(text);
        label.setWrapText(false);
        label.setMinWidth(USE_PREF_SIZE);
        table.add(label, column, 0);
    }

    private void cell(Answer answer, int vlm, int column, String chosen) {
        Label value = number(Messages.text(
                "experts.confidence", answer.confidences().get(vlm).value()));
        if (answer.confidences().get(vlm).vlm().equals(chosen)) {
            value.getStyleClass().add("expert-chosen");
        }
        table.add(value, column, vlm + 1);
    }

    private static Label number(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("tabular", "text-small");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
