package dev.signalbox.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables as CSV. */
final class CsvTable {
    private static final String FORMULA = "=+-@";

    private CsvTable() {}

    static String write(Table table) {
        List<List<String>> records = new ArrayList<>();
        records.add(table.columns().stream().map(column -> words(column.name())).toList());
        for (List<Cell> row : table.rows()) {
            records.add(row.stream().map(CsvTable::cell).toList());
        }
        return records(records);
    }

    /** Every number of a document, one a line: section, row, column, value. */
    static String write(Document document) {
        List<List<String>> records = new ArrayList<>();
        records.add(List.of("section", "row", "column", "value"));
        document.facts().forEach(fact -> records.add(List.of("document", words(fact.name()), "", words(fact.value()))));
        for (Document.Block block : document.blocks()) {
            switch (block) {
                case Table table -> records.addAll(flat(table));
                case Document.Numbers numbers ->
                    numbers.shown().forEach(n -> records.add(List.of("summary", words(n.name()), "", cell(n.value()))));
                case Document.Notes notes ->
                    notes.texts().forEach(text -> records.add(List.of("note", "", "", words(text))));
                case Document.Commands commands ->
                    commands.lines().forEach(line -> records.add(List.of("repeat", "", "", words(line))));
                case Document.Section s -> {}
                case Document.Paragraph paragraph -> records.add(List.of("text", "", "", words(paragraph.text())));
                case Figure figure -> {}
            }
        }
        return records(records);
    }

    private static List<List<String>> flat(Table table) {
        List<List<String>> records = new ArrayList<>();
        for (List<Cell> row : table.rows()) {
            String name = cell(row.getFirst());
            for (int i = 1; i < row.size(); i++) {
                Cell cell = row.get(i);
                String column = words(table.columns().get(i).name());
                Double to = cell.to();
                if (to != null) {
                    records.add(List.of(table.id(), name, column + " low", number(cell.value())));
                    records.add(List.of(table.id(), name, column + " high", number(to)));
                } else if (!cell.text().isEmpty()) {
                    records.add(List.of(table.id(), name, column, cell(cell)));
                }
            }
        }
        return records;
    }

    private static String cell(Cell cell) {
        return cell.value() == null || cell.to() != null
                ? cell.text().equals(Cell.NONE) ? "" : words(cell.text())
                : number(cell.value());
    }

    private static String number(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString(value.longValue())
                : Double.toString(value);
    }

    /** A text that a spreadsheet would calculate gets an apostrophe in front, as spreadsheets themselves do. */
    private static String words(String text) {
        String clean = CleanText.line(text);
        String bare = clean.stripLeading();
        return !bare.isEmpty() && FORMULA.indexOf(bare.charAt(0)) >= 0 ? "'" + clean : clean;
    }

    private static String records(List<List<String>> records) {
        StringWriter out = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
            records.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
