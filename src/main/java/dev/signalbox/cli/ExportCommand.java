package dev.signalbox.cli;

import dev.signalbox.store.Workspace;
import dev.signalbox.workbench.ExportDataset;
import dev.signalbox.workbench.OpenDataset;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = {
            "Write a dataset out with the corrections in force; original labels stay beside corrected ones.",
            "A name ending in .csv gives CSV, in .jsonl JSONL; anything else a folder with vlms.json beside it."
        })
final class ExportCommand extends WorkspaceCommand {
    @Option(names = "--dataset", paramLabel = "N", required = true, description = "The dataset's name or number.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String dataset;

    @Option(names = "--format", defaultValue = "m2", description = "m2. Default: ${DEFAULT-VALUE}.")
    private String format = "m2";

    @Option(names = "--out", paramLabel = "F", required = true, description = "The file or folder to write.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path out;

    @Override
    public Integer call() {
        try (Workspace workspace = openWorkspace()) {
            OpenDataset open = OpenDataset.open(workspace, dataset(workspace, dataset));
            ExportDataset.Report report = new ExportDataset(workspace)
                    .run(open, format, out, console().progress());
            result(report, report.lines());
            return 0;
        }
    }
}
