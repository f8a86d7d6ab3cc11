package dev.signalbox.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** M2 records as CSV with a header line (RFC 4180): quotes, line breaks in cells, a byte order mark. */
final class M2Csv {
    private final Problems problems;
    private final Progress progress;
    private final M2Values values;

    M2Csv(Problems problems, Progress progress) {
        this.problems = problems;
        this.progress = progress;
        this.values = new M2Values(problems);
    }

    void read(Path file, M2Importer.Rows rows) {
        // The CSV parser would put replacement characters for bad bytes: look first, at the speed of the disk.
        boolean text = new TextLines(problems, progress).read(file, (place, buffer, from, to) -> true);
        if (!text || problems.count("encoding") > 0) {
            return;
        }
        String name = Sources.name(file);
        long line = 1;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .detectBomHeader(true)
                .allowUnclosedQuote(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(TextLines.MAX_LINE)
                .ofCsvRecord(file, StandardCharsets.UTF_8)) {
            List<String> header = null;
            for (CsvRecord record : reader) {
                line = record.getStartingLineNumber();
                if ((line & 0x3FF) == 0) {
                    progress.checkCancelled();
                }
                Place place = new Place(name, line);
                if (header == null) {
                    header = header(record, place);
                    if (header == null) {
                        return;
                    }
                } else if (record.getFieldCount() != header.size()) {
                    problems.error(place, "csv.cells", record.getFieldCount(), header.size());
                } else {
                    Row row = row(record, header, place);
                    if (row != null && !rows.add(place, row)) {
                        return;
                    }
                }
            }
        } catch (CsvParseException e) {
            problems.error(new Place(name, line), "csv", rootMessage(e));
        } catch (IOException | UncheckedIOException e) {
            problems.error(new Place(name), "file.unreadable", String.valueOf(e.getMessage()));
        }
    }

    private @Nullable List<String> header(CsvRecord record, Place place) {
        List<String> header = record.getFields();
        Set<String> distinct = new HashSet<>();
        for (String column : header) {
            if (!distinct.add(column)) {
                problems.error(place, "csv.column", column);
                return null;
            }
        }
        for (M2Field needed : List.of(M2Field.QUESTION, M2Field.VLM)) {
            if (header.stream().map(M2Field::of).noneMatch(alias -> alias != null && alias.field() == needed)) {
                problems.error(place, "csv.header", needed.column());
                return null;
            }
        }
        return header;
    }

    private @Nullable Row row(CsvRecord record, List<String> header, Place place) {
        values.begin(place);
        for (int i = 0; i < header.size(); i++) {
            String column = header.get(i);
            String cell = record.getField(i);
            M2Field.Alias alias = M2Field.of(column);
            M2Field field = alias == null ? null : alias.field();
            if (field == M2Field.PICTURES) {
                List<String> pictures = pictures(cell);
                if (!pictures.isEmpty()) {
                    values.put(column, pictures);
                }
            } else if (!cell.isEmpty() || (field == M2Field.OUTPUT && hasVlm(record, header))) {
                values.put(column, cell);
            }
        }
        return values.end();
    }

    /** An empty answer cell is an empty answer, unless the row is a query alone. */
    private static boolean hasVlm(CsvRecord record, List<String> header) {
        for (int i = 0; i < header.size(); i++) {
            M2Field.Alias alias = M2Field.of(header.get(i));
            if (alias != null && alias.field() == M2Field.VLM) {
                return !record.getField(i).isBlank();
            }
        }
        return false;
    }

    /** One path, paths joined by |, or a JSON list. */
    private static List<String> pictures(String cell) {
        if (cell.isBlank()) {
            return List.of();
        }
        if (cell.startsWith("[")) {
            try {
                List<String> paths = new ArrayList<>();
                for (JsonNode node : Sources.MAPPER.readTree(cell)) {
                    paths.add(node.asText());
                }
                return paths;
            } catch (JsonProcessingException e) {
                return List.of(cell); // a file whose name begins with a bracket
            }
        }
        return List.of(cell.split("\\|"));
    }

    private static String rootMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
