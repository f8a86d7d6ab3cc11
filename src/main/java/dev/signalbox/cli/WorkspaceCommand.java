package dev.signalbox.cli;

import dev.signalbox.encoders.Catalogue;
import dev.signalbox.encoders.EncoderLibrary;
import dev.signalbox.model.Dataset;
import dev.signalbox.settings.AppPaths;
import dev.signalbox.settings.ModelSettings;
import dev.signalbox.settings.SettingsFile;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command shares: the workspace, the form of the result, help. */
abstract class WorkspaceCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec command;

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

    private Main main() {
        return (Main) command.root().userObject();
    }

    final Installation installation() {
        return main().installation();
    }

    final Console console() {
        return main().console();
    }

    final Workspace openWorkspace() {
        return Workspace.open(workspace == null ? installation().defaultWorkspace() : workspace);
    }

    final ModelSettings models() {
        return Objects.requireNonNull(new SettingsFile(installation().paths().settingsFile())
                .load()
                .settings()
                .models());
    }

    /** The encoders of this machine. */
    final EncoderLibrary encoders() {
        AppPaths paths = installation().paths();
        Catalogue catalogue = Catalogue.read(installation().home(), paths.config());
        return new EncoderLibrary(catalogue, models().folder(paths), models().chosen());
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
