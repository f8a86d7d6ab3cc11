package dev.signalbox.ui.tune.calibration;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.CalibrationQuality;
import dev.signalbox.evaluation.Intervals.Interval;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.tune.Cards;
import java.util.Locale;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The numbers before and after, with intervals where resampling gives one. */
final class FigureCard extends StackPane {
    private final GridPane grid = new GridPane(16, 6);

    FigureCard(CalibrationViewModel model) {
        setMinWidth(0);
        grid.setId("calibration-figures");
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        name.setMinWidth(0);
        grid.getColumnConstraints().setAll(name, new ColumnConstraints(), new ColumnConstraints());
        getChildren().add(Cards.headed("calibration.figures", grid));
        model.judgement().addListener((property, old, now) -> show(now));
        show(model.judgement().get());
    }

    private void show(@Nullable Judgement now) {
        grid.getChildren().clear();
        if (now == null) {
            return;
        }
        head(1, Messages.text("calibration.before"));
        if (now.asked().method() != CalibrationMethod.NONE) {
            head(2, Messages.text("calibration.after"));
        }
        row(now, 1, "ece", q -> q.width().ece(), CalibrationQuality::ece);
        row(now, 2, "ece.mass", q -> q.mass().ece(), null);
        row(now, 3, "mce", q -> q.width().mce(), null);
        row(now, 4, "brier", CalibrationQuality::brier, CalibrationQuality::brierInterval);
        row(now, 5, "nll", CalibrationQuality::nll, CalibrationQuality::nllInterval);
        Label why = new Label(Messages.text("calibration.interval"));
        why.setWrapText(true);
        why.setMinHeight(USE_PREF_SIZE);
        why.getStyleClass().addAll("text-muted", "text-small");
        grid.add(why, 0, 6, 3, 1);
    }

    private void head(int column, String text) {
        Label label = new Label(text);
        label.getStyleClass().add("text-muted");
        grid.add(label, column, 0);
    }

    private void row(
            Judgement now,
            int at,
            String metric,
            Function<CalibrationQuality, Double> value,
            @Nullable Function<CalibrationQuality, Interval> interval) {
        Label name = new Label(name(metric));
        name.setTooltip(new Tooltip(why(metric)));
        name.setMinWidth(0);
        name.setWrapText(true);
        GridPane.setValignment(name, VPos.TOP);
        grid.add(name, 0, at);
        grid.add(number("calibration-" + metric + "-before", now.before().quality(), value, interval), 1, at);
        if (now.asked().method() != CalibrationMethod.NONE) {
            grid.add(number("calibration-" + metric + "-after", now.after().quality(), value, interval), 2, at);
        }
    }

    private static VBox number(
            String id,
            CalibrationQuality quality,
            Function<CalibrationQuality, Double> value,
            @Nullable Function<CalibrationQuality, Interval> interval) {
        Label number = new Label(four(value.apply(quality)));
        number.setId(id);
        number.setMinWidth(USE_PREF_SIZE);
        VBox box = new VBox(number);
        Interval range = interval == null ? null : interval.apply(quality);
        if (range != null && !Double.isNaN(range.low())) {
            Label label = new Label(Messages.text("calibration.range", four(range.low()), four(range.high())));
            label.getStyleClass().addAll("text-muted", "text-small");
            label.setMinWidth(USE_PREF_SIZE);
            box.getChildren().add(label);
        }
        return box;
    }

    static String four(double value) {
        return Double.isNaN(value) ? dev.signalbox.ui.tune.Figures.NONE : String.format(Locale.ENGLISH, "%.4f", value);
    }

    private static String name(String metric) {
        return switch (metric) {
            case "ece" -> Messages.text("calibration.ece");
            case "ece.mass" -> Messages.text("calibration.ece.mass");
            case "mce" -> Messages.text("calibration.mce");
            case "brier" -> Messages.text("calibration.brier");
            default -> Messages.text("calibration.nll");
        };
    }

    private static String why(String metric) {
        return switch (metric) {
            case "ece" -> Messages.text("calibration.ece.why");
            case "ece.mass" -> Messages.text("calibration.ece.mass.why");
            case "mce" -> Messages.text("calibration.mce.why");
            case "brier" -> Messages.text("calibration.brier.why");
            default -> Messages.text("calibration.nll.why");
        };
    }
}
