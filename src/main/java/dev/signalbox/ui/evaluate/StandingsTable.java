package dev.signalbox.ui.evaluate;

import dev.signalbox.evaluation.Confusion;
import dev.signalbox.evaluation.comparison.Standing;
import dev.signalbox.report.Cell;
import dev.signalbox.report.Table;
import dev.signalbox.report.Table.Column;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The standings as a table for other programs. */
final class StandingsTable {
    private StandingsTable() {}

    /** The table on the screen with every VLM's share in a column of its own. */
    static Table of(Board board) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.words(Messages.text("evaluate.column.name")),
                Column.numbers(Messages.text("evaluate.column.em")),
                Column.numbers(Messages.text("evaluate.column.interval")),
                Column.numbers(Messages.text("evaluate.column.accuracy")),
                Column.numbers(Messages.text("evaluate.column.precision")),
                Column.numbers(Messages.text("evaluate.column.recall")),
                Column.numbers(Messages.text("evaluate.column.f1")),
                Column.numbers(Messages.text("evaluate.column.cost")),
                Column.numbers(Messages.text("evaluate.column.rank"))));
        for (int column : board.pool()) {
            columns.add(Column.numbers(board.vlm(column)));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (Standing standing : board.standings()) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.of((StandingWords.name(standing) + " " + StandingWords.detail(standing)).strip()),
                    Cell.percent(standing.em()),
                    Double.isNaN(standing.interval().low())
                            ? Cell.of(Cell.NONE)
                            : Cell.interval(
                                    standing.interval().low(),
                                    standing.interval().high()),
                    pairs(standing, Confusion::accuracy),
                    pairs(standing, Confusion::precision),
                    pairs(standing, Confusion::recall),
                    pairs(standing, Confusion::f1),
                    Cell.perThousand(standing.cost()),
                    Cell.percent(standing.rankScore())));
            standing.share().forEach(share -> row.add(Cell.percent(share)));
            rows.add(row);
        }
        return new Table("standings", Messages.text("evaluate.standings"), columns, rows);
    }

    private static Cell pairs(Standing standing, ToDoubleFunction<Confusion> value) {
        Confusion confusion = standing.confusion();
        return Cell.percent(confusion == null ? Double.NaN : value.applyAsDouble(confusion));
    }
}
