package dev.signalbox.ui.tune;

import atlantafx.base.controls.Popover;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.evaluation.pricing.Terms;
import dev.signalbox.model.Price;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The button that shows how pool and prices differ from what was imported, and the sheet that changes them. */
final class PoolPopover extends Button {
    /** The slider goes from a tenth of the price to ten times it. */
    private static final double DECADES = 1;

    private static final double MOST_ROWS = 320;
    private static final double WIDTH = 164;

    private final TuneViewModel tune;
    private final PoolViewModel model;
    private final Popover popover = new Popover();
    private final GridPane grid = new GridPane(10, 6);
    private final List<Runnable> refresh = new ArrayList<>();
    private boolean showing;

    PoolPopover(TuneViewModel tune, PoolViewModel model) {
        super("", new FontIcon(Feather.DOLLAR_SIGN));
        this.tune = tune;
        this.model = model;
        setId("tune-pool");
        setTooltip(new Tooltip(Messages.text("tune.pool.why")));
        setMinWidth(WIDTH); // the same with and without a count, so that the bar does not jump
        Label heading = new Label(Messages.text("tune.pool"));
        heading.getStyleClass().add("card-heading");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button reset = new Button(Messages.text("tune.pool.reset"), new FontIcon(Feather.ROTATE_CCW));
        reset.setId("tune-pool-reset");
        reset.getStyleClass().addAll("small");
        reset.setOnAction(event -> model.reset());
        HBox head = new HBox(8, heading, space, reset);
        head.setAlignment(Pos.CENTER_LEFT);
        Label why = new Label(Messages.text("tune.pool.why"));
        why.getStyleClass().addAll("text-muted", "text-small");
        why.setWrapText(true);
        why.setMaxWidth(640);
        why.setMinHeight(USE_PREF_SIZE);
        ScrollPane scroll = new ScrollPane(grid);
        scroll.getStyleClass().add("edge-to-edge");
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.setMaxHeight(MOST_ROWS);
        VBox content = new VBox(10, head, why, scroll);
        content.getStyleClass().add("tune-pool");
        content.getStylesheets()
                .add(java.util.Objects.requireNonNull(TuneView.class.getResource("/css/tune.css"))
                        .toExternalForm());
        popover.setContentNode(content);
        popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
        popover.setAnimated(false);
        popover.setDetachable(false);
        popover.setHeaderAlwaysVisible(false);
        setOnAction(event -> toggle());
        model.rows().addListener((property, old, now) -> fill());
        tune.terms().addListener((property, old, now) -> {
            name();
            reset.setDisable(now.asImported());
            refresh();
        });
        tune.study().addListener((property, old, now) -> refresh());
        reset.setDisable(true);
        name();
    }

    private void name() {
        PoolTerms terms = tune.terms().get();
        setText(
                terms.asImported()
                        ? Messages.text("tune.pool")
                        : Messages.text("tune.pool.changed", terms.byColumn().size()));
        setAccessibleText(getText());
    }

    private void toggle() {
        if (popover.isShowing()) {
            popover.hide();
            return;
        }
        if (model.rows().get().isEmpty()) {
            model.look();
        }
        popover.show(this);
    }

    private void fill() {
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        refresh.clear();
        for (int i = 0; i < 5; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHalignment(i == 2 ? HPos.RIGHT : HPos.LEFT);
            grid.getColumnConstraints().add(column);
        }
        boolean byToken = model.rows().get().stream().anyMatch(PoolViewModel.Row::tokens);
        boolean gaps = model.rows().get().stream().anyMatch(row -> !row.tokens() && row.gaps());
        String last = byToken ? "tune.pool.tokens" : gaps ? "tune.pool.unknown" : "";
        grid.addRow(
                0,
                head("tune.pool.allowed"),
                head("tune.pool.which"),
                head("tune.pool.mean"),
                head("tune.pool.factor"),
                last.isEmpty() ? new Label() : head(last));
        int at = 1;
        for (PoolViewModel.Row row : model.rows().get()) {
            grid.addRow(at++, allowed(row), pool(row), mean(row), factor(row), prices(row));
        }
        refresh();
    }

    private static Label head(String key) {
        Label label = new Label(Messages.text(key));
        label.getStyleClass().addAll("text-muted", "text-small");
        return label;
    }

    private CheckBox allowed(PoolViewModel.Row row) {
        CheckBox box = new CheckBox(row.vlm().id());
        box.setId("tune-pool-allow-" + row.column());
        box.setAccessibleText(Messages.text("tune.pool.allow", row.vlm().id()));
        box.setMaxWidth(190);
        box.selectedProperty().addListener((property, old, now) -> {
            if (!showing) {
                model.allow(row, now);
            }
        });
        refresh.add(() -> {
            box.setSelected(model.terms(row).allowed());
            box.setDisable(model.terms(row).allowed() && model.last(row));
        });
        return box;
    }

    private static Label pool(PoolViewModel.Row row) {
        Label label = new Label(Messages.text(row.paid() ? "tune.pool.paid" : "tune.pool.free"));
        label.getStyleClass().addAll("text-muted", "text-small");
        return label;
    }

