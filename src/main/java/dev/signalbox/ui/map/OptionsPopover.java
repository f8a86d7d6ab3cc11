package dev.signalbox.ui.map;

import atlantafx.base.controls.Popover;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.MapSubject;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** How the next map shall be made, and the button that makes it. */
final class OptionsPopover {
    private final MapViewModel model;
    private final Popover popover = new Popover();
    private final ComboBox<MapOptions.Method> method = new ComboBox<>();
    private final Spinner<Integer> perplexity = new Spinner<>(2, 200, 30, 5);
    private final TextField seed = new TextField("1");
    private final ComboBox<MapSubject.Kind> kind = new ComboBox<>();
    private final ComboBox<Integer> queries = new ComboBox<>();
    private final Label note = new Label();

    OptionsPopover(MapViewModel model) {
        this.model = model;
        method.setId("map-option-method");
        method.getItems().setAll(MapOptions.Method.values());
        method.setConverter(named(MapViewModel::methodName));
        kind.setId("map-option-kind");
        kind.getItems().setAll(MapSubject.Kind.values());
        kind.setConverter(named(Texts::kind));
        kind.setAccessibleText(Messages.text("map.option.kind"));
        kind.valueProperty().addListener((property, old, now) -> count());
        queries.setId("map-option-queries");
        queries.setConverter(named(this::points));
        queries.setAccessibleText(Messages.text("map.option.queries"));
        for (ComboBox<?> box : List.of(method, kind, queries)) {
            box.setMaxWidth(Double.MAX_VALUE);
        }
        method.setAccessibleText(Messages.text("map.option.method"));
        method.valueProperty().addListener((property, old, now) -> {
            perplexity.setDisable(now == MapOptions.Method.PCA);
            note.setText(
                    switch (now) {
                        case TSNE -> Messages.text("map.option.note.tsne");
                        case UMAP -> Messages.text("map.option.note.umap");
                        case PCA -> Messages.text("map.option.note.pca");
                    });
        });
        perplexity.setId("map-option-perplexity");
        perplexity.setEditable(true);
        perplexity.setPrefWidth(110);
        perplexity.setAccessibleText(Messages.text("map.option.perplexity"));
        seed.setId("map-option-seed");
        seed.setPrefColumnCount(8);
        seed.setAccessibleText(Messages.text("map.option.seed"));
        seed.setTextFormatter(
                new TextFormatter<>(change -> change.getControlNewText().matches("\\d{0,18}") ? change : null));
        note.getStyleClass().addAll("text-muted", "text-small");
        note.setWrapText(true);
        note.setMaxWidth(260);
        note.setMinHeight(VBox.USE_PREF_SIZE);
        Button make = new Button(Messages.text("map.option.make"), new FontIcon(Feather.PLAY));
        make.setId("map-option-make");
        make.getStyleClass().add("accent");
        make.setDefaultButton(true);
        make.setMaxWidth(Double.MAX_VALUE);
        make.setOnAction(event -> make());
        GridPane grid = new GridPane(16, 8);
        row(grid, 0, "map.option.kind", kind);
        row(grid, 1, "map.option.queries", queries);
        row(grid, 2, "map.option.method", method);
        row(grid, 3, "map.option.perplexity", perplexity);
        row(grid, 4, "map.option.seed", seed);
        VBox content = new VBox(12, grid, note, make);
        content.getStyleClass().add("map-options");
        content.setAlignment(Pos.TOP_LEFT);
        popover.setContentNode(content);
        popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
        popover.setAnimated(false);
        popover.setDetachable(false);
        popover.setHeaderAlwaysVisible(false);
    }

    private static <T> StringConverter<T> named(Function<T, String> name) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public @Nullable T fromString(String text) {
                return null;
            }
        };
    }

    private int width() {
        return kind.getValue() == MapSubject.Kind.PAIRS
                ? model.scored().map(set -> set.vlms().size()).orElse(1)
                : 1;
    }

    private String points(int count) {
        return kind.getValue() == MapSubject.Kind.PAIRS
                ? Messages.text("map.option.queries.pairs", count, count * (long) width())
                : Messages.text("map.option.queries.all", count);
    }

    /** A map of queries has all of them. */
    private void count() {
        ScoreSet scored = model.scored().orElse(null);
        boolean pairs = kind.getValue() == MapSubject.Kind.PAIRS;
        List<Integer> choices = PairCounts.choices(scored);
        queries.getItems().setAll(pairs ? choices : List.of(choices.getLast()));
        PlacedMap shown = model.map().get();
        int usual = shown != null && shown.ofPairs() && choices.contains(shown.queries())
                ? shown.queries()
                : PairCounts.usual(scored);
        queries.setValue(pairs ? usual : choices.getLast());
        queries.setDisable(!pairs);
    }

    private static void row(GridPane grid, int row, String key, Node control) {
        Label label = new Label(Messages.text(key));
        label.setLabelFor(control);
        grid.addRow(row, label, control);
    }

    void toggle(Node owner) {
        if (popover.isShowing()) {
            popover.hide();
            return;
        }
        method.setValue(model.method().get());
        kind.setValue(null);
        kind.setValue(model.kind().get());
        PlacedMap shown = model.map().get();
        if (shown != null) {
            seed.setText(Long.toString(shown.points().projection().seed()));
            if (!Double.isNaN(shown.perplexity())) {
                perplexity.getValueFactory().setValue((int) Math.round(shown.perplexity()));
            }
        }
        popover.show(owner);
    }

    private void make() {
        popover.hide();
        model.compute(
                new MapSubject(
                        kind.getValue(),
                        kind.getValue() == MapSubject.Kind.QUERIES ? Integer.MAX_VALUE : queries.getValue()),
                Texts.options(
                        method.getValue(),
                        perplexity.getValue(),
                        seed.getText().isEmpty() ? 1 : Long.parseLong(seed.getText())));
    }
}
