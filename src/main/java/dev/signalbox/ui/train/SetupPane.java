package dev.signalbox.ui.train;

import dev.signalbox.router.TrainingPlan;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.shell.Problem;
import dev.signalbox.ui.shell.WorkbenchState;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The form of a new run: cards in two columns, every setting below, and what will happen at the foot. */
final class SetupPane extends VBox {
    private final TrainViewModel train;
    private final SetupViewModel model;
    private final WorkbenchState state;
    private final Supplier<Dialogs> dialogs;
    private final Label summary = Nodes.wrapped("");

    SetupPane(
            TrainViewModel train,
            SetupViewModel model,
            WorkbenchState state,
            Commands commands,
            Supplier<Dialogs> dialogs) {
        this.train = train;
        this.model = model;
        this.state = state;
        this.dialogs = dialogs;
        setId("train-setup");
        GridPane cards = new GridPane(12, 12);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        cards.getColumnConstraints().addAll(half, half);
        VBox left = new VBox(12, new DataCard(model), new RecipeCard(model), new VlmCard(model));
        VBox right = new VBox(12, new RouterCard(model));
        cards.addRow(0, left, right);
        VBox page = new VBox(12, cards, new SettingsPane(model));
        page.setMaxWidth(1100);
        page.getStyleClass().add("train-page");
        HBox holder = new HBox(page);
        HBox.setHgrow(page, Priority.ALWAYS);
        ScrollPane scroll = new ScrollPane(holder);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().addAll("edge-to-edge", "train-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(scroll, foot(commands));
        model.outcome().addListener((property, old, now) -> show());
        model.sound().addListener((property, old, now) -> show());
        train.busy().addListener((property, old, now) -> show());
        state.readOnly().addListener((property, old, now) -> show());
        show();
    }

    private HBox foot(Commands commands) {
        summary.setId("train-summary");
        HBox.setHgrow(summary, Priority.ALWAYS);
        summary.setMaxWidth(Double.MAX_VALUE);
        Button copy = Nodes.button("train-copy", Messages.text("train.command"), this::copy);
        copy.setGraphic(new FontIcon(Feather.TERMINAL));
        copy.disableProperty().bind(Bindings.not(model.sound()));
        MenuItem save = new MenuItem(Messages.text("train.config.save"));
        save.setOnAction(event -> dialogs.get()
                .saveFile(Messages.text("train.config.save"), model.name().get() + ".json", kind())
                .ifPresent(model::save));
        save.disableProperty().bind(Bindings.not(model.sound()));
        MenuItem load = new MenuItem(Messages.text("train.config.load"));
        load.setOnAction(event -> dialogs.get()
                .chooseFile(Messages.text("train.config.load"), null, kind())
                .ifPresent(model::load));
        MenuButton more = new MenuButton(Messages.text("train.more"));
        more.setId("train-more");
        more.setAccessibleText(Messages.text("train.more"));
        more.getItems().setAll(save, load);
        more.setMinWidth(Region.USE_PREF_SIZE);
        Button start = commands.button(TrainScreen.START);
        start.getStyleClass().add("accent");
        start.setMinWidth(Region.USE_PREF_SIZE);
        HBox foot = Nodes.row(summary, copy, more, start);
        foot.getStyleClass().add("train-foot");
        return foot;
    }

    private static Dialogs.FileKind kind() {
        return new Dialogs.FileKind(Messages.text("train.config.kind"), List.of("*.json"));
    }

    private void copy() {
        model.whenChecked(this::copyChecked);
    }

    private void copyChecked() {
        String command = model.command();
        if (!command.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(command);
            Clipboard.getSystemClipboard().setContent(content);
            dialogs.get().note(Messages.text("train.command.copied"), null);
        }
    }

    private void show() {
        SetupCheck.Outcome found = model.outcome().get();
        Problem problem = found == null ? null : found.problem();
        TrainingPlan plan = found == null ? null : found.plan();
        String said = "";
        boolean wrong = false;
        if (state.readOnly().get()) {
            said = Messages.text("train.readonly");
        } else if (train.busy().get()) {
            said = Messages.text("train.busy", train.name());
        } else if (problem != null && !RouterCard.mends(problem)) {
            said = problem.what() + " " + problem.next();
            wrong = true;
        } else if (plan != null) {
            said = Messages.text("train.plan.steps", plan.steps()) + " · "
                    + Messages.text(
                            "train.folder",
                            String.valueOf(found.form().request().out()));
        }
        summary.setText(said);
        summary.getStyleClass().removeAll("train-problem", "text-muted");
        summary.getStyleClass().add(wrong ? "train-problem" : "text-muted");
    }
}
