package dev.signalbox.ui.tune;

import dev.signalbox.report.Cell;
import dev.signalbox.report.ScenarioComparison;
import dev.signalbox.report.Table;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.StudyFacts;
import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Saved settings side by side on the queries in hand: a column for each, with its difference from the first. */
final class ComparisonPane extends VBox {
    /**
     * @param apply takes one of them up
     * @param back  shows the list again
     */
    ComparisonPane(List<StudyFacts.Kept> scenarios, String split, ReportExport export, Node apply, Runnable back) {
        setSpacing(8);
        getStyleClass().add("tune-tab");
        Table comparison = ScenarioComparison.of(scenarios);
        Button list = new Button(Messages.text("tune.side.back"), new FontIcon(Feather.ARROW_LEFT));
        list.setId("tune-side-back");
        list.getStyleClass().add("small");
        list.setAccessibleText(list.getText());
        list.setOnAction(event -> back.run());
        Button save = new Button(Messages.text("tune.side.export"), new FontIcon(Feather.DOWNLOAD));
        save.setId("tune-side-export");
        save.getStyleClass().add("small");
        save.setAccessibleText(save.getText());
        save.setOnAction(event -> export.table(comparison, "tune.side.export"));
        Label what = new Label(Messages.text("tune.side.split", split));
        what.getStyleClass().add("text-muted");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, list, what, space, apply, save);
        head.setAlignment(Pos.CENTER_LEFT);
        TableView<List<Cell>> table = table(comparison);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(head, table);
        for (String problem : ScenarioComparison.problems(scenarios)) {
            Label label = new Label(problem, new FontIcon(Feather.ALERT_TRIANGLE));
            label.getStyleClass().add("tune-note");
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
            getChildren().add(label);
        }
    }

    private static TableView<List<Cell>> table(Table comparison) {
        TableView<List<Cell>> table = new TableView<>();
        table.setId("tune-side");
        table.setAccessibleText(comparison.title());
        table.getStyleClass().addAll("dense", "striped");
        table.setMinHeight(120);
        table.setPrefHeight(180);
        for (int i = 0; i < comparison.columns().size(); i++) {
            int place = i;
            Table.Column named = comparison.columns().get(i);
            TableColumn<List<Cell>, String> column = new TableColumn<>(named.name());
            column.setCellValueFactory(
                    cell -> new ReadOnlyStringWrapper(cell.getValue().get(place).text()));
            column.setSortable(false);
            column.setReorderable(false);
            column.setPrefWidth(named.number() ? 120 : 210);
            if (named.number()) {
                column.setStyle("-fx-alignment: center-right;");
            }
            table.getColumns().add(column);
        }
        table.setItems(FXCollections.observableList(comparison.rows()));
        return table;
    }
}
