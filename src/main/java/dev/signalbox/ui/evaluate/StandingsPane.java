package dev.signalbox.ui.evaluate;

import dev.signalbox.evaluation.Confusion;
import dev.signalbox.evaluation.Intervals.Interval;
import dev.signalbox.evaluation.comparison.Standing;
import dev.signalbox.evaluation.comparison.Standing.Kind;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.IntervalBar;
import dev.signalbox.ui.control.StackBar;
import dev.signalbox.ui.control.StackBar.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Every router and what it is held against, one line each. The chosen line is the one whose slices are shown. */
final class StandingsPane extends VBox {
    private static final PseudoClass ROUTER = PseudoClass.getPseudoClass("router");
    private static final double ROW = 36;

    private final EvaluateViewModel model;
    private final TableView<Standing> table = new TableView<>();
    private final Label base = new Label();
    private boolean showing;

    StandingsPane(EvaluateViewModel model, Node actions) {
        this.model = model;
        getStyleClass().addAll("card-plain", "evaluate-card");
        Label title = new Label(Messages.text("evaluate.standings"));
        title.getStyleClass().add("card-heading");
        base.setId("evaluate-base");
        base.getStyleClass().addAll("text-muted", "text-small");
        base.setWrapText(true);
        base.setMinHeight(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, title, space, actions);
        head.setAlignment(Pos.CENTER_LEFT);
        build();
        getChildren().addAll(head, table, base);
        model.board().addListener((property, old, now) -> show(now));
        show(model.board().get());
    }

