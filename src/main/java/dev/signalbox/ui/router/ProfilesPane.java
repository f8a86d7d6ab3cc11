package dev.signalbox.ui.router;

import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.Candidate;
import dev.signalbox.workbench.LabOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The profile-sentence lab: sentences on the left, what they do on the right. */
final class ProfilesPane extends VBox {
    /** Wider than this, sentences and outcome lie side by side. */
    private static final double BESIDE = 676;

    private final ProfilesViewModel model;
    private final WorkbenchState state;
    private final VBox cards = new VBox(10);
    private final VBox out = new VBox(4);
    private final List<SentenceCard> shown = new ArrayList<>();
    private final Button undo;
    private final Button redo;
    private final Button resetAll;
    private final Button keep;
    private final HBox old;
    private final OutcomePane outcome;
    private final VBox body = new VBox(12);
    private final ScrollPane sentences = new ScrollPane();
    private final HBox beside = new HBox(12);
    private boolean isBeside;

    /**
     * The pane.
     *
     * @param go         brings a screen to the front by its id
     * @param scoreAgain starts the scoring with the sentences as they are
     */
    ProfilesPane(ProfilesViewModel model, WorkbenchState state, Consumer<String> go, Runnable scoreAgain) {
        super(12);
        this.model = model;
        this.state = state;
        setId("router-profiles");
        setMinWidth(0); // else it would never get narrow enough to put one below the other
        getStyleClass().add("router-page");
        undo = button("lab-undo", "lab.undo", Feather.CORNER_UP_LEFT, model::undo);
        redo = button("lab-redo", "lab.redo", Feather.CORNER_UP_RIGHT, model::redo);
        resetAll = button("lab-reset", "lab.resetall", Feather.ROTATE_CCW, model::resetAll);
        keep = button("lab-keep", "lab.keep", Feather.SAVE, model::keep);
        keep.getStyleClass().add("accent");
        keep.setTooltip(new Tooltip(Messages.text("lab.keep.why")));
        undo.disableProperty().bind(model.canUndo().not());
        redo.disableProperty().bind(model.canRedo().not());
        Button add = button("lab-add", "lab.add", Feather.PLUS, this::add);
        FlowPane bar = new FlowPane(8, 8, add, undo, redo, resetAll, keep);
        bar.setAlignment(Pos.CENTER_LEFT);
        Button again = new Button(Messages.text("lab.old.score"));
        again.setId("lab-score");
        again.getStyleClass().add("small");
        again.setMinWidth(USE_PREF_SIZE);
        again.disableProperty().bind(state.readOnly());
        again.setOnAction(event -> scoreAgain.run());
        Label why = new Label(Messages.text("lab.old"), new FontIcon(Feather.ALERT_TRIANGLE));
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(why, Priority.ALWAYS);
        why.setMaxWidth(Double.MAX_VALUE);
        old = new HBox(10, why, again);
        old.setId("lab-old");
        old.setAlignment(Pos.CENTER_LEFT);
        old.getStyleClass().add("router-picked");
        Label explain = new Label(Messages.text("lab.explain"));
        explain.getStyleClass().addAll("text-muted", "text-small");
        explain.setWrapText(true);
        explain.setMinHeight(USE_PREF_SIZE);
        outcome = new OutcomePane(model, go);
        sentences.setFitToWidth(true);
        sentences.getStyleClass().addAll("edge-to-edge", "router-scroll");
        sentences.setFocusTraversable(false);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(bar, explain, old, body);
        widthProperty().addListener((property, was, now) -> arrange(now.doubleValue() > BESIDE));
        model.pool().addListener((property, was, now) -> show());
        model.outcome().addListener((property, was, now) -> showFigures());
        state.readOnly().addListener((property, was, now) -> showButtons());
        arrange(true);
        show();
    }

    private static Button button(String id, String key, Ikon icon, Runnable action) {
        Button button = new Button(Messages.text(key), new FontIcon(icon));
        button.setId(id);
        button.setAccessibleText(button.getText());
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void arrange(boolean side) {
        if (side == isBeside && !body.getChildren().isEmpty()) {
            return;
        }
        isBeside = side;
        outcome.beBrief(!side);
        beside.getChildren().clear();
        VBox all = new VBox(10, cards, out);
        if (side) {
            sentences.setContent(all);
            outcome.setPrefWidth(340);
            outcome.setMinWidth(300);
            sentences.setMinWidth(320);
            sentences.setPrefWidth(420);
            HBox.setHgrow(sentences, Priority.ALWAYS);
            beside.getChildren().setAll(sentences, outcome);
            VBox.setVgrow(beside, Priority.ALWAYS);
            body.getChildren().setAll(beside);
        } else {
            sentences.setContent(new VBox(12, outcome, all));
            VBox.setVgrow(sentences, Priority.ALWAYS);
            body.getChildren().setAll(sentences);
        }
    }

    private void add() {
        String id = model.add();
        shown.stream().filter(card -> card.id().equals(id)).findFirst().ifPresent(SentenceCard::focusSentence);
        sentences.setVvalue(1);
    }

    private void show() {
        List<Candidate> pool = model.pool().get();
        if (!shown.stream()
                .map(SentenceCard::id)
                .toList()
                .equals(pool.stream().map(Candidate::id).toList())) {
            rebuild(pool);
        }
        for (int i = 0; i < pool.size(); i++) {
            shown.get(i).take(pool.get(i));
        }
        out.getChildren().setAll(model.takenOut().stream().map(this::takenOut).toList());
        showButtons();
        showFigures();
    }

    private void rebuild(List<Candidate> pool) {
        shown.clear();
        for (Candidate candidate : pool) {
            shown.add(new SentenceCard(model, candidate, shown.size() + 1));
        }
        cards.getChildren().setAll(shown);
    }

    private Node takenOut(Candidate candidate) {
        Label name = new Label(Messages.text("lab.out", candidate.id()));
        name.getStyleClass().add("text-muted");
        Button back = new Button(Messages.text("lab.putback"));
        back.getStyleClass().addAll("flat", "small");
        back.setAccessibleText(Messages.text("lab.putback.accessible", candidate.id()));
        back.setMinWidth(USE_PREF_SIZE);
        back.setOnAction(event -> model.putBack(candidate.id()));
        HBox line = new HBox(8, name, back);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void showButtons() {
        resetAll.setDisable(!model.changed());
        keep.setDisable(model.toKeep().isEmpty() || state.readOnly().get());
        old.setVisible(model.scoresAreOld());
        old.setManaged(old.isVisible());
    }

    private void showFigures() {
        LabOutcome now = model.outcome().get();
        if (now != null) {
            for (SentenceCard card : shown) {
                card.show(
                        now,
                        now.lines().stream()
                                .filter(line -> line.vlm().equals(card.id()))
                                .findFirst()
                                .orElse(null));
            }
        }
    }
}
