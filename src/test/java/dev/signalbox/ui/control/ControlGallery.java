package dev.signalbox.ui.control;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import org.kordamp.ikonli.feather.Feather;

/** Shows every control in both themes and writes what it looks like as gallery-light.png and gallery-dark.png. */
public final class ControlGallery {
    private static final int WIDTH = 1500;
    private static final int HEIGHT = 1180;

    private ControlGallery() {}

    public static void main(String[] args) {
        Application.launch(Window.class, args);
    }

    /** Apart, because a main class that is an Application wants JavaFX on the module path. */
    public static final class Window extends Application {
        @Override
        public void start(Stage stage) {
            List<String> args = getParameters().getRaw();
            shoot(stage, Path.of(args.isEmpty() ? "target/gallery" : args.getFirst()), false);
        }
    }

    private static void shoot(Stage stage, Path out, boolean dark) {
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        Region content = content();
        content.setStyle("-fx-background-color: -color-bg-default;");
        content.setPrefSize(WIDTH, HEIGHT);
        // The headless screen is 1280 x 1000: a larger window breaks it, a larger picture of its content does not.
        Scene scene = new Scene(new javafx.scene.layout.Pane(content), 1200, 900);
        scene.getStylesheets().add("css/controls.css");
        stage.setScene(scene);
        stage.show();
        PauseTransition settle = new PauseTransition(Duration.seconds(1.5));
        settle.setOnFinished(e -> {
            save(content.snapshot(null, null), out.resolve(dark ? "gallery-dark.png" : "gallery-light.png"));
            if (dark) {
                Platform.exit();
            } else {
                shoot(stage, out, true);
            }
        });
        settle.play();
    }

    static void save(WritableImage shot, Path file) {
        int w = (int) shot.getWidth();
        int h = (int) shot.getHeight();
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                image.setRGB(x, y, shot.getPixelReader().getArgb(x, y));
            }
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Region content() {
        GridPane grid = new GridPane();
        grid.setHgap(18);
        grid.setVgap(12);
        grid.setPadding(new Insets(16));
        grid.add(titled("ScatterPlot, 130,000 points, a selection, a live query", scatter(), 480, 330), 0, 0);
        grid.add(titled("ScatterPlot by value", values(), 480, 330), 1, 0);
        grid.add(titled("CurvePlot", curves(), 480, 330), 2, 0);
        grid.add(titled("KeyboardGrid of ThumbnailCell", grid(), 480, 420), 0, 1);
        grid.add(titled("PictureView", pictures(), 480, 420), 1, 1);
        grid.add(titled("CurvePlot with points", frontier(), 480, 200), 2, 1);
        VBox texts = new VBox(8, diffs(), verdicts(), stack());
        grid.add(titled("DiffText, VerdictStrip, StackBar", texts, 480, 250), 0, 2);
        grid.add(titled("ConfidenceBars", bars(), 480, 250), 1, 2);
        GridPane last = new GridPane();
        last.setHgap(18);
        last.add(sized(facets(), 220, 300), 0, 0);
        last.add(sized(empty(), 240, 300), 1, 0);
        grid.add(titled("FacetList, EmptyState", last, 480, 250), 2, 2);
        return grid;
    }

    private static Node titled(String name, Region node, double width, double height) {
        Label label = new Label(name);
        label.setStyle("-fx-text-fill: -color-fg-muted;");
        return new VBox(6, label, sized(node, width, height));
    }

    private static Region sized(Region node, double width, double height) {
        node.setPrefSize(width, height);
        node.setMinSize(width, Math.min(height, 120));
        return node;
    }

