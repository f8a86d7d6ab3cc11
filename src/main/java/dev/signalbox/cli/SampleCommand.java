package dev.signalbox.cli;

import dev.signalbox.sample.SampleGenerator;
import dev.signalbox.store.Workspace;
import dev.signalbox.workbench.ImportDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "sample",
        description = {
            "Load the embedded, simulated dataset into the workspace; or, with --generate, write a dataset like it",
            "in M2 form. No real VLM gave these answers."
        })
final class SampleCommand extends WorkspaceCommand {
    @Option(names = "--generate", paramLabel = "OUT", description = "Write a dataset into this folder instead.")
    private @Nullable Path generate;

    @Option(names = "--seed", defaultValue = "7", description = "Of the generator. Default: ${DEFAULT-VALUE}.")
    private long seed = 7;

    @Override
    public Integer call() {
        if (generate != null) {
            SampleGenerator.generate(generate, seed, console().progress());
            result(Map.of("out", generate.toString(), "seed", seed), List.of(generate.toString()));
            return 0;
        }
        try (Workspace workspace = openWorkspace()) {
            ImportDataset.Report report = new ImportDataset(workspace)
                    .run(
                            installation().home().resolve("datasets").resolve("sample"),
                            "m2",
                            null,
                            List.of(),
                            false,
                            console().progress());
            result(report, report.lines());
            return report.imported() ? 0 : 1;
        }
    }
}
