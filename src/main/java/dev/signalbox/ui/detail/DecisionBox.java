package dev.signalbox.ui.detail;

import dev.signalbox.model.Correctness;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.ConfidenceBars;
import dev.signalbox.ui.control.ConfidenceBars.Bar;
import dev.signalbox.ui.control.Verdict;
import dev.signalbox.ui.detail.QueryDetail.Answer;
import dev.signalbox.ui.detail.QueryDetail.Decision;
import dev.signalbox.ui.shell.ExpertSwitches;
import dev.signalbox.ui.shell.ExpertTrialViewModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What the router makes of the query: branch and margin in words, confidences, gate weights. */
final class DecisionBox extends VBox {
    private final Label sentence = new Label();
    private final Label gateTitle = new Label(Messages.text("detail.gate"));
    private final ConfidenceBars confidences = new ConfidenceBars();
    private final ExpertSwitches gate;
    private final Label absent = new Label(Messages.text("detail.unscored"));
    private final Button score;

    /** @param score makes the scores that are missing */
    DecisionBox(Button score, ExpertTrialViewModel experts) {
        super(8);
        this.score = score;
        gate = new ExpertSwitches(experts, false);
        setId("detail-decision");
        sentence.setId("detail-decision-text");
        sentence.setWrapText(true);
        absent.setWrapText(true);
        absent.getStyleClass().add("text-muted");
        gateTitle.getStyleClass().addAll("text-muted", "text-small");
        score.setId("detail-score");
        getChildren().addAll(sentence, confidences, gateTitle, gate, absent, score);
    }

    void show(QueryDetail detail) {
        Decision decision = detail.decision();
        boolean there = decision != null;
        for (var node : List.of(sentence, confidences, gateTitle, gate)) {
            node.setVisible(there);
            node.setManaged(there);
        }
        for (var node : List.of(absent, score)) {
            node.setVisible(!there);
            node.setManaged(!there);
        }
        if (decision == null) {
            return;
        }
        sentence.setText(sentence(detail, decision));
        confidences.thresholdProperty().set(decision.tau());
        List<Bar> bars = new ArrayList<>();
        detail.answers().stream()
                .filter(answer -> !Float.isNaN(decision.confidences()[answer.column()]))
                .sorted(Comparator.comparingDouble((Answer answer) -> -decision.confidences()[answer.column()])
                        .thenComparingInt(Answer::column))
                .forEach(answer -> bars.add(bar(answer, decision)));
        confidences.setBars(bars);
        for (var node : List.of(gateTitle, gate)) {
            node.setVisible(decision.gate().length > 0);
            node.setManaged(decision.gate().length > 0);
        }
    }

    private static Bar bar(Answer answer, Decision decision) {
        float confidence = decision.confidences()[answer.column()];
        Verdict verdict = switch (answer.label()) {
            case RIGHT -> Verdict.RIGHT;
            case WRONG -> Verdict.WRONG;
            case UNKNOWN -> Verdict.UNKNOWN;
        };
        return new Bar(
                answer.vlm().id(),
                confidence,
                String.format(Locale.ENGLISH, "%.3f", confidence),
                answer.column() == decision.chosen(),
                verdict);
    }

    static String sentence(QueryDetail detail, Decision decision) {
        Answer chosen = detail.answers().get(decision.chosen());
        String tau = String.format(Locale.ENGLISH, "%.2f", decision.tau());
        String margin = String.format(Locale.ENGLISH, "%+.3f", decision.margin());
        String branch = switch (decision.branch()) {
            case FIRST ->
                decision.margin() > 0
                        ? Messages.text("detail.branch.first", chosen.vlm().id(), tau, margin)
                        : Messages.text("detail.branch.only", chosen.vlm().id());
            case SECOND -> Messages.text("detail.branch.second", chosen.vlm().id(), tau, margin);
            case FIRST_AFTER_BOTH ->
                Messages.text("detail.branch.both", chosen.vlm().id(), tau, margin);
        };
        boolean regret = chosen.label() == Correctness.WRONG && detail.right() > 0;
        return decision.router() + ": " + branch + (regret ? " " + Messages.text("detail.regret") : "");
    }
}
