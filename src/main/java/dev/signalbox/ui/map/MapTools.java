package dev.signalbox.ui.map;

import dev.signalbox.projection.MapOptions;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.ScatterPlot;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.workbench.MapSubject;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The row above the map: what the colours tell, what dragging does, how near one looks, which map. */
final class MapTools extends FlowPane {
    /** Below, what the wheel and the keys do as well gives way, so that two rows are enough. */
    private static final double NARROW = 650;

    private final MapViewModel model;
    private final ScatterPlot plot;
    private boolean following;

    MapTools(MapViewModel model, ScatterPlot plot, Commands commands) {
        super(8, 6);
        this.model = model;
        this.plot = plot;
        setId("map-tools");
        getStyleClass().add("map-tools");
        setAlignment(Pos.CENTER_LEFT);
        ComboBox<ColourBy> colours = colours();
        Label label = new Label(Messages.text("map.colour"));
        label.setLabelFor(colours);
        label.setMinWidth(Region.USE_PREF_SIZE);
        Button options = new Button(Messages.text("map.options"), new FontIcon(Feather.SLIDERS));
        options.setId("map-options");
        options.setMinWidth(Region.USE_PREF_SIZE);
        options.setTooltip(new Tooltip(Messages.text("map.options.hint")));
        options.disableProperty().bind(model.job().isNotNull().or(model.state().readOnly()));
        HBox tools = tools();
        Button nearer = icon("map-zoom-in", "map.zoomIn", Feather.ZOOM_IN, () -> plot.zoom(1.25));
        Button farther = icon("map-zoom-out", "map.zoomOut", Feather.ZOOM_OUT, () -> plot.zoom(1 / 1.25));
        HBox layers = new HBox(
                layer("map.density", Feather.LAYERS, "left-pill", model.layers().density()),
                layer("map.names", Feather.TAG, "right-pill", model.layers().names()));
        layers.setMinWidth(Region.USE_PREF_SIZE);
        for (Node needsPoints : List.of(colours, tools, nearer, farther, layers)) {
            needsPoints.disableProperty().bind(model.phase().isNotEqualTo(MapViewModel.Phase.READY));
        }
        widthProperty().addListener((property, old, now) -> {
            boolean narrow = now.doubleValue() < NARROW;
            for (Button zoom : List.of(nearer, farther)) {
                zoom.setVisible(!narrow);
                zoom.setManaged(!narrow);
            }
            colours.setPrefWidth(narrow ? 170 : 210);
        });
        OptionsPopover popover = new OptionsPopover(model);
        options.setOnAction(event -> popover.toggle(options));
        getChildren()
                .addAll(
                        label,
                        colours,
                        new Separator(Orientation.VERTICAL),
                        tools,
                        nearer,
                        farther,
                        commands.iconButton("map.fit"),
                        commands.iconButton("map.clear"),
                        layers,
                        kinds(),
                        methods(),
                        options,
                        commands.iconButton("map.export"));
    }

    private ComboBox<ColourBy> colours() {
        ComboBox<ColourBy> box = new ComboBox<>();
        box.setId("map-colour");
        box.setMinWidth(120);
        box.setVisibleRowCount(16);
        box.setAccessibleText(Messages.text("map.colour"));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable ColourBy by) {
                return by == null ? "" : by.title();
            }

            @Override
            public @Nullable ColourBy fromString(String text) {
                return null;
            }
        });
        Runnable follow = () -> {
            following = true;
            box.getItems().setAll(model.colours().choices().get());
            box.setValue(model.colours().by().get());
            following = false;
        };
        model.colours().choices().addListener((property, old, now) -> follow.run());
        model.colours().by().addListener((property, old, now) -> follow.run());
        box.valueProperty().addListener((property, old, now) -> {
            if (!following && now != null) {
                model.colours().by().set(now);
            }
        });
        follow.run();
        return box;
    }

    private HBox tools() {
        HBox row = new HBox(
                tool(ScatterPlot.Tool.LASSO, "map.lasso", Feather.EDIT_3, "left-pill"),
                tool(ScatterPlot.Tool.RECTANGLE, "map.rectangle", Feather.SQUARE, "center-pill"),
                tool(ScatterPlot.Tool.HAND, "map.hand", Feather.MOVE, "right-pill"));
        row.setMinWidth(Region.USE_PREF_SIZE);
        return row;
    }

    private ToggleButton tool(ScatterPlot.Tool tool, String key, Ikon icon, String pill) {
        ToggleButton button = pill(key, icon, pill);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setSelected(plot.toolProperty().get() == tool);
        plot.toolProperty().addListener((property, old, now) -> button.setSelected(now == tool));
        button.setOnAction(event -> {
            button.setSelected(true);
            plot.toolProperty().set(tool);
        });
        return button;
    }

    private static ToggleButton layer(String key, Ikon icon, String pill, BooleanProperty shown) {
        ToggleButton button = pill(key, icon, pill);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.selectedProperty().bindBidirectional(shown);
        return button;
    }

    private HBox kinds() {
        HBox row = new HBox(
                kind(MapSubject.Kind.QUERIES, "map.queries", Messages.text("map.queries.hint"), "left-pill"),
                kind(MapSubject.Kind.PAIRS, "map.pairs", Messages.text("map.pairs.hint"), "right-pill"));
        row.setMinWidth(Region.USE_PREF_SIZE);
        return row;
    }

    private ToggleButton kind(MapSubject.Kind kind, String key, String hint, String pill) {
        ToggleButton button = pill(key, null, pill);
        button.setTooltip(new Tooltip(hint));
        button.setSelected(model.kind().get() == kind);
        model.kind().addListener((property, old, now) -> button.setSelected(now == kind));
        button.setOnAction(event -> {
            button.setSelected(true);
            model.show(kind);
        });
        return button;
    }

    private HBox methods() {
        HBox row = new HBox(
                method(MapOptions.Method.TSNE, "map.tsne", "left-pill"),
                method(MapOptions.Method.UMAP, "map.umap", "center-pill"),
                method(MapOptions.Method.PCA, "map.pca", "right-pill"));
        row.setMinWidth(Region.USE_PREF_SIZE);
        return row;
    }

    private ToggleButton method(MapOptions.Method method, String key, String pill) {
        ToggleButton button = pill(key, null, pill);
        button.setSelected(model.method().get() == method);
        model.method().addListener((property, old, now) -> button.setSelected(now == method));
        button.setOnAction(event -> {
            button.setSelected(true);
            model.show(method);
        });
        return button;
    }

    private static ToggleButton pill(String key, @Nullable Ikon icon, String pill) {
        ToggleButton button = new ToggleButton(Messages.text(key));
        if (icon != null) {
            button.setGraphic(new FontIcon(icon));
            button.setTooltip(new Tooltip(Messages.text(key)));
        }
        button.setId(key.replace('.', '-'));
        button.getStyleClass().add(pill);
        button.setAccessibleText(Messages.text(key));
        return button;
    }

    private static Button icon(String id, String key, Ikon icon, Runnable action) {
        Button button = new Button(Messages.text(key), new FontIcon(icon));
        button.setId(id);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().addAll("button-icon", "flat");
        button.setAccessibleText(Messages.text(key));
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.setOnAction(event -> action.run());
        return button;
    }
}
