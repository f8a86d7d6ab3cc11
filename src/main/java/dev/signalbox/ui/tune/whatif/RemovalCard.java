package dev.signalbox.ui.tune.whatif;

import dev.signalbox.evaluation.pool.Removal;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.tune.Cards;
import dev.signalbox.ui.tune.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What changes when each VLM is taken out alone. */
final class RemovalCard extends StackPane {
    private static final double ROW = 30;

    private final WhatIfViewModel model;
    private final Label answer = Cards.wrapped("");
    private final TableView<Removal> table = new TableView<>();
    private final Button forbid = new Button();

    RemovalCard(WhatIfViewModel model) {
        this.model = model;
        setMinWidth(0);
        answer.setId("whatif-answer");
        answer.getStyleClass().add("whatif-answer");
        table.setId("whatif-removals");
        table.setAccessibleText(Messages.text("whatif.removals"));
        table.getStyleClass().addAll("dense", "striped");
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(Messages.text("whatif.removals.none")));
        table.prefHeightProperty().bind(Bindings.size(table.getItems()).add(1.3).multiply(ROW));
        table.minHeightProperty().bind(Bindings.min(table.prefHeightProperty(), 9.3 * ROW));
        columns();
        forbid.setId("whatif-forbid");
        forbid.getStyleClass().add("small");
        forbid.setMinWidth(USE_PREF_SIZE);
        forbid.setOnAction(event -> {
            Removal chosen = table.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                model.forbid(chosen.place());
            }
        });
        table.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> offer(now));
        HBox.setHgrow(answer, Priority.ALWAYS);
        answer.setMaxWidth(Double.MAX_VALUE);
        HBox head = new HBox(12, answer, forbid);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox card = Cards.explained("whatif.removals", "whatif.removals.why", head, table);
        getChildren().add(card);
        model.now().addListener((property, old, now) -> show(now));
        show(model.now().get());
        offer(null);
    }

    private void offer(@Nullable Removal chosen) {
        WhatIf now = model.now().get();
        forbid.setDisable(chosen == null || now == null);
        forbid.setText(
                chosen == null || now == null
                        ? Messages.text("whatif.forbid")
                        : Messages.text("whatif.forbid.named", now.worth().vlm(chosen.place())));
        forbid.setAccessibleText(forbid.getText());
    }

    private void columns() {
        TableColumn<Removal, Removal> vlm = column("whatif.vlm", null, 165, this::vlm, this::vlm);
        vlm.setComparator(Comparator.comparing(this::vlm));
        table.getColumns()
                .setAll(List.of(
                        vlm,
                        column(
                                "whatif.chosen",
                                Comparator.comparingInt(Removal::chosen),
                                72,
                                r -> Messages.text("whatif.count", r.chosen()),
                                r -> Messages.text("whatif.chosen.why")),
                        column(
                                "whatif.em",
                                Comparator.comparingDouble(r -> r.accuracy().value()),
                                158,
                                RemovalCard::accuracy,
                                RemovalCard::accuracyTip),
                        column(
                                "whatif.cost",
                                Comparator.comparingDouble(Removal::cost),
                                96,
                                RemovalCard::cost,
                                r -> Messages.text("whatif.cost.why", r.priced(), r.newly())),
                        column(
                                "whatif.oracle",
                                Comparator.comparingDouble(Removal::oracle),
                                62,
                                r -> Figures.points(r.oracle()),
                                r -> Messages.text("whatif.oracle.why", r.onlyRight(), r.labelled())),
                        column(
                                "whatif.only",
                                Comparator.comparingInt(Removal::onlyRight),
                                58,
                                r -> Messages.text("whatif.count", r.onlyRight()),
                                r -> Messages.text("whatif.oracle.why", r.onlyRight(), r.labelled())),
                        column(
                                "whatif.mark",
                                Comparator.comparing(Removal::lossless)
                                        .thenComparing(Removal::unharmed)
                                        .thenComparing(Removal::redundant),
                                104,
                                RemovalCard::mark,
                                RemovalCard::markTip)));
    }

    private String vlm(Removal removal) {
        WhatIf now = model.now().get();
        return now == null
                ? ""
                : now.worth().paid(removal.place())
                        ? Messages.text("whatif.vlm.paid", now.worth().vlm(removal.place()))
                        : now.worth().vlm(removal.place());
    }

    private static String accuracy(Removal removal) {
        return Messages.text(
                "whatif.em.value",
                Figures.points(removal.accuracy().value()),
                Figures.points(removal.accuracy().low()),
                Figures.points(removal.accuracy().high()));
    }

    private static String cost(Removal removal) {
        String more = Figures.dollarsMore(1000 * removal.cost());
        return removal.newly() == 0 ? more : Messages.text("whatif.cost.unsure", more);
    }

    private static String accuracyTip(Removal removal) {
        return Messages.text(
                "whatif.em.why",
                removal.accuracy().better(),
                removal.accuracy().worse(),
                removal.accuracy().queries(),
                removal.unknown());
    }

    /** What taking it out does, as a part of a message key. */
    private static String effect(Removal removal) {
        return removal.lossless()
                ? "lossless"
                : removal.unharmed()
                        ? removal.newly() == 0 ? "dearer" : "unsure"
                        : removal.accuracy().queries() > 0 ? "harmed" : "unjudged";
    }

    private static String mark(Removal removal) {
        return removal.lossless() && removal.redundant()
                ? Messages.text("whatif.mark.both")
                : Messages.text("whatif.mark." + effect(removal));
    }

    private static String markTip(Removal removal) {
        String why = Messages.text("whatif.mark." + effect(removal) + ".why");
        return removal.redundant() ? why + " " + Messages.text("whatif.mark.redundant.why") : why;
    }

    private static TableColumn<Removal, Removal> column(
            String key,
            @Nullable Comparator<Removal> order,
            double width,
            Function<Removal, String> text,
            Function<Removal, String> tip) {
        TableColumn<Removal, Removal> column = new TableColumn<>(Messages.text(key));
        column.setId(key);
        column.setPrefWidth(width);
        column.setMinWidth(0.8 * width);
        if (order != null) {
            column.setComparator(order);
            column.getStyleClass().add("tune-number");
        }
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(c -> new TextCell(text, tip));
        return column;
    }

    private void show(@Nullable WhatIf now) {
        if (now == null) {
            table.getItems().clear();
            answer.setText("");
            return;
        }
        Removal chosen = table.getSelectionModel().getSelectedItem();
        table.getItems().setAll(now.removals());
        if (chosen != null && chosen.place() < now.removals().size()) {
            table.getSelectionModel().select(now.removals().get(chosen.place()));
        }
        table.sort();
        answer.setText(answer(now));
    }

    private static String answer(WhatIf now) {
        List<String> names = now.named(Removal::lossless);
        List<String> others = now.named(removal -> removal.unharmed() && !removal.lossless());
        String first = names.isEmpty()
                ? Messages.text("whatif.answer.none", Figures.tau(now.tau()))
                : Messages.text("whatif.answer", Figures.tau(now.tau()), String.join(", ", names));
        return others.isEmpty()
                ? first
                : first
                        + " "
                        + Messages.text(
                                names.isEmpty() ? "whatif.answer.cost.only" : "whatif.answer.cost",
                                String.join(", ", others));
    }

    private static final class TextCell extends TableCell<Removal, Removal> {
        private final Function<Removal, String> text;
        private final Function<Removal, String> tip;

        TextCell(Function<Removal, String> text, Function<Removal, String> tip) {
            this.text = text;
            this.tip = tip;
        }

        @Override
        protected void updateItem(@Nullable Removal removal, boolean empty) {
            super.updateItem(removal, empty);
            getStyleClass().remove("whatif-lossless");
            setText(removal == null ? null : text.apply(removal));
            String words = removal == null ? "" : tip.apply(removal);
            setTooltip(words.isEmpty() ? null : new Tooltip(words));
            if (removal != null && removal.lossless()) {
                getStyleClass().add("whatif-lossless");
            }
        }
    }
}
