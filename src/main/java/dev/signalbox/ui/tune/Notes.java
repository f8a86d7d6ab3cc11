package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.WorkbenchState;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What has to be known to read the figures rightly; empty when there is nothing to say. */
final class Notes extends VBox {
    private final TuneViewModel model;
    private final WorkbenchState state;
    private final Scoring scoring;

    Notes(TuneViewModel model, WorkbenchState state, Scoring scoring) {
        this.model = model;
        this.state = state;
        this.scoring = scoring;
        setId("tune-notes");
        setSpacing(4);
        model.study().addListener((property, old, now) -> show());
        model.point().addListener((property, old, now) -> beats());
        scoring.job().addListener((property, old, now) -> show());
        state.readOnly().addListener((property, old, now) -> show());
        show();
    }

    private final Label beaten = note("tune-note-beaten", "");

    private void show() {
        getChildren().clear();
        Study study = model.study().get();
        if (study == null) {
            return;
        }
        getChildren().add(beaten);
        beats();
        if (study.table().dataset().simulated()) {
            add("tune-note-simulated", Messages.text("tune.note.simulated"));
        } else if (simulated(model.first().get()) || simulated(model.second().get())) {
            add("tune-note-simulated", Messages.text("tune.note.router.simulated"));
        }
        for (RouterInfo router :
                new RouterInfo[] {model.first().get(), model.second().get()}) {
            CalibrationMethod method = model.calibrations().of(router);
            if (router != null && method != CalibrationMethod.NONE) {
                add(
                        "tune-note-calibrated-" + router.id(),
                        Messages.text("tune.note.calibrated", router.name(), Calibrations.word(method)));
            }
        }
        PoolTerms terms = study.terms();
        if (!terms.asImported()) {
            add("tune-note-whatif", Messages.text("tune.note.whatif", terms.forbidden(), terms.repriced()));
        }
        int own = study.named(study.cascade().own()).size();
        if (own > 0) {
            add("tune-note-own", Messages.text("tune.note.own", own));
        }
        if (study.single()) {
            add("tune-note-single", Messages.text("tune.note.single"));
        }
        if (study.stale()) {
            add("tune-note-stale", Messages.text("tune.note.stale"));
        }
        if (study.replay().unscored() > 0) {
            Label text = note(
                    "tune-note-unscored",
                    Messages.text("tune.note.unscored", study.replay().unscored()));
            Button more = new Button(Messages.text("tune.score.rest"));
            more.getStyleClass().add("small");
            more.setAccessibleText(more.getText());
            more.setDisable(state.readOnly().get() || scoring.job().get() != null);
            more.setOnAction(event -> rest(study));
            more.setMinWidth(USE_PREF_SIZE);
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            HBox line = new HBox(8, text, space, more);
            line.setAlignment(Pos.CENTER_LEFT);
            getChildren().add(line);
        }
    }

    private void rest(Study study) {
        RouterInfo first = model.first().get();
        RouterInfo second = model.second().get();
        boolean firstDone = study.cascade().first().set().complete();
        RouterInfo router = firstDone && second != null ? second : first;
        if (router != null) {
            scoring.start(router);
        }
    }

    private static boolean simulated(@Nullable RouterInfo router) {
        return router != null && router.simulated();
    }

    private void beats() {
        Study study = model.study().get();
        ReplayPoint point = model.point().get();
        boolean lost = study != null && point != null && point.judged() > 0 && point.em() <= study.bestSingle();
        beaten.setVisible(lost);
        beaten.setManaged(lost);
        if (lost && study.summary().best() != null) {
            beaten.setText(Messages.text(
                    "tune.note.beaten", study.summary().best().id(), Figures.percent(study.bestSingle())));
        }
    }

    private void add(String id, String text) {
        getChildren().add(note(id, text));
    }

    private static Label note(String id, String text) {
        Label label = new Label(text, new FontIcon(Feather.INFO));
        label.setId(id);
        label.getStyleClass().addAll("tune-note");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
