package dev.signalbox.workbench;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.signalbox.projection.neighbours.Points;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Numbers only, as many in every line; the first line may name the columns. */
final class NumberCsv {
    private static final int LONGEST_LINE = 1 << 24;

    private NumberCsv() {}

    static Points read(Path file) throws IOException {
        float[] values = new float[1 << 12];
        int size = 0;
        int dim = -1;
        boolean first = true;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .detectBomHeader(true)
                .allowUnclosedQuote(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_LINE)
                .ofCsvRecord(file, StandardCharsets.UTF_8)) {
            for (CsvRecord record : reader) {
                int count = record.getFieldCount();
                if (first && names(record)) {
                    dim = count;
                    first = false;
                    continue;
                }
                first = false;
                dim = dim < 0 ? count : dim;
                if (count != dim) {
                    throw NumberFile.broken(file, "csv.cells", record.getStartingLineNumber(), count, dim);
                }
                if ((long) size + count > values.length) {
                    values = Arrays.copyOf(values, room(file, values.length));
                }
                for (int i = 0; i < count; i++) {
                    values[size++] = number(file, record, i);
                }
            }
        } catch (CsvParseException e) {
            throw NumberFile.broken(file, "csv.form", String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
        if (dim < 1 || size == 0) {
            throw NumberFile.broken(file, "empty");
        }
        return new Points(size / dim, dim, values);
    }

    private static int room(Path file, int length) {
        long more = length + Math.max(length / 2L, LONGEST_LINE);
        if (length >= Integer.MAX_VALUE - 64) {
            throw NumberFile.broken(file, "large");
        }
        return (int) Math.min(more, Integer.MAX_VALUE - 64);
    }

    /** True when not one cell is a number. */
    private static boolean names(CsvRecord record) {
        for (String cell : record.getFields()) {
            if (!Float.isNaN(parse(cell)) || cell.strip().equalsIgnoreCase("nan")) {
                return false;
            }
        }
        return true;
    }

    private static float number(Path file, CsvRecord record, int column) {
        String cell = record.getField(column);
        float value = parse(cell);
        if (Float.isNaN(value) && !cell.strip().equalsIgnoreCase("nan")) {
            throw NumberFile.broken(file, "csv.number", record.getStartingLineNumber(), column + 1, shorter(cell));
        }
        return value;
    }

    private static String shorter(String cell) {
        return cell.length() > 40 ? cell.substring(0, 40) + "…" : cell;
    }

    private static float parse(String cell) {
        try {
            return Float.parseFloat(cell);
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }
}
