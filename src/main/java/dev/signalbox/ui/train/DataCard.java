package dev.signalbox.ui.train;

import dev.signalbox.model.Dataset;
import dev.signalbox.router.TrainingPlan;
import dev.signalbox.router.TrainingReport.Parts;
import dev.signalbox.text.Messages;
import java.util.stream.Collectors;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What is learnt from: the open dataset, its splits, and how the run would divide it. */
final class DataCard extends VBox {
    /** Fewer training queries than this teach hardly anything. */
    private static final int FEW = 50;

    private final SetupViewModel model;
    private final Label name = new Label();
    private final Label simulated = Nodes.simulated();
    private final Label queries = Nodes.wrapped("");
    private final Label solvable = Nodes.wrapped("");
    private final Label pictures = Nodes.muted("");
    private final CheckBox make = new CheckBox();
    private final CheckBox drop;
    private final Label kept = new Label();
    private final Label plan = Nodes.wrapped("");
    private final Label few = Nodes.problem("train-few");

    DataCard(SetupViewModel model) {
        this.model = model;
        name.setId("train-dataset");
        name.getStyleClass().add("train-strong");
        queries.setId("train-data-queries");
        solvable.setId("train-data-solvable");
        plan.setId("train-data-plan");
        kept.setId("train-data-kept");
        kept.getStyleClass().addAll("text-muted", "text-small");
        make.setId("train-make-split");
        make.setWrapText(true);
        make.setText(Messages.text("train.data.make"));
        make.setAccessibleText(Messages.text("train.data.make"));
        make.setTooltip(new Tooltip(Messages.text("train.data.make.why")));
        make.managedProperty().bind(make.visibleProperty());
        make.selectedProperty().bindBidirectional(model.makeSplit());
        drop = SettingEditor.box(model.field("dropUnsolvable"));
        drop.setId("train-drop");
        drop.setText(Messages.text("train.data.drop"));
        drop.setAccessibleText(Messages.text("train.data.drop"));
        getChildren()
                .setAll(Nodes.card(
                        Feather.DATABASE,
                        Messages.text("train.data"),
                        Nodes.row(name, simulated),
                        queries,
                        make,
                        solvable,
                        pictures,
                        Nodes.row(drop, kept),
                        plan,
                        few));
        model.outcome().addListener((property, old, now) -> show());
        show();
    }

    private void show() {
        SetupCheck.Outcome found = model.outcome().get();
        if (found == null) {
            return;
        }
        Dataset dataset = found.form().open().dataset();
        DataFacts facts = found.facts();
        name.setText(dataset.name());
        simulated.setVisible(dataset.simulated());
        simulated.setManaged(dataset.simulated());
        String splits = facts.splits().isEmpty()
                ? Messages.text("train.data.nosplit")
                : facts.splits().entrySet().stream()
                        .map(e -> e.getKey() + " " + Figures.count(e.getValue()))
                        .collect(Collectors.joining(", "));
        make.setVisible(!found.form().open().hasTrain());
        boolean made = found.form().open().splitMade();
        queries.setText(
                Messages.text(made ? "train.data.queries.made" : "train.data.queries", facts.queries(), splits));
        boolean labelled = facts.labelled() > 0;
        solvable.setText(
                labelled
                        ? Messages.text("train.data.solvable", Figures.percent(facts.solvable()))
                        : Messages.text("train.data.solvable.none"));
        kept.setText(labelled ? Messages.text("train.data.drop.kept", Figures.percent(facts.solvable())) : "");
        Nodes.say(
                pictures,
                facts.textOnly() == 0
                        ? ""
                        : facts.textOnly() == facts.queries()
                                ? Messages.text("train.data.allText")
                                : Messages.text("train.data.textonly", facts.textOnly()));
        TrainingPlan now = found.plan();
        Nodes.say(plan, now == null ? "" : parts(now.parts()));
        few.setText(now != null && now.parts().train() < FEW ? Messages.text("train.plan.few") : "");
    }

    private static String parts(Parts parts) {
        StringBuilder said = new StringBuilder(Messages.text("train.plan.learn", parts.train(), parts.labels()));
        said.append("; ").append(Messages.text("train.plan.validation", parts.validation()));
        said.append("; ").append(Messages.text("train.plan.test", parts.test()));
        if (parts.shared() > 0) {
            said.append("; ").append(Messages.text("train.plan.shared", parts.shared()));
        }
        if (parts.unsolvable() > 0) {
            said.append("; ").append(Messages.text("train.plan.unsolvable", parts.unsolvable()));
        }
        if (parts.replayed() > 0) {
            said.append("; ").append(Messages.text("train.plan.replayed", parts.replayed()));
        }
        return said.append('.').toString();
    }
}
