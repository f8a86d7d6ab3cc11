package dev.signalbox.exporting;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.signalbox.model.Fields;
import dev.signalbox.model.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** M2 records as CSV (RFC 4180, UTF-8). An empty cell is an absent value. */
final class CsvRecords implements RecordWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CsvWriter csv;
    private final List<String> fields;

    /** The dataset's own fields become columns; they must be known before the first record. */
    CsvRecords(OutputStream out, List<String> fields) {
        this.fields = List.copyOf(fields);
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
        List<String> header = new ArrayList<>(List.of(
                "query_id",
                "benchmark",
                "domain",
                "split",
                "pool",
                "image",
                "question",
                "language",
                "task",
                "ground_truth",
                "vlm",
                "output",
                "label",
                "cost",
                "latency",
                "input_tokens",
                "output_tokens",
                "corrected",
                "imported_label",
                "imported_ground_truth",
                "simulated"));
        header.addAll(this.fields);
        csv.writeRecord(header);
    }

    @Override
    public void write(M2Record record) throws IOException {
        Output output = record.output();
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(record.query().key());
        cells.add(record.field(Fields.BENCHMARK));
        cells.add(record.field(Fields.DOMAIN));
        cells.add(record.field(Fields.SPLIT));
        cells.add(record.pool());
        cells.add(pictures(record.query().pictures()));
        cells.add(record.query().question());
        cells.add(record.field(Fields.LANGUAGE));
        cells.add(record.field(Fields.TASK));
        cells.add(record.row().reference());
        cells.add(output == null ? null : output.vlmId());
        cells.add(output == null ? null : output.text());
        cells.add(text(M2Record.value(record.label())));
        cells.add(output == null ? null : amount(output.cost()));
        cells.add(output == null ? null : amount(output.latency()));
        cells.add(output == null ? null : tokens(output.inputTokens()));
        cells.add(output == null ? null : tokens(output.outputTokens()));
        cells.add(record.corrected() ? "true" : null);
        cells.add(record.importedLabel() == null ? null : unknown(M2Record.value(record.importedLabel())));
        cells.add(record.referenceCorrected() ? record.query().reference() : null);
        cells.add(record.simulated() ? "true" : null);
        for (String field : fields) {
            cells.add(record.field(field));
        }
        csv.writeRecord(cells.stream().map(cell -> cell == null ? "" : cell).toList());
    }

    /** One path as it is, several as a JSON list: paths may hold any sign. */
    private static String pictures(List<String> pictures) throws IOException {
        boolean plain = pictures.size() == 1
                && !pictures.getFirst().contains("|")
                && !pictures.getFirst().startsWith("[");
        return pictures.isEmpty() ? "" : plain ? pictures.getFirst() : JSON.writeValueAsString(pictures);
    }

    private static @Nullable String text(@Nullable Boolean value) {
        return value == null ? null : value.toString();
    }

    private static String unknown(@Nullable Boolean value) {
        return value == null ? "unknown" : value.toString();
    }

    private static @Nullable String amount(double value) {
        return Double.isNaN(value) ? null : Double.toString(value);
    }

    private static @Nullable String tokens(int value) {
        return value < 0 ? null : Integer.toString(value);
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
