package dev.signalbox.exporting;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.signalbox.model.Fields;
import dev.signalbox.model.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** M2 records as JSONL, the fields in the order of the format's description. */
final class JsonRecords implements RecordWriter {
    private final JsonGenerator json;

    JsonRecords(OutputStream out) throws IOException {
        json = new JsonFactory().createGenerator(out);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    @Override
    public void write(M2Record record) throws IOException {
        json.writeStartObject();
        json.writeStringField("query_id", record.query().key());
        text("benchmark", record.field(Fields.BENCHMARK));
        text("domain", record.field(Fields.DOMAIN));
        text("split", record.field(Fields.SPLIT));
        text("pool", record.pool());
        List<String> pictures = record.query().pictures();
        if (pictures.size() > 1) {
            json.writeArrayFieldStart("images");
            for (String picture : pictures) {
                json.writeString(picture);
            }
            json.writeEndArray();
        } else {
            json.writeStringField("image", pictures.isEmpty() ? null : pictures.getFirst());
        }
        json.writeStringField("question", record.query().question());
        text("language", record.field(Fields.LANGUAGE));
        text("task", record.field(Fields.TASK));
        json.writeStringField("ground_truth", record.row().reference());
        Output output = record.output();
        if (output != null) {
            answer(record, output);
        }
        for (Map.Entry<String, String> field : record.otherFields().entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
        }
        if (record.corrected()) {
            json.writeBooleanField("corrected", true);
        }
        if (record.importedLabel() != null) {
            label("imported_label", M2Record.value(record.importedLabel()));
        }
        if (record.referenceCorrected()) {
            json.writeStringField("imported_ground_truth", record.query().reference());
        }
        if (record.simulated()) {
            json.writeBooleanField("simulated", true);
        }
        json.writeEndObject();
    }

    private void answer(M2Record record, Output output) throws IOException {
        json.writeStringField("vlm", output.vlmId());
        json.writeStringField("output", output.text());
        label("label", M2Record.value(record.label()));
        amount("cost", output.cost());
        amount("latency", output.latency());
        if (output.inputTokens() >= 0) {
            json.writeNumberField("input_tokens", output.inputTokens());
        }
        if (output.outputTokens() >= 0) {
            json.writeNumberField("output_tokens", output.outputTokens());
        }
    }

    private void text(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private void label(String name, @Nullable Boolean value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeBooleanField(name, value);
        }
    }

    private void amount(String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    @Override
    public void close() throws IOException {
        json.writeRaw('\n');
        json.close();
    }
}
