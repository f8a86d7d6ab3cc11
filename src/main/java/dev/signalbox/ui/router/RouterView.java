package dev.signalbox.ui.router;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.task.Job;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.EmptyState;
import dev.signalbox.ui.shell.Problem;
import dev.signalbox.ui.shell.Scoring;
import dev.signalbox.ui.shell.WorkbenchState;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Two looks at the chosen router: its experts, and the profile sentences that it reads. */
final class RouterView extends StackPane {
    private final ExpertsViewModel experts;
    private final ProfilesViewModel profiles;
    private final WorkbenchState state;
    private final Scoring scoring;
    private final ScrollPane gatePane;
    private final ProfilesPane profilesPane;
    private final StackPane gateFront = new StackPane();
    private final StackPane labFront = new StackPane();
    private final Tab sentences = new Tab(Messages.text("routerscreen.tab.profiles"));
    private final ProgressBar bar = new ProgressBar();
    private final Label doing = new Label();
    private final VBox busy;

    RouterView(
            ExpertsViewModel experts,
            ProfilesViewModel profiles,
            WorkbenchState state,
            Scoring scoring,
            Consumer<String> go) {
        this.experts = experts;
        this.profiles = profiles;
        this.state = state;
        this.scoring = scoring;
        setId("router-view");
        setMinWidth(0);
        getStyleClass().add("router");
        getStylesheets()
                .add(Objects.requireNonNull(RouterView.class.getResource("/css/router.css"))
                        .toExternalForm());
        setAccessibleText(Messages.text("routerscreen.title"));
        gatePane = new ScrollPane(new GatePane(experts, go));
        gatePane.setFitToWidth(true);
        gatePane.setFitToHeight(true);
        gatePane.setFocusTraversable(false);
        gatePane.getStyleClass().addAll("edge-to-edge", "router-scroll");
        profilesPane = new ProfilesPane(profiles, state, go, this::scoreAgain);
        Button cancel = new Button(Messages.text("shell.cancel"));
        cancel.setId("lab-cancel");
        cancel.setAccessibleText(cancel.getText());
        cancel.setOnAction(event -> profiles.stop());
        bar.setPrefWidth(320);
        bar.setAccessibleText(Messages.text("lab.opening"));
        doing.getStyleClass().add("text-muted");
        busy = new VBox(12, doing, bar, cancel);
        busy.setAlignment(Pos.CENTER);
        Tab gates = new Tab(Messages.text("routerscreen.tab.experts"), gateFront);
        gates.setId("router-tab-experts");
        sentences.setId("router-tab-profiles");
        sentences.setContent(labFront);
        TabPane tabs = new TabPane(gates, sentences);
        tabs.setId("router-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getStyleClass().add("router-tabs");
        getChildren().add(tabs);
        sentences.selectedProperty().addListener((property, old, now) -> look());
        experts.condition().addListener((property, old, now) -> arrangeGates());
        profiles.condition().addListener((property, old, now) -> arrangeLab());
        scoring.job().addListener((property, old, now) -> {
            arrangeGates();
            arrangeLab();
        });
        arrangeGates();
        arrangeLab();
    }

    private boolean front;

    /** It came to the front, or left it: the lab reads its vectors only while somebody looks. */
    void seen(boolean now) {
        front = now;
        look();
    }

    private void look() {
        profiles.seen(front && sentences.isSelected());
    }

    private void scoreAgain() {
        RouterInfo router = state.router().get();
        if (router != null) {
            scoring.start(router);
        }
    }

    private void arrangeGates() {
        gateFront
                .getChildren()
                .setAll(
                        switch (experts.condition().get()) {
                            case ExpertsViewModel.Condition.Ready ready -> gatePane;
                            case ExpertsViewModel.Condition.NoRouter none -> noRouter();
                            case ExpertsViewModel.Condition.NoScores none -> noScores(none.router());
                            case ExpertsViewModel.Condition.NoGate none ->
                                new EmptyState(
                                        Feather.GIT_MERGE,
                                        Messages.text("gates.nogate"),
                                        Messages.text(
                                                "gates.nogate.why",
                                                none.router().name()));
                            case ExpertsViewModel.Condition.Empty none -> new StackPane();
                        });
    }

    private void arrangeLab() {
        Node now = switch (profiles.condition().get()) {
            case LabState.Ready ready -> profilesPane;
            case LabState.Idle idle -> new StackPane();
            case LabState.NoRouter none -> noRouter();
            case LabState.NoScores none -> noScores(none.router());
            case LabState.Busy reading -> {
                bar.setProgress(reading.fraction() < 0 ? ProgressBar.INDETERMINATE_PROGRESS : reading.fraction());
                doing.setText(reading.text());
                yield busy;
            }
            case LabState.Stopped stopped -> {
                Button open = action("lab-open", Messages.text("lab.open"), profiles::openIfSeen);
                yield new EmptyState(
                        Feather.EDIT_3, Messages.text("lab.stopped"), Messages.text("lab.stopped.why"), open);
            }
            case LabState.Failed failed -> {
                Problem problem = Problem.of(failed.cause());
                yield new EmptyState(
                        Feather.ALERT_TRIANGLE,
                        problem.what(),
                        problem.next(),
                        action("lab-open", Messages.text("lab.again"), profiles::openIfSeen));
            }
        };
        if (labFront.getChildren().size() != 1 || labFront.getChildren().getFirst() != now) {
            labFront.getChildren().setAll(now);
        }
    }

    private Node noRouter() {
        Button embedded =
                action("router-embedded", Messages.text("routerscreen.norouter.score"), scoring::startEmbedded);
        embedded.setDisable(!scoring.hasEmbedded() || embedded.isDisabled());
        return new EmptyState(
                Feather.GIT_MERGE,
                Messages.text("routerscreen.norouter"),
                Messages.text("routerscreen.norouter.why"),
                embedded);
    }

    private Node noScores(RouterInfo router) {
        return new EmptyState(
                Feather.GIT_MERGE,
                Messages.text("routerscreen.noscores", router.name()),
                Messages.text("routerscreen.noscores.why"),
                action("router-score", Messages.text("routerscreen.score", router.name()), this::scoreAgain));
    }

    private Button action(String id, String text, Runnable run) {
        @Nullable Job<?> running = scoring.job().get();
        Button button = new Button(running == null ? text : Messages.text("routerscreen.scoring"));
        button.setId(id);
        button.getStyleClass().add("accent");
        button.setAccessibleText(button.getText());
        button.setDisable(running != null || state.readOnly().get());
        button.setOnAction(event -> run.run());
        return button;
    }
}
