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
            List.of("epochs", "seed", "learningRate", "encoderFactor", "batch", "accumulate");

    RecipeCard(SetupViewModel model) {
        GridPane grid = new GridPane(12, 12);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().addAll(half, half);
        for (int i = 0; i < NAMES.size(); i++) {
            SettingField field = model.field(NAMES.get(i));
            Control editor = SettingEditor.of(field, "train-" + field.name());
            Label standard = Nodes.muted("");
            standard.textProperty().bind(field.standard().map(value -> Messages.text("train.default", value)));
            Label problem = Nodes.problem("train-" + field.name() + "-problem");
            problem.textProperty().bind(field.problem());
            VBox box = Nodes.labelled(Messages.text("train.recipe." + field.name()), editor, standard, problem);
            grid.add(box, i % 2, i / 2);
        }
        getChildren().setAll(Nodes.card(Feather.SLIDERS, Messages.text("train.recipe"), grid));
    }
}
