package dev.signalbox.ui.map;

import dev.signalbox.projection.MapOptions;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.EmptyState;
import dev.signalbox.ui.control.LegendBar;
import dev.signalbox.ui.control.Palette;
import dev.signalbox.ui.control.ScatterPlot;
import dev.signalbox.ui.shell.Commands;
import dev.signalbox.ui.shell.Dialogs;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Tools above, the points in the middle, legend and origin below; or what is missing and the button for it. */
final class MapView extends BorderPane {
    private final MapViewModel model;
    private final ReadOnlyBooleanProperty dark;
    private final ScatterPlot plot = new ScatterPlot();
    private final HoverCard card = new HoverCard();
    private final HBox stale = new HBox(8);
    private final StackPane middle = new StackPane();
    private final MapFoot foot = new MapFoot();
    private final LegendBar legend = foot.legend();
    private final StackPane canvas = new StackPane();
    private final EmptyState empty = new EmptyState(Feather.MAP, "", "");
    private final MapTools tools;
    private final MapProgress progress;

    MapView(MapViewModel model, Commands commands, ReadOnlyBooleanProperty dark) {
        this.model = model;
        this.dark = dark;
        setId("map-view");
        getStyleClass().add("map-view");
        tools = new MapTools(model, plot, commands);
        progress = new MapProgress(model);
        plot.setId("map-plot");
        empty.setId("map-empty");
        buildStale();
        canvas.getStyleClass().add("map-canvas");
        canvas.getChildren().addAll(plot, card);
        plot.setMinSize(0, 0);
        heightProperty().addListener((property, old, now) -> foot.fitInto(now.doubleValue()));
        setTop(new VBox(tools, progress, new UnfinishedBar(model), stale));
        setCenter(middle);
        listen();
        phase();
        points();
        colours();
        selection();
        focus();
        star();
        layers();
    }

    /** Puts the keyboard on the map when there is one. */
    void focusPlot() {
        if (model.phase().get() == MapViewModel.Phase.READY) {
            plot.requestFocus();
        }
    }

    private void buildStale() {
        Label text = new Label(Messages.text("map.stale"), new FontIcon(Feather.ALERT_TRIANGLE));
        stale.setId("map-stale");
        stale.getStyleClass().add("map-stale");
        stale.getChildren().add(text);
        stale.setAlignment(Pos.CENTER_LEFT);
    }

    private void listen() {
        model.kind().addListener((property, old, now) -> phase());
        model.phase().addListener((property, old, now) -> phase());
        model.job().addListener((property, old, now) -> phase());
        model.scoring().job().addListener((property, old, now) -> phase());
        model.state().readOnly().addListener((property, old, now) -> phase());
        model.map().addListener((property, old, now) -> points());
        model.colours().colouring().addListener((property, old, now) -> {
            legend.setItems(List.of());
            plot.setHidden(new BitSet());
            colours();
        });
        dark.addListener((property, old, now) -> colours());
        model.selected().addListener((property, old, now) -> selection());
        model.focused().addListener((property, old, now) -> focus());
        model.live().place().addListener((property, old, now) -> star());
        model.layers().lines().addListener((property, old, now) -> layers());
        model.layers().clusters().addListener((property, old, now) -> layers());
        model.making().moving().addListener((property, old, now) -> move(now));
        legend.setOnHidden(plot::setHidden);
        plot.setOnOpen(model::open);
        plot.setOnSelect(selection -> model.choose(
                selection.indices(),
                switch (selection.mode()) {
                    case REPLACE -> MapViewModel.Joining.REPLACE;
                    case ADD -> MapViewModel.Joining.ADD;
                    case SUBTRACT -> MapViewModel.Joining.SUBTRACT;
                }));
        plot.addEventFilter(ScrollEvent.SCROLL, event -> card.hide());
        plot.hoveredProperty().addListener((property, old, now) -> hover(now.intValue()));
    }

