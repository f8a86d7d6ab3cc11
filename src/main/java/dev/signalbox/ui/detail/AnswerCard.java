package dev.signalbox.ui.detail;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.Event;
import dev.signalbox.model.Output;
import dev.signalbox.model.Pool;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.DiffText;
import dev.signalbox.ui.control.WordDiff;
import dev.signalbox.ui.detail.QueryDetail.Answer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One VLM’s answer: what it said, whether that is right and who says so, what it cost. */
final class AnswerCard extends VBox {
    static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());
    private static final PseudoClass RIGHT = PseudoClass.getPseudoClass("right");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final PseudoClass CORRECTED = PseudoClass.getPseudoClass("corrected");
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final DetailViewModel model;
    private final int column;
    private final Label cap = new Label();
    private final Label name = new Label();
    private final Label pool = new Label();
    private final Label chosen = new Label(Messages.text("detail.chosen"));
    private final ToggleButton right = new ToggleButton("✓");
    private final ToggleButton wrong = new ToggleButton("✕");
    private final DiffText text = new DiffText();
    private final Label absent = new Label(Messages.text("detail.unanswered"));
    private final Label state = new Label();
    private final Label facts = new Label();

    AnswerCard(DetailViewModel model, int column) {
        this.model = model;
        this.column = column;
        setId("answer-" + (column + 1));
        getStyleClass().add("answer-card");
        cap.getStyleClass().add("key-cap");
        cap.setText(column < 9 ? String.valueOf(column + 1) : "");
        cap.setVisible(column < 9);
        cap.setManaged(column < 9);
        cap.setMinWidth(USE_PREF_SIZE);
        cap.setTooltip(new Tooltip(Messages.text("detail.card.keys", column + 1)));
        name.getStyleClass().add("answer-name");
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMnemonicParsing(false);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        HBox.setHgrow(name, Priority.ALWAYS);
        pool.getStyleClass().add("pool-badge");
        pool.setMinWidth(USE_PREF_SIZE);
        chosen.getStyleClass().add("chosen-badge");
        chosen.setMinWidth(USE_PREF_SIZE);
        toggle(right, "mark-right-", "verdict-toggle-right", Correctness.RIGHT);
        toggle(wrong, "mark-wrong-", "verdict-toggle-wrong", Correctness.WRONG);
        HBox verdict = new HBox(right, wrong);
        verdict.getStyleClass().add("verdict-toggles");
        HBox head = new HBox(cap, name, chosen, pool, verdict);
        head.getStyleClass().add("answer-head");
        head.setAlignment(Pos.CENTER_LEFT);
        absent.getStyleClass().addAll("text-muted", "answer-absent");
        state.getStyleClass().addAll("text-small", "answer-state");
        state.setWrapText(true);
        facts.getStyleClass().addAll("text-small", "text-muted");
        facts.setWrapText(true);
        getChildren().addAll(head, text, absent, state, facts);
        focusWithinProperty().addListener((property, old, now) -> {
            if (now) {
                model.current().set(column);
            }
        });
    }

    private void toggle(ToggleButton button, String id, String style, Correctness label) {
        button.setId(id + (column + 1));
        button.getStyleClass().addAll("verdict-toggle", style);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(e -> {
            button.setSelected(!button.isSelected()); // the label in force decides, when it has been read again
            model.mark(column, label);
        });
    }

    void show(Answer answer, boolean isChosen, boolean diff) {
        Output output = answer.output();
        name.setText(answer.vlm().id());
        name.setTooltip(new Tooltip(
                answer.vlm().profile().isBlank()
                        ? answer.vlm().id()
                        : answer.vlm().id() + "\n" + answer.vlm().profile()));
        pool.setText(
                answer.vlm().pool() == Pool.PAID
                        ? Messages.text("detail.pool.paid")
                        : Messages.text("detail.pool.free"));
        present(chosen, isChosen);
        right.setSelected(answer.label() == Correctness.RIGHT);
        wrong.setSelected(answer.label() == Correctness.WRONG);
        right.setDisable(output == null || model.readOnly().get());
        wrong.setDisable(output == null || model.readOnly().get());
        say(right, Messages.text("detail.mark.right", answer.vlm().id()), "");
        say(wrong, Messages.text("detail.mark.wrong", answer.vlm().id()), "Shift+");
        pseudoClassStateChanged(RIGHT, answer.label() == Correctness.RIGHT);
        pseudoClassStateChanged(WRONG, answer.label() == Correctness.WRONG);
        pseudoClassStateChanged(CORRECTED, answer.corrected());
        pseudoClassStateChanged(CHOSEN, isChosen);
        present(text, output != null && !output.text().isBlank());
        present(absent, output == null || output.text().isBlank());
        absent.setText(output == null ? Messages.text("detail.unanswered") : Messages.text("detail.empty"));
        if (output != null) {
            text.show(
                    output.text(),
                    diff
                            ? answer.diff()
                            : List.of(new WordDiff.Run(
                                    WordDiff.Kind.EQUAL, output.text().strip())));
        }
        state.setText(state(answer));
        present(state, !state.getText().isEmpty());
        facts.setText(facts(answer));
        present(facts, !facts.getText().isEmpty());
    }

    private void say(ToggleButton button, String what, String modifier) {
        button.setAccessibleText(what);
        button.setTooltip(new Tooltip(column < 9 ? what + "  " + modifier + (column + 1) : what));
    }

    private static void present(javafx.scene.Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    private static String state(Answer answer) {
        if (answer.output() == null) {
            return "";
        }
        Event last = answer.last();
        if (answer.corrected() && last != null) {
            return Messages.text(
                    "detail.state.corrected", word(answer.imported()), last.actor(), WHEN.format(last.at()));
        }
        return answer.label() == Correctness.UNKNOWN ? Messages.text("detail.state.unknown") : "";
    }

    static String word(Correctness label) {
        return switch (label) {
            case RIGHT -> Messages.text("detail.word.right");
            case WRONG -> Messages.text("detail.word.wrong");
            case UNKNOWN -> Messages.text("detail.word.unknown");
        };
    }

    private static String facts(Answer answer) {
        Output output = answer.output();
        if (output == null) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        if (answer.alike() > 1) {
            parts.add(Messages.text("detail.alike", answer.group(), answer.alike()));
        }
        if (!Double.isNaN(output.cost())) {
            parts.add(cost(output.cost()));
        }
        if (!Double.isNaN(output.latency())) {
            parts.add(String.format(Locale.ENGLISH, "%.2f s", output.latency()));
        }
        if (output.inputTokens() >= 0 || output.outputTokens() >= 0) {
            parts.add(Messages.text("detail.tokens", tokens(output.inputTokens()), tokens(output.outputTokens())));
        }
        return String.join("  ·  ", parts);
    }

    /** Dollars with two telling digits: fractions of a cent are what most answers cost. */
    static String cost(double dollars) {
        if (dollars == 0) {
            return "$0";
        }
        int digits = dollars >= 0.1 ? 2 : (int) Math.min(8, 1 - Math.floor(Math.log10(dollars)));
        return String.format(Locale.ENGLISH, "$%." + digits + "f", dollars);
    }

    private static String tokens(int count) {
        return count < 0 ? "?" : String.format(Locale.ENGLISH, "%,d", count);
    }
}
