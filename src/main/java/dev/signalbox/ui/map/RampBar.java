package dev.signalbox.ui.map;

import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.Palette;
import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Rectangle;

/** The legend of colours that stand for numbers. */
final class RampBar extends HBox {
    private static final int STEPS = 12;

    private final Label low = new Label();
    private final Label high = new Label();
    private final Rectangle bar = new Rectangle(180, 10);

    RampBar() {
        super(8);
        setId("map-ramp");
        setAlignment(Pos.CENTER_LEFT);
        low.getStyleClass().add("text-muted");
        high.getStyleClass().add("text-muted");
        getChildren().addAll(low, bar, high);
    }

    /** From low to high. */
    static List<Color> colours(boolean dark) {
        return IntStream.rangeClosed(0, STEPS)
                .mapToObj(i -> Palette.ramp((double) i / STEPS, dark))
                .toList();
    }

    void show(double from, double to, boolean dark) {
        low.setText(Messages.text("map.value", from));
        high.setText(Messages.text("map.value", to));
        bar.setFill(new LinearGradient(
                0,
                0,
                1,
                0,
                true,
                CycleMethod.NO_CYCLE,
                IntStream.rangeClosed(0, STEPS)
                        .mapToObj(i -> new Stop((double) i / STEPS, Palette.ramp((double) i / STEPS, dark)))
                        .toList()));
    }
}