    static float[][] clusters(int n, int seed) {
        Random random = new Random(seed);
        float[] x = new float[n];
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
            int c = i % 9;
            x[i] = (float) (Math.cos(c * 0.7) * 40 + random.nextGaussian() * (4 + c));
            y[i] = (float) (Math.sin(c * 0.7) * 40 + random.nextGaussian() * (4 + c % 4));
        }
        return new float[][] {x, y};
    }

    private static Region scatter() {
        int n = 130_000;
        float[][] points = clusters(n, 1);
        ScatterPlot plot = new ScatterPlot();
        plot.setPoints(points[0], points[1]);
        int[] category = new int[n];
        BitSet selected = new BitSet();
        for (int i = 0; i < n; i++) {
            category[i] = i % 9;
            if (points[0][i] > -10) {
                selected.set(i);
            }
        }
        plot.setCategories(category, null);
        plot.setSelected(selected);
        plot.setMarkers(List.of(new ScatterPlot.Marker(12, 8, "live query")));
        plot.setPlaceNames(List.of(
                new ScatterPlot.PlaceName(40, 0, List.of("charts")),
                new ScatterPlot.PlaceName(-30, 30, List.of("receipts"))));
        LegendBar legend = new LegendBar();
        List<LegendBar.Item> items = new ArrayList<>();
        for (String name : List.of("charts", "receipts", "tables", "maps", "geometry", "counting", "signs")) {
            items.add(new LegendBar.Item(name, 47, 412));
        }
        legend.setItems(items);
        VBox box = new VBox(6, plot, legend);
        VBox.setVgrow(plot, javafx.scene.layout.Priority.ALWAYS);
        plot.setMinHeight(100);
        return box;
    }

    private static Region values() {
        int n = 3_000;
        float[][] points = clusters(n, 2);
        ScatterPlot plot = new ScatterPlot();
        plot.setPoints(points[0], points[1]);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = i % 50 == 0 ? Float.NaN : points[0][i];
        }
        plot.setValues(values, -50, 50);
        plot.hover(17);
        return plot;
    }

    private static Region curves() {
        CurvePlot plot = new CurvePlot();
        int n = 2_000;
        double[] x = new double[n];
        double[][] y = new double[4][n];
        for (int i = 0; i < n; i++) {
            x[i] = i / (n - 1.0);
            y[0][i] = 0.55 + 0.2 * Math.sin(x[i] * 2.4);
            y[1][i] = 0.5 + 0.3 * x[i] - 0.25 * x[i] * x[i];
            y[2][i] = 1 - x[i] * 0.8;
            y[3][i] = Math.round(x[i] * 8) / 10.0;
        }
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            low[i] = y[0][i] - 0.03;
            high[i] = y[0][i] + 0.03;
        }
        plot.setCurves(List.of(
                new Curve("EM", x, y[0], Curve.Shape.LINE, 0),
                new Curve("Accuracy", x, y[1], Curve.Shape.LINE, 1),
                new Curve("Recall", x, y[2], Curve.Shape.LINE, 2),
                new Curve("Deferral", x, y[3], Curve.Shape.STEP, 3)));
        plot.setBands(List.of(new CurvePlot.Band(x, low, high, 0)));
        plot.setAxes(PlotAxis.between("Threshold τ", 0, 1), PlotAxis.share("Share of queries"));
        plot.setMarkerName("τ");
        plot.markerValueProperty().set(0.42);
        plot.ghostValueProperty().set(0.7);
        Platform.runLater(plot::requestFocus);
        return plot;
    }

    private static Region frontier() {
        CurvePlot plot = new CurvePlot();
        double[] cost = {0, 0.4, 0.9, 2.1, 4.8};
        double[] em = {0.41, 0.55, 0.61, 0.66, 0.68};
        plot.setCurves(List.of(
                new Curve("Frontier", cost, em, Curve.Shape.STEP, 0),
                new Curve("Settings", cost, em, Curve.Shape.POINTS, 1)));
        plot.setAxes(PlotAxis.auto("Cost ($ per 1,000 queries)"), PlotAxis.autoShare("Exact match"));
        return plot;
    }

    private static Image drawing(int w, int h, int seed) {
        WritableImage image = new WritableImage(w, h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                image.getPixelWriter()
                        .setColor(x, y, Color.hsb((x * 2 + seed * 40) % 360, 0.4, (x / 8 + y / 8) % 2 == 0 ? 1 : 0.8));
            }
        }
        return image;
    }

    private static Region grid() {
        String[] titles = {
            "How many cats?", "ما هو المجموع؟", "合計はいくらですか", "A question too long to fit into its line at all"
        };
        KeyboardGrid<Integer> grid = new KeyboardGrid<>(() -> new ThumbnailCell<Integer>((cell, item) -> {
            if (item == null) {
                return;
            }
            if (item % 5 == 3) {
                cell.setNoPicture("File missing");
            } else {
                cell.setPicture(drawing(item % 3 == 0 ? 120 : 60, 80, item));
            }
            cell.setBadge(item % 2 == 0 ? "simulated" : "");
            cell.setCaptions(titles[item % titles.length], "charts · query " + item);
            cell.setVerdicts(List.of(
                    Verdict.RIGHT,
                    Verdict.WRONG,
                    Verdict.UNKNOWN,
                    Verdict.RIGHT,
                    Verdict.RIGHT,
                    Verdict.WRONG,
                    Verdict.WRONG));
        }));
        grid.setCellSize(140, 176, 8);
        grid.setItems(new AbstractList<>() {
            @Override
            public Integer get(int index) {
                return index;
            }

            @Override
            public int size() {
                return 130_000;
            }
        });
        BitSet chosen = new BitSet();
        chosen.set(1);
        chosen.set(4);
        grid.select(chosen);
        return grid;
    }

    private static Region pictures() {
        PictureView shown = new PictureView();
        shown.setPages(
                List.of(new PictureView.Page.Shown(drawing(300, 200, 3), "a drawing"), new PictureView.Page.Loading()));
        PictureView missing = new PictureView();
        missing.setPages(List.of(new PictureView.Page.Missing(
                "The file charts/17.png is missing", "Restore it, or choose the dataset’s folder again")));
        shown.setPrefHeight(230);
        missing.setPrefHeight(180);
        return new VBox(8, shown, missing);
    }

    private static Region bars() {
        ConfidenceBars bars = new ConfidenceBars();
        bars.thresholdProperty().set(0.6);
        bars.setOnPick(i -> {});
        bars.setBars(List.of(
                new ConfidenceBars.Bar("gpt-4o", 0.873, "0.873", true, Verdict.RIGHT),
                new ConfidenceBars.Bar("qwen2.5-vl-72b-instruct", 0.701, "0.701", false, Verdict.WRONG),
                new ConfidenceBars.Bar(
                        "a model with a name that is much too long for its column",
                        0.35,
                        "0.350",
                        false,
                        Verdict.UNKNOWN),
                new ConfidenceBars.Bar("llava", 0.02, "0.020", false, Verdict.WRONG),
                new ConfidenceBars.Bar("unscored", Double.NaN, "–", false, null)));
        return bars;
    }

    private static Region diffs() {
        DiffText one = new DiffText();
        one.setTexts("The total is 42 dollars", "The total is 24 dollars, I think");
        DiffText two = new DiffText();
        two.setTexts("المجموع هو ٤٢ دولار", "المجموع هو ٢٤ دولار");
        DiffText three = new DiffText();
        three.setTexts("合計は四十二円です", "合計は二十四円です");
        return new VBox(2, one, two, three);
    }

    private static Region verdicts() {
        VerdictStrip strip = new VerdictStrip();
        strip.setVerdicts(
                List.of(Verdict.RIGHT, Verdict.WRONG, Verdict.UNKNOWN, Verdict.RIGHT, Verdict.RIGHT, Verdict.WRONG));
        return strip;
    }

    private static Region stack() {
        StackBar bar = new StackBar();
        bar.setSegments(List.of(
                new StackBar.Segment("gpt-4o", 0.44, 0),
                new StackBar.Segment("qwen", 0.3, 1),
                new StackBar.Segment("llava", 0.2, 2),
                new StackBar.Segment("tiny", 0.06, 3)));
        return bar;
    }

    private static Region facets() {
        FacetList list = new FacetList("Benchmark");
        List<FacetList.FacetItem> items = new ArrayList<>();
        String[] names = {"charts", "receipts", "tables", "geometry with a long name that is cut", "signs", "maps"};
        for (int i = 0; i < 14; i++) {
            items.add(new FacetList.FacetItem(
                    i < names.length ? names[i] : "kind " + i, i == 4 ? 0 : 470 - i * 30, 1412 - i * 30, i == 1));
        }
        list.setItems(items);
        return list;
    }

    private static Region empty() {
        Button go = new Button("Clear filter");
        go.setDefaultButton(true);
        return new EmptyState(Feather.FILTER, "Nothing matches", "The filter hides all 412 queries.", go);
    }
}
