package dev.signalbox.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** M2 records as JSONL: one object per line. */
final class M2Json {
    private final Problems problems;
    private final Progress progress;
    private final M2Values values;

    M2Json(Problems problems, Progress progress) {
        this.problems = problems;
        this.progress = progress;
        this.values = new M2Values(problems);
    }

    void read(Path file, M2Importer.Rows rows) {
        new TextLines(problems, progress).read(file, (place, buffer, from, to) -> {
            Row row = parse(place, buffer, from, to);
            return row == null || rows.add(place, row);
        });
    }

    private @Nullable Row parse(Place place, byte[] buffer, int from, int to) throws IOException {
        values.begin(place);
        try (JsonParser parser = Sources.JSON.createParser(buffer, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                problems.error(place, "json.object");
                return null;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                value(parser, name);
            }
            if (parser.nextToken() != null) {
                problems.error(place, "json.trailing");
                return null;
            }
        } catch (JsonProcessingException e) {
            problems.error(
                    place,
                    "json.line",
                    e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                    Sources.message(e));
            return null;
        }
        return values.end();
    }

    private void value(JsonParser parser, String name) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NULL || token == null || !values.wants(name)) {
            parser.skipChildren();
        } else if (token == JsonToken.START_OBJECT) {
            parser.skipChildren();
            values.object(name);
        } else if (token == JsonToken.START_ARRAY) {
            List<String> list = new ArrayList<>();
            for (token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == null) {
                    return;
                }
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    list.add(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            values.put(name, list);
        } else {
            values.put(name, parser.getText());
        }
    }
}
