package dev.signalbox.ui.train;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.EmptyState;
import dev.signalbox.workbench.TrainingRuns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Every run with a box to lay its curves over the others, and what can be done with it. */
final class RunList extends ScrollPane {
    private final RunsViewModel model;
    private final RunActions actions;
    private final VBox box = new VBox(8);
    private final Map<String, RunCard> cards = new LinkedHashMap<>();
    private final EmptyState none =
            new EmptyState(Feather.TRENDING_UP, Messages.text("train.runs.none"), Messages.text("train.runs.none.why"));

    /** What a card asks for. */
    interface RunActions {
        void resume(RunLine line);

        void discard(RunLine line);

        void discard(TrainingRuns.Damaged damaged);

        void score(RouterInfo router);

        void live(RouterInfo router);

        void tooMany();

        /** True when nothing may be changed or another run is under way. */
        boolean locked();

        /** True for the router of all screens. */
        boolean used(RouterInfo router);
    }

    RunList(RunsViewModel model, RunActions actions) {
        this.model = model;
        this.actions = actions;
        setId("train-runs");
        setFitToWidth(true);
        setFocusTraversable(false);
        setMinWidth(250);
        setPrefWidth(270);
        setMaxWidth(270);
        setAccessibleText(Messages.text("train.runs"));
        getStyleClass().addAll("edge-to-edge", "train-scroll");
        box.getStyleClass().add("train-list");
        setContent(box);
        model.lines().addListener((InvalidationListener) change -> show());
        model.damaged().addListener((InvalidationListener) change -> arrange());
        model.compared().addListener((property, old, now) -> show());
        show();
    }

    /** Cards stay while their runs do, so that news ten times a second takes the keyboard from nobody. */
    private void show() {
        List<String> keys = model.lines().stream().map(RunLine::key).toList();
        boolean same = keys.equals(List.copyOf(cards.keySet()));
        if (!same) {
            Map<String, RunCard> old = new LinkedHashMap<>(cards);
            cards.clear();
            for (RunLine line : model.lines()) {
                RunCard card = old.get(line.key());
                cards.put(line.key(), card == null ? new RunCard(model, actions) : card);
            }
        }
        model.lines().forEach(line -> {
            RunCard card = cards.get(line.key());
            if (card != null) {
                card.show(line);
            }
        });
        if (!same || box.getChildren().isEmpty()) {
            arrange();
        }
    }

    private void arrange() {
        List<Node> all = new java.util.ArrayList<>(cards.values());
        for (TrainingRuns.Damaged damaged : model.damaged()) {
            Label what = Nodes.wrapped(Messages.text("train.run.damaged", damaged.folder(), damaged.why()));
            what.getStyleClass().addAll("train-problem", "text-small");
            VBox card = new VBox(
                    6,
                    what,
                    Nodes.button(
                            "train-discard-damaged",
                            Messages.text("train.run.discard"),
                            () -> actions.discard(damaged),
                            "small"));
            card.getStyleClass().addAll("card-plain", "train-run");
            all.add(card);
        }
        if (all.isEmpty()) {
            all.add(none);
        }
        box.getChildren().setAll(all);
    }
}
