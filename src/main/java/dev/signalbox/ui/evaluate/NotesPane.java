package dev.signalbox.ui.evaluate;

import dev.signalbox.evaluation.comparison.Standing;
import dev.signalbox.evaluation.comparison.Standing.Kind;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.evaluate.Board.Entry;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.TrainingOverlap;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What has to be known to read the figures rightly, with the next step where there is one. */
final class NotesPane extends VBox {
    private final EvaluateViewModel model;
    private final WorkbenchState state;
    private final Scoring scoring;

    NotesPane(EvaluateViewModel model, WorkbenchState state, Scoring scoring) {
        this.model = model;
        this.state = state;
        this.scoring = scoring;
        setId("evaluate-notes");
        setSpacing(4);
        model.board().addListener((property, old, now) -> show());
        model.overlaps().addListener((property, old, now) -> show());
        scoring.job().addListener((property, old, now) -> show());
        state.readOnly().addListener((property, old, now) -> show());
        show();
    }

    private void show() {
        getChildren().clear();
        Board board = model.board().get();
        setManaged(board != null);
        if (board == null) {
            return;
        }
        if (board.routers().isEmpty() && board.unscored().isEmpty()) {
            Button score = new Button(Messages.text("evaluate.embedded"));
            score.setOnAction(event -> scoring.startEmbedded());
            add(
                    "evaluate-note-none",
                    Feather.INFO,
                    Messages.text("evaluate.note.norouter"),
                    scoring.hasEmbedded() ? score : null);
        }
        for (RouterInfo router : board.unscored()) {
            add(
                    "evaluate-note-unscored",
                    Feather.INFO,
                    Messages.text("evaluate.note.unscored", router.name()),
                    start(router, "evaluate.score"));
        }
        if (board.table().dataset().simulated()) {
            add("evaluate-note-simulated", Feather.INFO, Messages.text("evaluate.note.simulated"), null);
        } else if (board.routers().stream().anyMatch(entry -> entry.info().simulated())) {
            add("evaluate-note-simulated", Feather.INFO, Messages.text("evaluate.note.router.simulated"), null);
        }
        for (int i = 0; i < board.routers().size(); i++) {
            router(board, board.routers().get(i), board.standings().get(i));
        }
        long unknown = board.standings().stream()
                .filter(standing -> standing.kind() == Kind.ROUTER)
                .mapToLong(standing -> board.rows().size() - standing.unscored() - standing.judged())
                .max()
                .orElse(0);
        if (unknown > 0) {
            add("evaluate-note-unknown", Feather.INFO, Messages.text("evaluate.note.unknown", unknown), null);
        }
    }

    private void router(Board board, Entry entry, Standing standing) {
        String name = entry.info().name();
        TrainingOverlap overlap = model.overlaps().get().get(entry.info().id());
        int learnt = overlap == null ? 0 : overlap.queries().and(board.rows()).size();
        if (overlap != null && learnt > 0) {
            add(
                    "evaluate-note-learnt",
                    Feather.ALERT_TRIANGLE,
                    Messages.text(
                            overlap.sure() ? "evaluate.note.learnt" : "evaluate.note.learnt.perhaps",
                            name,
                            learnt,
                            board.rows().size()),
                    null);
        }
        if (standing.unscored() > 0) {
            add(
                    "evaluate-note-rest",
                    Feather.INFO,
                    Messages.text("evaluate.note.rest", name, standing.unscored()),
                    start(entry.info(), "evaluate.score.rest"));
        }
        if (model.stale(entry)) {
            add("evaluate-note-stale", Feather.INFO, Messages.text("evaluate.note.stale", name), null);
        }
        List<String> missing = BoardMaker.missing(board, entry);
        if (!missing.isEmpty()) {
            add(
                    "evaluate-note-missing",
                    Feather.INFO,
                    Messages.text("evaluate.note.missing", name, String.join(", ", missing)),
                    null);
        }
    }

    private Button start(RouterInfo router, String key) {
        Button button = new Button(Messages.text(key, router.name()));
        button.setOnAction(event -> scoring.start(router));
        return button;
    }

    private void add(String id, Ikon icon, String text, @Nullable Button next) {
        Label label = new Label(text, new FontIcon(icon));
        label.setId(id);
        label.getStyleClass().add("evaluate-note");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        HBox line = new HBox(12, label);
        line.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        if (next != null) {
            next.getStyleClass().add("small");
            next.setAccessibleText(next.getText());
            next.setMinWidth(USE_PREF_SIZE);
            next.setDisable(state.readOnly().get() || scoring.job().get() != null);
            line.getChildren().add(next);
        }
        getChildren().add(line);
    }
}
