package dev.signalbox.cli;

import dev.signalbox.model.Dataset;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What every command shares: the workspace, the form of the result, help. */
abstract class WorkspaceCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Main main;

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "The workspace folder; created when absent. Default: the one that the window opens.")
    private @Nullable Path workspace;

    @Option(names = "--json", description = "Print one JSON document on standard output and nothing else there.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    final Installation installation() {
        return main.installation();
    }

    final Console console() {
        return main.console();
    }

    final Workspace openWorkspace() {
        return Workspace.open(workspace == null ? installation().defaultWorkspace() : workspace);
    }

    /** A dataset by name, or by its number in the workspace. */
    final Dataset dataset(Workspace open, String nameOrNumber) {
        return open.datasets()
                .byName(nameOrNumber)
                .or(() -> open.datasets().list().stream()
                        .filter(d -> Long.toString(d.id()).equals(nameOrNumber))
                        .findFirst())
                .orElseThrow(() -> new UserFacingException(
                        "dataset.absent",
                        nameOrNumber,
                        String.join(
                                ", ",
                                open.datasets().list().stream()
                                        .map(Dataset::name)
                                        .toList())));
    }

    /** Prints the result in the asked form. */
    final void result(Object document, Iterable<String> lines) {
        if (json) {
            console().json(document);
        } else {
            lines.forEach(console()::print);
        }
    }
}
