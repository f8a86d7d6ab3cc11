package dev.signalbox.ui.tune.frontier;

import dev.signalbox.evaluation.frontier.OperatingPoint;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The summaries in three small tables: the setting in hand, the curves, the cascade's deferral. */
final class SummaryPane extends VBox {
    private final FrontierViewModel model;
    private final GridPane hand = table();
    private final GridPane curves = table();
    private final GridPane cascade = table();
    private final Label two = note();
    private final Label floored = note();

    SummaryPane(FrontierViewModel model) {
        this.model = model;
        setId("frontier-summary");
        getStyleClass().addAll("card-plain", "tune-card");
        setPrefWidth(400);
        setMinWidth(360);
        Button copy = new Button(Messages.text("frontier.copy"), new FontIcon(Feather.COPY));
        copy.setId("frontier-copy");
        copy.getStyleClass().addAll("flat", "small");
        copy.setAccessibleText(copy.getText());
        copy.setTooltip(new Tooltip(Messages.text("frontier.copy.why")));
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text());
            Clipboard.getSystemClipboard().setContent(content);
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, heading("frontier.inhand"), space, copy);
        head.setAlignment(Pos.CENTER_LEFT);
        Label label = new Label(Messages.text("frontier.bounds"));
        label.getStyleClass().add("text-muted");
        ComboBox<Bounds> bounds = bounds();
        label.setLabelFor(bounds);
        HBox choice = new HBox(8, label, bounds);
        choice.setAlignment(Pos.CENTER_LEFT);
        floored.setId("frontier-floored");
        floored.setText(Messages.text("frontier.floored"));
        getChildren()
                .addAll(
                        head,
                        choice,
                        floored,
                        hand,
                        heading("frontier.curves"),
                        curves,
                        heading("frontier.deferral.summary"),
                        two,
                        cascade);
        model.picture().addListener((property, old, now) -> show());
        model.hand().addListener((property, old, now) -> showHand());
        show();
    }

    private static Label note() {
        Label label = new Label();
        label.getStyleClass().addAll("text-muted", "text-small");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Label heading(String key) {
        Label label = new Label(Messages.text(key));
        label.getStyleClass().add("card-heading");
        return label;
    }

    private static GridPane table() {
        GridPane grid = new GridPane(10, 4);
        return grid;
    }

    private ComboBox<Bounds> bounds() {
        ComboBox<Bounds> box = new ComboBox<>();
        box.setId("frontier-bounds");
        box.getItems().setAll(Bounds.values());
        box.setAccessibleText(Messages.text("frontier.bounds"));
        box.setTooltip(new Tooltip(Messages.text("frontier.bounds.why")));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Bounds value) {
                return value == null ? "" : Messages.text(value.key());
            }

            @Override
            public @Nullable Bounds fromString(String text) {
                return null; // the box is not editable
            }
        });
        box.valueProperty().bindBidirectional(model.bounds());
        return box;
    }

    private void show() {
        FrontierViewModel.Picture picture = model.picture().get();
        if (picture == null) {
            curves.getChildren().clear();
            cascade.getChildren().clear();
            hand.getChildren().clear();
            return;
        }
        Summaries summaries = picture.summaries();
        fill(curves, summaries.columns(), summaries.curves());
        fill(cascade, List.of(), summaries.cascade());
        Landscape.StrongCalls strong = picture.landscape().strong();
        two.setText(
                strong == null
                        ? ""
                        : Messages.text(
                                "frontier.two",
                                picture.landscape().vlm(strong.weak()),
                                picture.landscape().vlm(strong.strong())));
        show(two, strong != null);
        show(floored, picture.bounds().of(picture.landscape()).floored());
        showHand();
    }

    private static void show(Label label, boolean now) {
        label.setVisible(now);
        label.setManaged(now);
    }

    private void showHand() {
        List<Summaries.Line> lines = handLines();
        if (!lines.isEmpty()) {
            fill(hand, List.of(), lines);
        }
    }

    private List<Summaries.Line> handLines() {
        FrontierViewModel.Picture picture = model.picture().get();
        OperatingPoint point = model.hand().get();
        return picture == null || point == null
                ? List.of()
                : Summaries.inHand(picture.landscape(), point, picture.bounds());
    }

    /** Writes into the labels that are there when the table has the same shape: a dragged threshold changes only texts. */
    private static void fill(GridPane grid, List<String> columns, List<Summaries.Line> lines) {
        int width = lines.isEmpty() ? 0 : lines.getFirst().figures().size();
        int cells = (columns.isEmpty() ? 0 : width + 1) + lines.size() * (width + 1);
        if (grid.getChildren().size() != cells) {
            build(grid, columns, lines, width);
        }
        int at = columns.isEmpty() ? 0 : width + 1;
        for (Summaries.Line line : lines) {
            at++;
            for (Figure figure : line.figures()) {
                write((Label) grid.getChildren().get(at++), line.key(), figure);
            }
        }
    }

    private static void build(GridPane grid, List<String> columns, List<Summaries.Line> lines, int width) {
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        name.setMinWidth(96);
        grid.getColumnConstraints().add(name);
        for (int i = 0; i < width; i++) {
            ColumnConstraints number = new ColumnConstraints();
            number.setHalignment(HPos.RIGHT);
            number.setMinWidth(54);
            grid.getColumnConstraints().add(number);
        }
        int row = 0;
        if (!columns.isEmpty()) {
            List<Node> head = new ArrayList<>();
            head.add(new Label());
            for (String column : columns) {
                Label label = new Label(column);
                label.getStyleClass().addAll("text-muted", "text-small");
                label.setMinWidth(USE_PREF_SIZE);
                head.add(label);
            }
            grid.addRow(row++, head.toArray(Node[]::new));
        }
        for (Summaries.Line line : lines) {
            Label label = new Label(Messages.text(line.key()));
            label.setTooltip(
                    new Tooltip(Messages.text("frontier.explain." + line.key().substring("frontier.".length()))));
            label.setMinWidth(0);
            grid.add(label, 0, row);
            for (int i = 0; i < line.figures().size(); i++) {
                Label number = new Label();
                number.setId(line.key().replace('.', '-') + (width > 1 ? "-" + i : ""));
                number.getStyleClass().add("tabular");
                number.setMinWidth(USE_PREF_SIZE);
                grid.add(number, i + 1, row);
            }
            row++;
        }
    }

    private static void write(Label label, String key, Figure figure) {
        label.setText(figure.text());
        boolean reason = !figure.defined() && !figure.why().isEmpty();
        label.setTooltip(reason ? new Tooltip(Messages.text(figure.why())) : null);
        label.setAccessibleText(
                Messages.text(key) + ": " + figure.text() + (reason ? ". " + Messages.text(figure.why()) : ""));
        label.getStyleClass().remove("text-muted");
        if (!figure.defined()) {
            label.getStyleClass().add("text-muted");
        }
    }

    /** All three tables, columns apart by tabs, in full precision. */
    String text() {
        FrontierViewModel.Picture picture = model.picture().get();
        if (picture == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        append(text, handLines());
        text.append('\t')
                .append(String.join("\t", picture.summaries().columns()))
                .append('\n');
        append(text, picture.summaries().curves());
        append(text, picture.summaries().cascade());
        return text.toString();
    }

    private static void append(StringBuilder text, List<Summaries.Line> lines) {
        for (Summaries.Line line : lines) {
            text.append(Messages.text(line.key()));
            for (Figure figure : line.figures()) {
                text.append('\t').append(figure.defined() ? Double.toString(figure.value()) : figure.text());
            }
            text.append('\n');
        }
    }
}
