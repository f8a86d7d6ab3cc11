package dev.signalbox.ui.train;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.EmptyState;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.TrainingRuns;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Two pages under one bar: the form of a new run, and the runs. */
final class TrainView extends VBox {
    /** What the view needs beside its model. */
    record Tools(
            WorkbenchState state, Commands commands, Scoring scoring, Supplier<Dialogs> dialogs, Runnable showLive) {}

    private final TrainViewModel model;
    private final Tools tools;
    private final RunList.RunActions actions = new Actions();
    private final StackPane centre = new StackPane();
    private final ToggleButton runsPill = pill("train-mode-runs", Feather.TRENDING_UP, "right-pill");
    private final EmptyState opening = new EmptyState(Feather.LOADER, Messages.text("train.opening"), "");
    private @Nullable SetupPane setup;
    private @Nullable Node runs;
    private final LivePane live;

    TrainView(TrainViewModel model, Tools tools) {
        this.model = model;
        this.tools = tools;
        setId("train-view");
        setMinWidth(0);
        getStyleClass().add("train");
        getStylesheets()
                .add(Objects.requireNonNull(TrainView.class.getResource("/css/train.css"))
                        .toExternalForm());
        setAccessibleText(Messages.text("train.title"));
        live = new LivePane(model, tools.commands());
        model.busy().addListener((property, old, now) -> {
            if (!now && live.isFocusWithin()) {
                runsPill.requestFocus();
            }
            // The button that began the run is gone or disabled: what comes next is to pause it.
            if (now && getScene() != null && !model.setting().get()) {
                centre.applyCss(); // a scroll pane has its content only from then on
                live.focusControl();
            }
        });
        VBox.setVgrow(centre, Priority.ALWAYS);
        getChildren().addAll(bar(), new NoticeBar(model, actions, this::focusFirst), centre);
        model.setting().addListener((property, old, now) -> arrange());
        model.setup().addListener((property, old, now) -> {
            if (now != null) {
                now.outcome().addListener((p, was, is) -> arrange());
            }
            arrange();
        });
        arrange();
    }

    private HBox bar() {
        ToggleGroup group = new ToggleGroup();
        ToggleButton setupPill = pill("train-mode-setup", Feather.PLUS, "left-pill");
        setupPill.setText(Messages.text("train.mode.setup"));
        setupPill.setAccessibleText(setupPill.getText());
        for (ToggleButton pill : new ToggleButton[] {setupPill, runsPill}) {
            pill.setToggleGroup(group);
            boolean form = pill == setupPill;
            pill.setSelected(model.setting().get() == form);
            model.setting().addListener((property, old, now) -> pill.setSelected(now == form));
            pill.setOnAction(event -> {
                pill.setSelected(true);
                model.setting().set(form);
            });
        }
        model.runs().lines().addListener((InvalidationListener) change -> count());
        count();
        Label underway = new Label(null, new FontIcon(Feather.ACTIVITY));
        underway.setId("train-underway");
        underway.getStyleClass().add("text-muted");
        Button show = Nodes.button(
                "train-underway-show",
                Messages.text("train.underway.show"),
                () -> model.setting().set(false),
                "small",
                "flat",
                "accent");
        HBox now = Nodes.row(underway, show);
        now.visibleProperty().bind(model.busy().and(model.setting()));
        now.managedProperty().bind(now.visibleProperty());
        model.busy()
                .addListener((property, old, busy) ->
                        underway.setText(busy ? Messages.text("train.underway", model.name()) : ""));
        HBox bar = Nodes.row(new HBox(setupPill, runsPill), Nodes.space(), now);
        bar.getStyleClass().add("train-top");
        return bar;
    }

    private static ToggleButton pill(String id, Feather icon, String style) {
        ToggleButton pill = new ToggleButton(null, new FontIcon(icon));
        pill.setId(id);
        pill.getStyleClass().add(style);
        pill.setMinWidth(USE_PREF_SIZE);
        return pill;
    }

    private void count() {
        int size = model.runs().lines().size();
        String text = size == 0 ? Messages.text("train.mode.runs") : Messages.text("train.mode.runs.many", size);
        if (!text.equals(runsPill.getText())) {
            runsPill.setText(text);
            runsPill.setAccessibleText(text);
        }
    }

    private void arrange() {
        Node front = model.setting().get() ? form() : runs();
        if (centre.getChildren().size() != 1 || centre.getChildren().getFirst() != front) {
            centre.getChildren().setAll(front);
        }
    }

    private Node form() {
        SetupViewModel form = model.setup().get();
        if (form == null || form.outcome().get() == null) {
            return opening;
        }
        if (setup == null) {
            setup = new SetupPane(model, form, tools.state(), tools.commands(), tools.dialogs());
        }
        return setup;
    }

    private Node runs() {
        if (runs == null) {
            VBox page = new VBox(12, live, new CurvesPane(model.runs()), new ComparePane(model.runs()));
            page.getStyleClass().add("train-page");
            page.setMinWidth(0);
            ScrollPane scroll = new ScrollPane(page);
            scroll.setFitToWidth(true);
            scroll.setFocusTraversable(false);
            scroll.getStyleClass().addAll("edge-to-edge", "train-scroll");
            HBox.setHgrow(scroll, Priority.ALWAYS);
            runs = new HBox(new RunList(model.runs(), actions), scroll);
        }
        return runs;
    }

    /** Puts the keyboard on what this screen is for. */
    void focusFirst() {
        Node name = model.setting().get() ? lookup("#train-name") : null;
        (name == null ? runsPill : name).requestFocus();
    }

    private final class Actions implements RunList.RunActions {
        @Override
        public void resume(RunLine line) {
            model.resume(line);
        }

        @Override
        public void discard(RunLine line) {
            int steps = line.stopped() == null ? 0 : line.stopped().step();
            ask(Messages.text("train.discard.text", line.name(), steps), () -> model.discard(line.folder()));
        }

        @Override
        public void discard(TrainingRuns.Damaged damaged) {
            ask(Messages.text("train.discard.text.damaged", damaged.folder()), () -> model.discard(damaged.folder()));
        }

        private void ask(String text, Runnable go) {
            boolean sure = tools.dialogs()
                    .get()
                    .confirm(new Dialogs.Question(
                            Messages.text("train.discard.title"), text, Messages.text("train.discard"), true));
            if (sure) {
                go.run();
            }
        }

        @Override
        public void score(RouterInfo router) {
            tools.state().router().set(router);
            tools.scoring().start(router);
        }

        @Override
        public void live(RouterInfo router) {
            tools.state().router().set(router);
            tools.showLive().run();
        }

        @Override
        public void tooMany() {
            tools.dialogs().get().note(Messages.text("train.runs.tooMany", RunsViewModel.MOST), null);
        }

        @Override
        public boolean locked() {
            return tools.state().readOnly().get() || model.busy().get();
        }

        @Override
        public boolean used(RouterInfo router) {
            RouterInfo now = tools.state().router().get();
            return now != null && now.id() == router.id();
        }
    }
}
