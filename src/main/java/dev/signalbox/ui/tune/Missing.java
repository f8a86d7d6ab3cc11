package dev.signalbox.ui.tune;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.task.Job;
import dev.signalbox.task.Jobs;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Problem;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.WorkbenchState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stands in the place of figures while there are none: why, and the next step. */
final class Missing extends VBox {
    private final TuneViewModel model;
    private final WorkbenchState state;
    private final Scoring scoring;
    private final Supplier<Dialogs> dialogs;
    private final ProgressBar bar = new ProgressBar();
    private final Label doing = new Label();

    Missing(TuneViewModel model, WorkbenchState state, Scoring scoring, Jobs jobs, Supplier<Dialogs> dialogs) {
        this.model = model;
        this.state = state;
        this.scoring = scoring;
        this.dialogs = dialogs;
        setId("tune-missing");
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        setSpacing(12);
        bar.setPrefWidth(320);
        bar.setAccessibleText(Messages.text("tune.scoring"));
        doing.getStyleClass().add("text-muted");
        jobs.listen(job -> {
            if (job == scoring.job().get()) {
                progress(job);
            }
        });
        model.condition().addListener((property, old, now) -> show());
        scoring.job().addListener((property, old, now) -> show());
        state.readOnly().addListener((property, old, now) -> show());
        show();
    }

    private void progress(Job<?> job) {
        bar.setProgress(job.fraction() < 0 ? ProgressBar.INDETERMINATE_PROGRESS : job.fraction());
        doing.setText(job.message());
    }

    private void show() {
        boolean within = isFocusWithin();
        Job<?> running = scoring.job().get();
        switch (model.condition().get()) {
            case TuneState.Ready ready -> getChildren().clear();
            case TuneState.Busy busy -> say(Messages.text("tune.busy"), "", List.of());
            case TuneState.NoRows none ->
                say(Messages.text("tune.norows"), Messages.text("tune.norows.why"), List.of(everything()));
            case TuneState.Problem problem -> problem(problem.cause());
            case TuneState.NoScores none -> {
                if (running != null) {
                    scoringNow(running);
                } else {
                    noScores(none.router());
                }
            }
            case TuneState.NoRouter none -> {
                if (running != null) {
                    scoringNow(running);
                } else {
                    noRouter();
                }
            }
        }
        if (within && !isFocusWithin()) {
            requestFocus(); // the button that was pressed is gone: the keyboard waits here, not in the filter
        }
    }

    private void problem(Throwable cause) {
        Problem problem = Problem.of(cause);
        say(problem.what(), problem.next(), List.of());
    }

    private void noScores(RouterInfo router) {
        Button score = button("tune-score", Messages.text("tune.score", router.name()), () -> scoring.start(router));
        score.getStyleClass().add("accent");
        say(Messages.text("tune.noscores", router.name()), Messages.text("tune.noscores.why"), List.of(score));
    }

    private void noRouter() {
        List<Node> actions = new ArrayList<>();
        if (scoring.hasEmbedded()) {
            Button embedded = button("tune-embedded", Messages.text("tune.norouter.embedded"), scoring::startEmbedded);
            embedded.getStyleClass().add("accent");
            actions.add(embedded);
        }
        actions.add(button(
                "tune-folder",
                Messages.text("tune.norouter.folder"),
                () -> dialogs.get()
                        .chooseFolder(Messages.text("tune.norouter.folder"), null)
                        .ifPresent(scoring::start)));
        say(
                Messages.text("tune.norouter"),
                scoring.hasEmbedded() ? Messages.text("tune.norouter.why") : Messages.text("tune.norouter.train"),
                actions);
    }

    private void scoringNow(Job<?> job) {
        progress(job);
        Button cancel = button("tune-cancel", Messages.text("shell.jobs.cancel", ""), scoring::cancel);
        cancel.setText(Messages.text("shell.cancel"));
        cancel.setDisable(false);
        say(job.title(), Messages.text("tune.scoring.why"), List.of(cancel));
        getChildren().addAll(2, List.of(bar, doing));
    }

    private Button everything() {
        Button button = button("tune-everything", Messages.text("tune.norows.all"), () -> {
            model.selectionOnly().set(false);
            model.split().set(dev.signalbox.workbench.OpenDataset.ALL);
        });
        button.setDisable(false);
        return button;
    }

    private Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setAccessibleText(text);
        button.setOnAction(event -> action.run());
        button.setDisable(state.readOnly().get());
        return button;
    }

    private void say(String headline, @Nullable String why, List<? extends Node> actions) {
        Label title = new Label(headline, new FontIcon(Feather.SLIDERS));
        title.getStyleClass().add("empty-headline");
        Label text = new Label(why);
        text.getStyleClass().addAll("text-muted", "empty-explanation");
        for (Label label : List.of(title, text)) {
            label.setWrapText(true);
            label.setTextAlignment(TextAlignment.CENTER);
            label.setAlignment(Pos.CENTER);
            label.setMaxWidth(480);
            label.setMinHeight(USE_PREF_SIZE);
        }
        HBox row = new HBox(8);
        row.getChildren().addAll(actions);
        row.setAlignment(Pos.CENTER);
        getChildren().setAll(title, text, row);
        if (state.readOnly().get() && actions.stream().anyMatch(Node::isDisabled)) {
            Label locked = new Label(Messages.text("tune.readonly"));
            locked.getStyleClass().add("text-muted");
            getChildren().add(locked);
        }
    }
}
