package dev.signalbox.report;

import java.util.List;

/**
 * Rows under names.
 *
 * @param id   part of file names and anchors, lower case
 * @param rows each as long as the columns
 */
public record Table(String id, String title, List<Column> columns, List<List<Cell>> rows) implements Document.Block {
    /** @param number true to align at the right */
    public record Column(String name, boolean number) {
        public static Column words(String name) {
            return new Column(name, false);
        }

        public static Column numbers(String name) {
            return new Column(name, true);
        }
    }

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " cells under " + columns.size() + " names");
            }
        }
    }

    /** As CSV (RFC 4180): numbers exact, words such that no spreadsheet takes them for a formula. */
    public String csv() {
        return CsvTable.write(this);
    }

    /** As a Markdown table. */
    public String markdown() {
        return MarkdownTable.write(this);
    }

    /** As a LaTeX table that needs no package. */
    public String latex() {
        return LatexTable.write(this);
    }
}
