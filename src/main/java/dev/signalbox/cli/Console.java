package dev.signalbox.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Standard output for results and standard error for everything else: scripts read the one, people the other. */
final class Console {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .registerModule(new SimpleModule()
                    .addSerializer(Double.TYPE, numbers())
                    .addSerializer(Double.class, numbers())
                    .addSerializer(Path.class, ToStringSerializer.instance)); // else file:///, which no shell takes

    private final PrintStream out;
    private final PrintStream err;

    /** JSON has no NaN: what is not known is null. */
    private static JsonSerializer<Double> numbers() {
        return new JsonSerializer<>() {
            @Override
            public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
                if (Double.isFinite(value)) {
                    json.writeNumber(value);
                } else {
                    json.writeNull();
                }
            }
        };
    }

    Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    void print(String line) {
        out.println(line);
    }

    void note(String line) {
        err.println(line);
    }

    void json(Object document) {
        try {
            out.println(JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result has no JSON form: " + document, e);
        }
    }

    /** Progress for people on standard error: a line whenever the message changes or another tenth is done. */
    Progress progress() {
        return new Progress() {
            private String last = "";
            private int tenth = -1;

            @Override
            public synchronized void update(double fraction, String message) {
                int now = (int) (fraction * 10);
                if (message.equals(last) && now == tenth) {
                    return;
                }
                last = message;
                tenth = now;
                err.println(fraction < 0 ? message : String.format("%3.0f %%  %s", fraction * 100, message));
            }

            @Override
            public boolean cancelled() {
                return Thread.currentThread().isInterrupted();
            }
        };
    }
}
