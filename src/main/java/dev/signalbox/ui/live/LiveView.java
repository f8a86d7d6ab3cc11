package dev.signalbox.ui.live;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Dialogs;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The question on the left, what the router makes of it on the right. */
final class LiveView extends HBox {
    private final LiveViewModel model;
    private final RouterBar routers;
    private final ResultPane result;
    private final StackPane right = new StackPane();
    private final ScrollPane answers;
    private final StackPane front = new StackPane();
    private final AskPane ask;
    private final WhatIfPane whatIf;

    LiveView(LiveViewModel model, Supplier<Dialogs> dialogs) {
        this.model = model;
        setId("live-view");
        getStyleClass().add("live");
        getStylesheets()
                .add(Objects.requireNonNull(LiveView.class.getResource("/css/live.css"))
                        .toExternalForm());
        setAccessibleText(Messages.text("live.title"));
        ask = new AskPane(model, dialogs);
        TryList tries = new TryList(model);
        VBox left = new VBox(12, ask, tries);
        left.getStyleClass().add("live-left");
        VBox.setVgrow(ask, Priority.ALWAYS);
        routers = new RouterBar(model);
        result = new ResultPane(model);
        answers = new ScrollPane(result);
        whatIf = new WhatIfPane(model.whatIf(), result::focusWhatIf);
        answers.setFitToWidth(true);
        answers.getStyleClass().add("live-scroll");
        answers.setFocusTraversable(false);
        // It lies over the answer: an answer that moves twice per question cannot be compared.
        PhaseLine phase = new PhaseLine(model);
        phase.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(phase, Pos.TOP_CENTER);
        right.getChildren().addAll(front, phase);
        VBox all = new VBox(routers, right);
        VBox.setVgrow(right, Priority.ALWAYS);
        all.setMinWidth(0);
        HBox.setHgrow(all, Priority.ALWAYS);
        getChildren().addAll(left, all);
        model.state().router().addListener((property, old, now) -> refresh());
        model.state().workspace().addListener((property, old, now) -> refresh());
        model.shownAttempt().addListener((property, old, now) -> arrange());
        model.whatIf().subject().addListener((property, old, now) -> {
            arrange();
            if (now != null) {
                whatIf.focus();
            }
        });
        model.whatIf().outcome().addListener((property, old, now) -> {
            if (now != null) {
                whatIf.focus();
            }
        });
        refresh();
    }

    /** Reads the workspace’s routers again. */
    void refresh() {
        routers.refresh();
        arrange();
    }

    /** Puts the keyboard where people type. */
    void focus() {
        ask.focusQuestion();
    }

    private void arrange() {
        RouterInfo router = model.state().router().get();
        boolean answered = model.shownAttempt().get() != null;
        boolean changing = model.whatIf().subject().get() != null;
        Node now = router == null ? noRouter() : !answered ? nothingYet() : changing ? whatIf : answers;
        front.getChildren().setAll(now);
    }

    private Node noRouter() {
        if (!model.hasEmbedded()) {
            return blank(
                    "live-no-router",
                    Feather.CPU,
                    Messages.text("live.norouter.title"),
                    Messages.text("live.norouter.train"));
        }
        Button take = new Button(Messages.text("live.norouter.take"));
        take.setId("live-embedded");
        take.getStyleClass().addAll("accent", "large");
        take.setAccessibleText(take.getText());
        take.setOnAction(event -> model.useEmbedded());
        return blank(
                "live-no-router",
                Feather.CPU,
                Messages.text("live.norouter.title"),
                Messages.text("live.norouter.text"),
                take);
    }

    private Node nothingYet() {
        return blank(
                "live-nothing", Feather.ZAP, Messages.text("live.nothing.title"), Messages.text("live.nothing.text"));
    }

    private static VBox blank(String id, Ikon icon, String title, String text, Node... actions) {
        FontIcon picture = new FontIcon(icon);
        picture.getStyleClass().add("welcome-icon");
        Label heading = new Label(title);
        heading.getStyleClass().add("title-4");
        Label words = new Label(text);
        words.getStyleClass().add("text-muted");
        words.setWrapText(true);
        words.setMaxWidth(420);
        words.setTextAlignment(TextAlignment.CENTER);
        words.setMinHeight(USE_PREF_SIZE);
        VBox box = new VBox(12, picture, heading, words);
        box.getChildren().addAll(List.of(actions));
        box.setId(id);
        box.setAlignment(Pos.CENTER);
        box.setAccessibleText(title + " " + text);
        return box;
    }
}
