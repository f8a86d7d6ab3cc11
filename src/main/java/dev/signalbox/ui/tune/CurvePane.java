package dev.signalbox.ui.tune;

import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.Curve;
import dev.signalbox.ui.control.CurvePlot;
import dev.signalbox.ui.control.PlotAxis;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The curves over tau: quality above, what it costs below, one marker through both. */
final class CurvePane extends VBox {
    private final TuneViewModel model;
    private final CurvePlot quality = new CurvePlot();
    private final CurvePlot effort = new CurvePlot();
    private final Set<Series> shown =
            EnumSet.of(Series.EM, Series.BEST_SINGLE, Series.RANDOM, Series.DEFERRAL, Series.PAID);
    private final ComboBox<Effort> below = new ComboBox<>();
    private boolean following;
    private boolean filling;

    CurvePane(TuneViewModel model) {
        this.model = model;
        getStyleClass().addAll("card-plain", "tune-card");
        Label heading = new Label(Messages.text("tune.curves"));
        heading.getStyleClass().add("card-heading");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, heading, space, menu());
        head.setAlignment(Pos.CENTER_LEFT);
        quality.setId("tune-quality");
        quality.setAccessibleText(Messages.text("tune.curves.quality"));
        effort.setId("tune-effort");
        prepare(quality);
        prepare(effort);
        size(quality, 150, 240);
        VBox.setVgrow(quality, Priority.ALWAYS);
        getChildren().addAll(head, quality, chooser(), effort);
        model.study().addListener((property, old, now) -> draw());
        model.tau().addListener((property, old, now) -> follow());
        model.baseline().addListener((property, old, now) -> follow());
        draw();
        follow();
    }

    private static void size(CurvePlot plot, double least, double preferred) {
        plot.setMinHeight(least);
        plot.setPrefHeight(preferred);
    }

    private void prepare(CurvePlot plot) {
        plot.setMinWidth(240);
        plot.setMarkerName(Messages.text("tune.tau"));
        plot.markerStepProperty().set(TuneViewModel.STEP);
        plot.markerValueProperty().addListener((property, old, now) -> {
            if (!following) {
                model.setTau(Math.rint(now.doubleValue() * 1000) / 1000);
            }
        });
    }

    /** What is drawn below. */
    private HBox chooser() {
        below.setId("tune-below");
        below.setAccessibleText(Messages.text("tune.effort"));
        below.getStyleClass().add("small");
        below.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Effort chosen) {
                return chosen == null ? "" : Messages.text(chosen.key());
            }

            @Override
            public @Nullable Effort fromString(String text) {
                return null; // the box is not editable
            }
        });
        below.getItems().setAll(Effort.SHARES);
        below.setValue(Effort.SHARES);
        below.valueProperty().addListener((property, old, now) -> {
            if (!filling) {
                draw();
            }
        });
        Label label = new Label(Messages.text("tune.effort"));
        label.getStyleClass().addAll("text-muted", "text-small");
        label.setLabelFor(below);
        label.setMinWidth(USE_PREF_SIZE);
        HBox box = new HBox(8, label, below);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    /** Offers what this study knows something of; the choice stays where it can. */
    private Effort offered(@Nullable Study study) {
        Effort chosen = below.getValue();
        List<Effort> offered = study == null ? List.of(Effort.SHARES) : Effort.of(study);
        if (study != null && !below.getItems().equals(offered)) {
            filling = true;
            below.getItems().setAll(offered);
            below.setValue(chosen != null && offered.contains(chosen) ? chosen : Effort.SHARES);
            filling = false;
        }
        Effort now = below.getValue();
        return now == null ? Effort.SHARES : now;
    }

    private MenuButton menu() {
        MenuButton menu = new MenuButton(Messages.text("tune.curves.choose"), new FontIcon(Feather.TRENDING_UP));
        menu.setId("tune-series");
        menu.getStyleClass().addAll("flat", "small");
        menu.setAccessibleText(Messages.text("tune.curves.choose"));
        for (Series series : Series.values()) {
            CheckMenuItem item = new CheckMenuItem(Messages.text(series.key()));
            item.setSelected(shown.contains(series));
            item.selectedProperty().addListener((property, old, now) -> {
                if (now) {
                    shown.add(series);
                } else {
                    shown.remove(series);
                }
                draw();
            });
            menu.getItems().add(item);
        }
        return menu;
    }

    private void draw() {
        Study study = model.study().get();
        quality.setCurves(study == null ? List.of() : curves(study, true));
        Effort chosen = offered(study);
        effort.setCurves(
                study == null ? List.of() : chosen == Effort.SHARES ? curves(study, false) : chosen.curves(study));
        boolean band = study != null && shown.contains(Series.EM);
        quality.setBands(
                band
                        ? List.of(
                                new CurvePlot.Band(study.curve().tau(), study.low(), study.high(), Series.EM.ordinal()))
                        : List.of());
        PlotAxis bottom = PlotAxis.between("", 0, 1);
        quality.setAxes(bottom, PlotAxis.autoShare(""));
        effort.setAxes(PlotAxis.between(Messages.text("tune.tau.axis"), 0, 1), chosen.axis());
        size(effort, chosen == Effort.VLMS ? 224 : 128, chosen == Effort.VLMS ? 264 : 168); // its legend has many rows
        effort.setAccessibleText(Messages.text("tune.effort.over", Messages.text(chosen.key())));
        boolean wanted = chosen != Effort.SHARES || shown.stream().anyMatch(s -> !s.quality());
        effort.setVisible(wanted);
        effort.setManaged(wanted);
    }

    private List<Curve> curves(Study study, boolean wantQuality) {
        List<Curve> curves = new ArrayList<>();
        for (Series series : shown) {
            if (series.quality() == wantQuality) {
                curves.add(new Curve(
                        Messages.text(series.key()),
                        study.curve().tau(),
                        study.values(series),
                        Curve.Shape.STEP,
                        series.ordinal()));
            }
        }
        return curves;
    }

    private void follow() {
        following = true;
        for (CurvePlot plot : List.of(quality, effort)) {
            plot.markerValueProperty().set(model.tau().get());
            plot.ghostValueProperty().set(model.baseline().get().tau());
        }
        following = false;
    }
}
