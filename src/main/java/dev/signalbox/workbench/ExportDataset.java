package dev.signalbox.workbench;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.exporting.ExportOptions;
import dev.signalbox.exporting.ExportSource;
import dev.signalbox.exporting.M2Exporter;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Output;
import dev.signalbox.model.Query;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes a dataset with the corrections in force; what was imported stays beside what was corrected. */
public final class ExportDataset {
    private final Workspace workspace;

    public ExportDataset(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * What was written.
     *
     * @param corrections labels and references that differ from what was imported
     */
    public record Report(
            String dataset, String format, String out, long records, int pictures, int corrections, boolean simulated) {
        /** For people. */
        public List<String> lines() {
            return List.of(Messages.text("workbench.exported", dataset, records, corrections, out));
        }
    }

    /**
     * Writes.
     *
     * @param format {@code m2}
     * @param out    a name ending in .jsonl or .csv for one file, else a folder
     */
    public Report run(OpenDataset open, String format, Path out, Progress progress) {
        if (!format.equals("m2")) {
            throw new UserFacingException("export.format", format);
        }
        Annotations annotations = open.editor().annotations();
        M2Exporter.Written written =
                M2Exporter.export(out, new Source(open, annotations), ExportOptions.DEFAULT, progress);
        return new Report(
                open.dataset().name(),
                format,
                written.out().toString(),
                written.records(),
                written.pictures(),
                annotations.corrections() + annotations.references().size(),
                open.dataset().simulated());
    }

    private final class Source implements ExportSource {
        private final OpenDataset open;
        private final Annotations annotations;

        Source(OpenDataset open, Annotations annotations) {
            this.open = open;
            this.annotations = annotations;
        }

        @Override
        public Dataset dataset() {
            return open.dataset();
        }

        @Override
        public void forEach(Consumer<Row> each) {
            long id = open.dataset().id();
            for (int query = 0; query < open.table().size(); query++) {
                Query stored = workspace.datasets().query(id, query);
                List<Answer> answers = new ArrayList<>();
                for (Output output : workspace.datasets().outputs(id, query)) {
                    int column = open.dataset().column(output.vlmId());
                    answers.add(new Answer(output, annotations.labels().get(query, column)));
                }
                String corrected = annotations.references().get(query);
                each.accept(new Row(stored, corrected == null ? stored.reference() : corrected, answers));
            }
        }
    }
}