    private void hover(int place) {
        card.hide();
        model.describe(place, text -> {
            if (plot.getHovered() == text.place()) {
                Point2D at = plot.locate(text.place());
                card.show(text, at.getX(), at.getY());
            }
        });
    }

    private void phase() {
        MapViewModel.Phase phase = model.phase().get();
        boolean ready = phase == MapViewModel.Phase.READY;
        boolean scoring = model.scoring().job().get() != null;
        tools.setDisable(!ready && phase != MapViewModel.Phase.NO_MAP);
        setBottom(ready ? foot : null);
        boolean within = middle.isFocusWithin();
        if (ready) {
            show(canvas);
            if (within) {
                plot.requestFocus();
            }
            return;
        }
        boolean readOnly = model.state().readOnly().get();
        switch (phase) {
            case LOADING -> empty.show(Feather.MAP, Messages.text("map.loading"), "");
            case NO_ROUTER -> {
                boolean has = model.scoring().hasEmbedded() && !readOnly;
                empty.show(
                        Feather.CPU,
                        Messages.text("map.empty.router"),
                        Messages.text(has ? "map.empty.router.why" : "map.empty.router.train"),
                        has ? new Button[] {score("map.score.embedded", scoring)} : new Button[0]);
            }
            case NO_SCORES ->
                empty.show(
                        Feather.ACTIVITY,
                        Messages.text("map.empty.scores"),
                        Messages.text(readOnly ? "map.empty.readonly" : "map.empty.scores.why"),
                        readOnly ? new Button[0] : new Button[] {score("map.score", scoring)});
            default ->
                empty.show(
                        Feather.MAP,
                        Messages.text("map.empty.map"),
                        readOnly ? Messages.text("map.empty.readonly") : model.missing(),
                        readOnly ? new Button[0] : new Button[] {compute()});
        }
        show(empty);
        if (within && !middle.isFocusWithin()) {
            middle.requestFocus(); // the button that was pressed is gone: the keyboard waits here, not in the filter
        }
    }

    private void show(Node node) {
        if (middle.getChildren().size() != 1 || middle.getChildren().getFirst() != node) {
            middle.getChildren().setAll(node);
        }
    }

    private Button score(String key, boolean running) {
        Button button = new Button(Messages.text(running ? "map.scoring" : key), new FontIcon(Feather.PLAY));
        button.setId("map-score");
        button.getStyleClass().add("accent");
        button.setDisable(running);
        button.setOnAction(event -> model.score());
        return button;
    }

    private Button compute() {
        boolean running = model.job().get() != null;
        Button button =
                new Button(Messages.text(running ? "map.computing" : "map.compute"), new FontIcon(Feather.PLAY));
        button.setId("map-compute");
        button.getStyleClass().add("accent");
        button.setDisable(running);
        button.setOnAction(event -> model.compute(MapOptions.of(model.method().get(), 1)));
        return button;
    }

    private void points() {
        PlacedMap map = model.map().get();
        boolean outdated = map != null && !map.current();
        stale.setVisible(outdated);
        stale.setManaged(outdated);
        if (map == null) {
            plot.setPoints(new float[0], new float[0]);
            return;
        }
        plot.setPoints(map.x(), map.y());
        plot.fit();
        foot.describe(model.caption(), Texts.hint(map), model.simulated());
        describe();
    }

    private void move(MapRun.@Nullable Shown shown) {
        PlacedMap map = model.map().get();
        if (shown == null || map == null || shown.frame().xy().length != 2 * map.size()) {
            return;
        }
        float[] xy = shown.frame().xy();
        float[] x = new float[map.size()];
        float[] y = new float[map.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = xy[2 * i];
            y[i] = xy[2 * i + 1];
        }
        plot.setPoints(x, y);
        if (plot.isFitted()) {
            plot.fit();
        }
    }

