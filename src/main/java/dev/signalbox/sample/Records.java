package dev.signalbox.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes answers as M2 records: one JSON line per query and VLM, UTF-8, the fields in a fixed order. */
final class Records {
    private Records() {}

    /** Every VLM's answer to every query, query by query. */
    static Stream<SampleOutput> answers(List<SampleQuery> queries, long seed) {
        return queries.stream().flatMap(query -> SimVlm.ALL.stream().map(vlm -> Answers.answer(query, vlm, seed)));
    }

    static void write(Stream<SampleOutput> outputs, Writer writer) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(writer)) {
            json.setRootValueSeparator(null);
            outputs.forEachOrdered(output -> {
                try {
                    write(output, json);
                    json.writeRaw('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(SampleOutput output, JsonGenerator json) throws IOException {
        SampleQuery query = output.query();
        json.writeStartObject();
        json.writeStringField("query_id", query.id());
        json.writeStringField("benchmark", query.cell().task().benchmark());
        json.writeStringField("domain", query.cell().task().outOfDomain() ? "OOD" : "ID");
        json.writeStringField("split", query.train() ? "train" : "test");
        json.writeStringField("pool", output.vlm().vlm().pool().name().toLowerCase(Locale.ROOT));
        json.writeStringField("image", query.image());
        json.writeStringField("question", query.question());
        json.writeStringField("language", query.language().language());
        json.writeStringField("task", query.cell().ask().task(query.cell().task()));
        json.writeStringField("ground_truth", query.truth());
        json.writeStringField("vlm", output.vlm().id());
        json.writeStringField("output", output.text());
        json.writeBooleanField("label", output.label());
        if (Double.isNaN(output.cost())) {
            json.writeNullField("cost");
        } else {
            json.writeNumberField("cost", output.cost());
        }
        json.writeNumberField("latency", output.latency());
        json.writeNumberField("input_tokens", output.inputTokens());
        json.writeNumberField("output_tokens", output.outputTokens());
        json.writeBooleanField("simulated", true);
        json.writeEndObject();
    }
}
