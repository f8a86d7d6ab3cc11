package dev.signalbox.cli;

import dev.signalbox.store.Workspace;
import dev.signalbox.workbench.ImportDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Bring outputs of VLMs into the workspace: a folder or file in M2 form (JSONL or CSV with vlms.json),",
            "or HELM/VHELM run folders. All of it comes in, or nothing. Importing the same again changes nothing."
        })
final class ImportCommand extends WorkspaceCommand {
    @Parameters(paramLabel = "PATH", description = "The folder or file to import.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path path;

    @Option(names = "--format", defaultValue = "auto", description = "auto, m2 or helm. Default: ${DEFAULT-VALUE}.")
    private String format = "auto";

    @Option(names = "--name", description = "The dataset's name. Default: the one in the files, else the folder's.")
    private @Nullable String name;

    @Option(names = "--pictures", paramLabel = "DIR", description = "A further folder that pictures may come from.")
    private List<Path> roots = new ArrayList<>();

    @Option(names = "--dry-run", description = "Say what would come in, and every problem, and change nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        try (Workspace workspace = openWorkspace()) {
            ImportDataset.Report report = new ImportDataset(workspace)
                    .run(path, format, name, roots, dryRun, console().progress());
            result(report, report.lines());
            return report.imported() || (dryRun && report.importable()) ? 0 : 1;
        }
    }
}
