package dev.signalbox.ui.evaluate;

import dev.signalbox.evaluation.comparison.Standing;
import dev.signalbox.text.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Chooses what the others are held against. */
final class BaselineBox extends HBox {
    private final ComboBox<Standing> box = new ComboBox<>();
    private boolean showing;

    BaselineBox(EvaluateViewModel model) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        box.setId("evaluate-baseline");
        box.setAccessibleText(Messages.text("evaluate.baseline"));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Standing standing) {
                return standing == null ? "" : StandingWords.name(standing);
            }

            @Override
            public Standing fromString(String text) {
                throw new UnsupportedOperationException("The box is not editable");
            }
        });
        box.valueProperty().addListener((property, old, now) -> {
            if (!showing && now != null) {
                model.baseline().set(Key.of(now));
            }
        });
        Label label = new Label(Messages.text("evaluate.baseline"));
        label.getStyleClass().add("text-muted");
        label.setLabelFor(box);
        label.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(label, box);
        model.board().addListener((property, old, now) -> show(now));
        show(model.board().get());
    }

    private void show(@Nullable Board board) {
        if (board == null) {
            return;
        }
        showing = true;
        box.getItems().setAll(board.standings());
        box.setValue(board.standings().get(board.question().baseline()));
        showing = false;
    }
}
