package dev.signalbox.ui.tune.calibration;

import dev.signalbox.evaluation.Calibration;
import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.Calibrator;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Problem;
import dev.signalbox.ui.tune.Calibrations;
import dev.signalbox.ui.tune.CardPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The page: what is calibrated how, what it was fitted to, and what came of it. */
final class CalibrationPane extends CardPage {
    private final CalibrationViewModel model;
    private final VBox notes = new VBox(4);

    CalibrationPane(CalibrationViewModel model) {
        super("calibration", model.front());
        this.model = model;
        notes.setId("calibration-notes");
        fill(
                List.of(choices(), notes),
                List.of(
                        new Place(new ReliabilityCard(model), 0, 0, 1, 2),
                        Place.half(new FigureCard(model), 1, 0),
                        Place.half(new DiscriminationCard(model), 1, 1)));
        model.judgement().addListener((property, old, now) -> show());
        model.problem().addListener((property, old, now) -> show());
        show();
    }

    private FlowPane choices() {
        ComboBox<RouterInfo> router = new ComboBox<>(model.routers());
        router.setConverter(words(RouterInfo::name));
        router.valueProperty().bindBidirectional(model.router());
        ComboBox<String> vlm = new ComboBox<>(model.vlms());
        vlm.setConverter(words(id -> id.isEmpty() ? Messages.text("calibration.vlm.all") : id));
        vlm.valueProperty().bindBidirectional(model.vlm());
        ComboBox<CalibrationMethod> method = new ComboBox<>();
        method.getItems().setAll(CalibrationMethod.values());
        method.setConverter(words(Calibrations::word));
        method.valueProperty().bindBidirectional(model.method());
        CheckBox use = new CheckBox(Messages.text("calibration.use"));
        use.setId("calibration-use");
        use.setTooltip(new Tooltip(Messages.text("calibration.use.why")));
        use.selectedProperty().bindBidirectional(model.used());
        use.disableProperty().bind(model.method().isEqualTo(CalibrationMethod.NONE));
        Label busy = new Label(Messages.text("calibration.busy"));
        busy.getStyleClass().add("text-muted");
        busy.visibleProperty().bind(model.busy());
        busy.managedProperty().bind(model.busy());
        HBox routers = labelled("calibration-router", "calibration.router", router);
        routers.visibleProperty().bind(Bindings.size(model.routers()).greaterThan(1));
        routers.managedProperty().bind(routers.visibleProperty());
        FlowPane line = new FlowPane(
                12,
                8,
                routers,
                labelled("calibration-vlm", "calibration.vlm", vlm),
                labelled("calibration-method", "calibration.method", method),
                use,
                busy);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static HBox labelled(String id, String key, ComboBox<?> box) {
        Label label = new Label(Messages.text(key));
        label.getStyleClass().add("text-muted");
        label.setLabelFor(box);
        label.setMinWidth(USE_PREF_SIZE);
        box.setId(id);
        box.setAccessibleText(Messages.text(key));
        HBox line = new HBox(8, label, box);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private interface Words<T> {
        String of(T value);
    }

    private static <T> StringConverter<T> words(Words<T> words) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : words.of(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("Not editable");
            }
        };
    }

    private void show() {
        Judgement now = model.judgement().get();
        Throwable problem = model.problem().get();
        cards().setVisible(now != null);
        notes.getChildren().clear();
        if (problem != null) {
            Problem said = Problem.of(problem);
            note("calibration-problem", said.what(), Feather.ALERT_TRIANGLE);
            note("calibration-next", said.next(), Feather.INFO);
        }
        if (now != null) {
            notes(now);
        }
    }

    private void notes(Judgement now) {
        int validation = now.fitted().validation().size();
        int pairs = now.fitted().pairs();
        String fitted = switch (now.fitted().origin()) {
            case "held_out" -> Messages.text("calibration.fitted.held", validation, pairs);
            case "other_data" -> Messages.text("calibration.fitted.other", validation, pairs);
            default -> Messages.text("calibration.fitted.seen", validation, pairs);
        };
        note("calibration-fitted", fitted, Feather.INFO);
        note(
                "calibration-judged",
                now.leftOut() > 0
                        ? Messages.text(
                                "calibration.judged.left",
                                now.queries(),
                                now.before().pairs(),
                                now.leftOut())
                        : Messages.text(
                                "calibration.judged",
                                now.queries(),
                                now.before().pairs()),
                Feather.INFO);
        List<String> fellBack = now.fitted().fellBack();
        if (!fellBack.isEmpty()) {
            note(
                    "calibration-fallback",
                    now.asked().method() == CalibrationMethod.ISOTONIC
                            ? Messages.text(
                                    "calibration.few.isotonic", Calibration.FOR_ISOTONIC, String.join(", ", fellBack))
                            : Messages.text("calibration.few.platt", String.join(", ", fellBack)),
                    Feather.ALERT_TRIANGLE);
        }
        List<String> pooled = now.fitted().pooled();
        if (!pooled.isEmpty() && now.asked().method() != CalibrationMethod.NONE) {
            note(
                    "calibration-pooled",
                    pooled.size() == now.fitted().calibration().fits().size()
                            ? Messages.text("calibration.few.all", Calibration.PER_VLM)
                            : Messages.text("calibration.few.pooled", Calibration.PER_VLM, String.join(", ", pooled)),
                    Feather.ALERT_TRIANGLE);
        }
        if (now.asked().method() != CalibrationMethod.NONE) {
            note("calibration-maps", maps(now), Feather.SLIDERS);
        }
    }

    /** The map of each VLM in question; one for all where they share it. */
    private static String maps(Judgement now) {
        Calibration.Fit only = now.fit();
        List<Calibration.Fit> fits = only == null ? now.fitted().calibration().fits() : List.of(only);
        if (fits.stream().allMatch(Calibration.Fit::pooled)) {
            return Messages.text("calibration.map", Messages.text("calibration.vlm.all"), map(fits.getFirst()));
        }
        List<String> words = new ArrayList<>();
        for (Calibration.Fit fit : fits) {
            words.add(Messages.text("calibration.map", fit.vlm(), map(fit)));
        }
        return String.join("; ", words);
    }

    private static String map(Calibration.Fit fit) {
        return switch (fit.calibrator()) {
            case Calibrator.Identity none -> Calibrations.word(CalibrationMethod.NONE);
            case Calibrator.Temperature t -> String.format(Locale.ENGLISH, "T = %.3f", t.temperature());
            case Calibrator.Platt platt -> String.format(Locale.ENGLISH, "a = %.3f, b = %.3f", platt.a(), platt.b());
            case Calibrator.Isotonic isotonic ->
                Messages.text("calibration.blocks", isotonic.fit().value().length);
        };
    }

    private void note(String id, String text, Feather icon) {
        Label label = new Label(text, new FontIcon(icon));
        label.setId(id);
        label.getStyleClass().add("tune-note");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        notes.getChildren().add(label);
    }
}