    private void colours() {
        Colouring colouring = model.colours().colouring().get();
        PlacedMap map = model.map().get();
        boolean any = colouring != null && map != null;
        boolean values = any && colouring.continuous();
        foot.show(any && !values, values);
        if (colouring == null || map == null) {
            return;
        }
        if (values && colouring.values().length == map.size()) {
            plot.setValues(colouring.values(), colouring.low(), colouring.high());
            foot.ramp().show(colouring.low(), colouring.high(), dark.get());
        } else if (colouring.codes().length == map.size()) {
            plot.setCategories(
                    colouring.codes(),
                    Arrays.stream(colouring.hues()).mapToObj(this::colour).toList());
            entries();
        }
        describe();
    }

    private Color colour(int hue) {
        if (hue == Colouring.GREY) {
            return Palette.ramp(Double.NaN, dark.get());
        }
        return hue <= Colouring.RAMP
                ? Palette.ramp((Colouring.RAMP - hue) / 1000.0, dark.get())
                : Palette.category(hue, dark.get());
    }

    private void entries() {
        Colouring colouring = model.colours().colouring().get();
        if (colouring != null && !colouring.continuous()) {
            legend.setItems(colouring.entries(model.selected().get()).stream()
                    .map(entry -> new LegendBar.Item(entry.name(), entry.shown(), entry.total(), colour(entry.hue())))
                    .toList());
        }
    }

    private void selection() {
        plot.setSelected(model.selected().get());
        entries();
        describe();
    }

    private void describe() {
        PlacedMap map = model.map().get();
        BitSet selected = model.selected().get();
        foot.setChosen(map == null ? "" : Texts.chosen(map, selected));
        plot.setAccessibleText(model.summary());
    }

    private void focus() {
        PlacedMap map = model.map().get();
        int first = model.focused().get();
        plot.setMarked(
                map == null || first < 0
                        ? new int[0]
                        : IntStream.range(first, first + map.perQuery()).toArray());
    }

    private void star() {
        plot.setMarkers(model.live()
                .place()
                .get()
                .map(place -> List.of(new ScatterPlot.Marker(
                        place.x(), place.y(), Messages.text(place.approximate() ? "map.live.about" : "map.live"))))
                .orElse(List.of()));
    }

    private void layers() {
        plot.setContours(model.layers().lines().get().stream()
                .map(line -> new ScatterPlot.Contour(line.x(), line.y(), line.level()))
                .toList());
        plot.setPlaceNames(model.layers().clusters().get().stream()
                .map(cluster -> new ScatterPlot.PlaceName(cluster.x(), cluster.y(), cluster.words()))
                .toList());
    }

    void fit() {
        plot.fit();
    }

    void export(Dialogs dialogs) {
        foot.whole(() -> new MapPicture(model, dialogs).save(canvas, foot, this::drawing));
    }

    private SvgFile.Content drawing() {
        Colouring colouring = model.colours().colouring().get();
        ColourBy by = model.colours().by().get();
        boolean values = colouring != null && colouring.continuous();
        return new SvgFile.Content(
                plot.drawing(SvgFile.MOST_POINTS),
                Messages.text("map.export.title", model.datasetName(), by == null ? "" : by.title()),
                model.simulated() ? Messages.text("map.simulated") : "",
                model.caption(),
                legendEntries(),
                values ? RampBar.colours(dark.get()) : List.of(),
                values ? Messages.text("map.value", colouring.low()) : "",
                values ? Messages.text("map.value", colouring.high()) : "");
    }

    /** What is switched off is not in the drawing. */
    private List<SvgFile.Entry> legendEntries() {
        Colouring colouring = model.colours().colouring().get();
        if (colouring == null || colouring.continuous()) {
            return List.of();
        }
        List<Colouring.Entry> entries = colouring.entries(model.selected().get());
        return IntStream.range(0, entries.size())
                .filter(i -> !legend.getHidden().get(i) && entries.get(i).total() > 0)
                .mapToObj(entries::get)
                .map(entry -> new SvgFile.Entry(
                        LegendBar.label(entry.name(), entry.shown(), entry.total()), colour(entry.hue())))
                .toList();
    }
}
