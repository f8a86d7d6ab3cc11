package dev.signalbox.ui.train;

import dev.signalbox.router.TrainingReport.Quality;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.TrainRouter;
import dev.signalbox.workbench.TrainingRuns;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** How the last run ended with what to do next, and runs that were left unfinished. Nothing when there is nothing to say. */
final class NoticeBar extends VBox {
    private final TrainViewModel model;
    private final RunList.RunActions actions;
    private final Runnable afterwards;
    private List<String> open = List.of();

    /** @param afterwards takes the keyboard when what had it is gone */
    NoticeBar(TrainViewModel model, RunList.RunActions actions, Runnable afterwards) {
        this.model = model;
        this.actions = actions;
        this.afterwards = afterwards;
        setId("train-notice");
        setSpacing(8);
        getStyleClass().add("train-notices");
        model.notice().addListener((property, old, now) -> show());
        model.busy().addListener((property, old, now) -> show());
        model.setting().addListener((property, old, now) -> show());
        model.runs().lines().addListener((InvalidationListener) change -> unfinished());
        show();
    }

    /** Only when the unfinished runs change, not with every beat of the one under way. */
    private void unfinished() {
        List<String> now = stopped().stream().map(RunLine::key).toList();
        if (!now.equals(open)) {
            show();
        }
    }

    private List<RunLine> stopped() {
        return model.runs().lines().stream().filter(l -> l.stopped() != null).toList();
    }

    private void show() {
        boolean within = isFocusWithin();
        getChildren().clear();
        List<RunLine> left = stopped();
        open = left.stream().map(RunLine::key).toList();
        Notice notice = model.notice().get();
        switch (notice) {
            case null -> {}
            case Notice.Finished done -> finished(done);
            case Notice.Stopped stop ->
                add(
                        "info",
                        Feather.PAUSE_CIRCLE,
                        Messages.text(stop.resumable() ? "train.stopped" : "train.stopped.empty", stop.name()),
                        List.of(close()));
            case Notice.Failed failure -> failed(failure);
        }
        if (model.setting().get() && !model.busy().get() && notice == null && !left.isEmpty()) {
            found(left);
        }
        setManaged(!getChildren().isEmpty());
        if (within) {
            afterwards.run();
        }
    }

    private void finished(Notice.Finished done) {
        TrainRouter.Report report = done.report();
        Quality test = report.test();
        String said = Messages.text("train.done", report.router(), report.bestEpoch(), report.epochs());
        if (test.queries() > 0) {
            said += " "
                    + Messages.text(
                            "train.done.test",
                            test.queries(),
                            Figures.percent(test.em(), test.queries()),
                            test.bestSingle(),
                            Figures.percent(test.single(), test.queries()),
                            Figures.percent(test.random()),
                            Figures.percent(test.oracle()));
        }
        if (report.simulated()) {
            said += " " + Messages.text("train.score.simulated");
        }
        Button score = Nodes.button(
                "train-done-score", Messages.text("train.done.score"), () -> actions.score(done.router()), "accent");
        score.setTooltip(new Tooltip(Messages.text("train.run.score.why")));
        Button live =
                Nodes.button("train-done-live", Messages.text("train.run.live"), () -> actions.live(done.router()));
        add("success", Feather.CHECK_CIRCLE, said, List.of(score, live, close()));
    }

    private void failed(Notice.Failed failure) {
        String said =
                Messages.text("train.failed", failure.name(), failure.problem().what()) + " "
                        + failure.problem().next();
        if (failure.resumable()) {
            said += " " + Messages.text("train.failed.resumable");
        }
        add("danger", Feather.ALERT_CIRCLE, said, List.of(close()));
    }

    private void found(List<RunLine> left) {
        RunLine first = left.getFirst();
        TrainingRuns.Stopped at = first.stopped();
        if (left.size() > 1 || at == null) {
            Button show = Nodes.button(
                    "train-found-show",
                    Messages.text("train.found.show"),
                    () -> model.setting().set(false));
            add("info", Feather.PAUSE_CIRCLE, Messages.text("train.found.many", left.size()), List.of(show));
            return;
        }
        int asked = first.history().options().epochs();
        Button resume = Nodes.button(
                "train-found-resume", Messages.text("train.run.resume"), () -> actions.resume(first), "accent");
        Button discard =
                Nodes.button("train-found-discard", Messages.text("train.run.discard"), () -> actions.discard(first));
        resume.setDisable(actions.locked());
        discard.setDisable(actions.locked());
        String said = Messages.text("train.found", first.name(), Math.min(at.epoch(), asked), asked);
        add("info", Feather.PAUSE_CIRCLE, said, List.of(resume, discard));
    }

    private Button close() {
        Button close = Nodes.button("train-dismiss", "", model::dismiss, "button-icon", "flat", "small");
        close.setGraphic(new FontIcon(Feather.X));
        close.setAccessibleText(Messages.text("train.dismiss"));
        close.setTooltip(new Tooltip(Messages.text("train.dismiss")));
        return close;
    }

    private void add(String style, Ikon icon, String text, List<? extends Node> buttons) {
        Label label = Nodes.wrapped(text);
        label.setGraphic(new FontIcon(icon));
        label.setId("train-notice-text");
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox row = Nodes.row(label);
        row.getChildren().addAll(buttons);
        row.getStyleClass().addAll("train-notice", style);
        getChildren().add(row);
    }
}
