package dev.signalbox.ui.train;

import dev.signalbox.text.Messages;
import java.util.List;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The settings that people change most. */
final class RecipeCard extends VBox {
    private static final List<String> NAMES =
            List.of("epochs", "batch", "learningRate", "seed", "accumulate", "encoderFactor");

    private static final int COLUMNS = 3;

    RecipeCard(SetupViewModel model) {
        GridPane grid = new GridPane(12, 12);
        for (int i = 0; i < COLUMNS; i++) {
            ColumnConstraints third = new ColumnConstraints();
            third.setPercentWidth(100.0 / COLUMNS);
            grid.getColumnConstraints().add(third);
        }
        for (int i = 0; i < NAMES.size(); i++) {
            SettingField field = model.field(NAMES.get(i));
            Control editor = SettingEditor.of(field, "train-" + field.name());
            Label standard = Nodes.muted("");
            standard.textProperty().bind(field.standard().map(value -> Messages.text("train.default", value)));
            standard.visibleProperty().bind(field.changed());
            standard.managedProperty().bind(field.changed());
            Label problem = Nodes.problem("train-" + field.name() + "-problem");
            problem.textProperty().bind(field.problem());
            VBox box = Nodes.labelled(Messages.text("train.recipe." + field.name()), editor, standard, problem);
            grid.add(box, i % COLUMNS, i / COLUMNS);
        }
        getChildren().setAll(Nodes.card(Feather.SLIDERS, Messages.text("train.recipe"), grid));
    }
}