    private void build() {
        table.setId("evaluate-standings");
        table.setAccessibleText(Messages.text("evaluate.standings"));
        table.getStyleClass().addAll("dense", "evaluate-table");
        table.setFixedCellSize(ROW);
        table.setRowFactory(_ -> new TableRow<>() {
            @Override
            protected void updateItem(@Nullable Standing item, boolean empty) {
                super.updateItem(item, empty);
                pseudoClassStateChanged(ROUTER, !empty && item != null && item.kind() == Kind.ROUTER);
                setTooltip(item == null || empty ? null : new Tooltip(StandingWords.why(item)));
            }
        });
        table.getColumns()
                .setAll(List.of(
                        name(),
                        Columns.drawn("evaluate.column.em", 96, Standing::em, Rate::new),
                        Columns.drawn("evaluate.column.interval", 150, Standing::em, Bar::new),
                        pairs("evaluate.column.accuracy", Confusion::accuracy),
                        pairs("evaluate.column.precision", Confusion::precision),
                        pairs("evaluate.column.recall", Confusion::recall),
                        pairs("evaluate.column.f1", Confusion::f1),
                        Columns.number("evaluate.column.cost", 92, Standing::cost, this::cost),
                        Columns.number(
                                "evaluate.column.rank",
                                82,
                                Standing::rankScore,
                                standing -> Figures.score(standing.rankScore())),
                        Columns.drawn("evaluate.column.shares", 190, standing -> -top(standing), Shares::new)));
        table.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            if (!showing && now != null) {
                model.chosen().set(Key.of(now));
            }
        });
    }

    private static double top(Standing standing) {
        return standing.share().stream().mapToDouble(s -> s).max().orElse(0);
    }

    private TableColumn<Standing, String> name() {
        TableColumn<Standing, String> column = Columns.words("evaluate.column.name", 170, StandingWords::name);
        column.setCellFactory(_ -> new TableCell<>() {
            private final Label name = new Label();
            private final Label detail = new Label();
            private final VBox both = new VBox(name, detail);

            {
                name.getStyleClass().add("evaluate-name");
                detail.getStyleClass().addAll("text-muted", "evaluate-detail");
                both.setAlignment(Pos.CENTER_LEFT);
            }

            @Override
            protected void updateItem(@Nullable String item, boolean empty) {
                super.updateItem(item, empty);
                Standing standing =
                        empty || getTableRow() == null ? null : getTableRow().getItem();
                setGraphic(standing == null ? null : both);
                if (standing != null) {
                    name.setText(StandingWords.name(standing));
                    detail.setText(StandingWords.detail(standing));
                    detail.setManaged(!detail.getText().isEmpty());
                    setAccessibleText(name.getText() + " " + detail.getText());
                }
            }
        });
        return column;
    }

    private static TableColumn<Standing, Double> pairs(String key, ToDoubleFunction<Confusion> value) {
        ToDoubleFunction<Standing> figure = standing -> {
            Confusion confusion = standing.confusion();
            return confusion == null || confusion.pairs() == 0 ? Double.NaN : value.applyAsDouble(confusion);
        };
        return Columns.number(key, 84, figure, standing -> Figures.percent(figure.applyAsDouble(standing)));
    }

    private String cost(Standing standing) {
        Board board = model.board().get();
        boolean part = board != null && standing.priced() < board.rows().size() - standing.unscored();
        return Double.isNaN(standing.cost()) || !part
                ? Figures.dollars(standing.cost())
                : Messages.text("evaluate.cost.part", Figures.dollars(standing.cost()));
    }

    /** EM over its interval in numbers. */
    private static final class Rate implements Columns.Drawing<Standing> {
        private final Label rate = new Label();
        private final Label interval = new Label();
        private final VBox both = new VBox(rate, interval);

        Rate(TableCell<Standing, Double> cell) {
            cell.getStyleClass().add("evaluate-number");
            rate.getStyleClass().addAll("evaluate-name", "tabular");
            interval.getStyleClass().addAll("text-muted", "evaluate-detail", "tabular");
            both.setAlignment(Pos.CENTER_RIGHT);
        }

        @Override
        public Node node() {
            return both;
        }

        @Override
        public void show(Standing standing) {
            rate.setText(Figures.percent(standing.em()));
            interval.setText(Figures.interval(
                    standing.interval().low(), standing.interval().high()));
        }
    }

    /** EM with its interval on the axis of all. */
    private final class Bar implements Columns.Drawing<Standing> {
        private final IntervalBar bar = new IntervalBar();
        private final Tooltip tooltip = new Tooltip();

        Bar(TableCell<Standing, Double> cell) {
            cell.setTooltip(tooltip);
        }

        @Override
        public Node node() {
            return bar;
        }

        @Override
        public void show(Standing standing) {
            Interval interval = standing.interval();
            double[] axis = axis();
            bar.setAxis(axis[0], axis[1], axis[2]);
            bar.show(interval.low(), standing.em(), interval.high(), standing.kind() != Kind.ROUTER);
            Interval wilson = standing.wilson();
            String text = Messages.text(
                    "evaluate.interval",
                    Figures.percent(standing.em()),
                    Figures.interval(interval.low(), interval.high()),
                    standing.judged());
            bar.setAccessibleText(text);
            tooltip.setText(
                    wilson == null
                            ? text
                            : text + "\n"
                                    + Messages.text(
                                            "evaluate.interval.wilson", Figures.interval(wilson.low(), wilson.high())));
        }
    }

    /** Where the choices go. */
    private final class Shares implements Columns.Drawing<Standing> {
        private final StackBar bar = new StackBar();

        Shares(TableCell<Standing, Double> cell) {
            cell.getStyleClass().add("evaluate-shares");
        }

        @Override
        public Node node() {
            return bar;
        }

        @Override
        public void show(Standing standing) {
            Board board = model.board().get();
            List<Segment> segments = new ArrayList<>();
            for (int k = 0;
                    board != null
                            && k < board.pool().length
                            && k < standing.share().size();
                    k++) {
                int column = board.pool()[k];
                segments.add(new Segment(board.vlm(column), standing.share().get(k), column));
            }
            bar.setSegments(segments);
        }
    }

    /** From below the lowest to above the highest end, in whole tenths; and the baseline's EM. */
    private double[] axis() {
        Board board = model.board().get();
        double low = 1;
        double high = 0;
        double reference = Double.NaN;
        if (board != null) {
            for (Standing standing : board.standings()) {
                if (!Double.isNaN(standing.em())) {
                    Interval interval = standing.interval();
                    low = Math.min(low, Double.isNaN(interval.low()) ? standing.em() : interval.low());
                    high = Math.max(high, Double.isNaN(interval.high()) ? standing.em() : interval.high());
                }
            }
            int baseline = board.question().baseline();
            reference =
                    baseline < 0 ? Double.NaN : board.standings().get(baseline).em();
        }
        return new double[] {Math.floor(low * 10) / 10, Math.ceil(high * 10) / 10, reference};
    }

    private void show(@Nullable Board board) {
        if (board == null) {
            return;
        }
        showing = true;
        List<Standing> rows = board.standings();
        table.getItems().setAll(rows);
        table.sort();
        int chosen = board.question().chosen();
        if (chosen >= 0) {
            table.getSelectionModel().select(rows.get(chosen));
        }
        showing = false;
        double height = (rows.size() + 1) * ROW + 24; // room for the bar that scrolls sideways
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
        double[] axis = axis();
        int groups = board.comparison().groups();
        int queries = board.rows().size();
        base.setText(Messages.text(
                groups < queries ? "evaluate.base.grouped" : "evaluate.base",
                queries,
                Figures.percent(axis[0]),
                Figures.percent(axis[1]),
                groups));
    }

    TableView<Standing> table() {
        return table;
    }
}
