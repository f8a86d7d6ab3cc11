package dev.signalbox.exporting;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Output;
import dev.signalbox.model.Query;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an export is made from: a dataset's queries one after another, with the corrections that are in force. */
public interface ExportSource {
    /** The dataset: its VLMs, source, licence, and whether it is simulated. */
    Dataset dataset();

    /** Calls back once per query, in ordinal order. */
    void forEach(Consumer<Row> each);

    /**
     * One query.
     *
     * @param query     as imported
     * @param reference the reference in force: corrected, or as imported
     * @param answers   in the order of the dataset's VLMs; those without an output are absent
     */
    record Row(Query query, @Nullable String reference, List<Answer> answers) {
        public Row {
            answers = List.copyOf(answers);
        }
    }

    /**
     * One VLM's output.
     *
     * @param output as imported
     * @param label  the label in force: corrected, or as imported
     */
    record Answer(Output output, Correctness label) {}
}