    private Label mean(PoolViewModel.Row row) {
        Label label = new Label();
        label.setId("tune-pool-mean-" + row.column());
        label.getStyleClass().add("tabular");
        label.setMinWidth(64);
        label.setAlignment(Pos.CENTER_RIGHT);
        refresh.add(() -> label.setText(Figures.dollars(model.meanCost(row))));
        return label;
    }

    private HBox factor(PoolViewModel.Row row) {
        Slider slider = new Slider(-DECADES, DECADES, 0);
        slider.setId("tune-pool-slider-" + row.column());
        slider.setAccessibleText(Messages.text("tune.pool.factor.of", row.vlm().id()));
        slider.setPrefWidth(120);
        slider.setBlockIncrement(0.05);
        TextField field = field(
                "tune-pool-factor-" + row.column(),
                Messages.text("tune.pool.factor.of", row.vlm().id()),
                value -> model.factor(row, Double.isNaN(value) ? 1 : value));
        slider.valueProperty().addListener((property, old, now) -> {
            if (!showing) {
                // The middle is exactly the price as imported, and easy to hit.
                double held = Math.abs(now.doubleValue()) < 0.02 ? 0 : now.doubleValue();
                model.factor(row, Math.rint(Math.pow(10, held) * 100) / 100);
            }
        });
        refresh.add(() -> {
            Terms terms = model.terms(row);
            slider.setValue(Math.clamp(Math.log10(Math.max(terms.factor(), 1e-9)), -DECADES, DECADES));
            write(field, terms.factor());
        });
        Label times = new Label("×");
        times.getStyleClass().add("text-muted");
        HBox box = new HBox(4, slider, times, field);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private HBox prices(PoolViewModel.Row row) {
        HBox box = new HBox(4);
        box.setAlignment(Pos.CENTER_LEFT);
        String vlm = row.vlm().id();
        if (row.tokens()) {
            List<TextField> fields = new ArrayList<>();
            DoubleConsumer apply =
                    value -> model.price(row, read(fields.get(0)), read(fields.get(1)), read(fields.get(2)));
            Price list = row.vlm().price();
            String[] names = {"input", "output", "image"};
            double[] known = list == null
                    ? new double[] {Double.NaN, Double.NaN, Double.NaN}
                    : new double[] {list.inputPerMillion(), list.outputPerMillion(), list.perImage()};
            for (int i = 0; i < names.length; i++) {
                TextField field = field(
                        "tune-pool-" + names[i] + "-" + row.column(),
                        Messages.text("tune.pool." + names[i] + ".of", vlm),
                        apply);
                field.setPromptText(Double.isNaN(known[i]) ? Figures.NONE : plain(known[i]));
                fields.add(field);
            }
            refresh.add(() -> {
                Price price = model.terms(row).price();
                write(fields.get(0), price == null ? Double.NaN : price.inputPerMillion());
                write(fields.get(1), price == null ? Double.NaN : price.outputPerMillion());
                write(fields.get(2), price == null ? Double.NaN : price.perImage());
            });
            box.getChildren().addAll(fields);
        } else if (row.gaps()) {
            TextField field = field(
                    "tune-pool-unknown-" + row.column(),
                    Messages.text("tune.pool.unknown.of", vlm),
                    value -> model.perThousand(row, value));
            field.setPromptText(Messages.text("tune.pool.unknown.prompt"));
            field.setPrefColumnCount(8);
            refresh.add(() -> write(field, model.terms(row).unknown() * 1000));
            box.getChildren().add(field);
        }
        return box;
    }

    /** A field for a number of 0 or more; empty is NaN. It takes effect with Enter or when it is left. */
    private TextField field(String id, String name, DoubleConsumer apply) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(name);
        field.setTooltip(new Tooltip(name));
        field.setPrefColumnCount(4);
        field.getStyleClass().add("small");
        Runnable commit = () -> {
            double value = read(field);
            boolean right = field.getText().isBlank() || value >= 0 && value < 1e9;
            field.pseudoClassStateChanged(TuneBar.WRONG, !right);
            if (right && !showing && !field.getText().equals(field.getUserData())) {
                apply.accept(value);
            }
        };
        field.setOnAction(event -> commit.run());
        field.focusedProperty().addListener((property, old, now) -> {
            if (!now) {
                commit.run();
            }
        });
        return field;
    }

    private static double read(TextField field) {
        try {
            return Double.parseDouble(field.getText().strip().replace(',', '.'));
        } catch (NumberFormatException e) {
            return Double.NaN; // empty, or said by the field's colour
        }
    }

    private static void write(TextField field, double value) {
        if (!field.isFocused() || read(field) != value) {
            field.setText(Double.isNaN(value) ? "" : plain(value));
            field.setUserData(field.getText());
            field.pseudoClassStateChanged(TuneBar.WRONG, false);
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ENGLISH, "%.0f", value)
                : new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private void refresh() {
        showing = true;
        refresh.forEach(Runnable::run);
        showing = false;
    }
}
