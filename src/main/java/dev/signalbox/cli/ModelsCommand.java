package dev.signalbox.cli;

import dev.signalbox.download.ByteSize;
import dev.signalbox.download.Hub;
import dev.signalbox.encoders.CheckEncoder;
import dev.signalbox.encoders.EncoderCheck;
import dev.signalbox.encoders.EncoderLibrary;
import dev.signalbox.encoders.EncoderStatus;
import dev.signalbox.encoders.FetchEncoder;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.RouterChecks;
import dev.signalbox.workbench.RouterChecks.RouterStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "models",
        description = "The published encoders that routers need, and the routers: list them, fetch them, check them.",
        subcommands = {ModelsCommand.Listing.class, ModelsCommand.Fetch.class, ModelsCommand.Check.class})
final class ModelsCommand extends WorkspaceCommand {
    @Override
    public Integer call() {
        return list(this);
    }

    private static int list(WorkspaceCommand command) {
        List<EncoderStatus> encoders = command.encoders().list();
        List<RouterStatus> routers;
        try (Workspace workspace = command.openWorkspace()) {
            routers = RouterChecks.list(workspace, command.installation().home());
        }
        List<String> lines = new ArrayList<>();
        encoders.forEach(encoder -> lines.add(Messages.text(
                "models.line",
                encoder.id(),
                state(encoder),
                ByteSize.text(encoder.size()),
                encoder.entry() == null ? "" : encoder.entry().licence(),
                encoder.folder())));
        routers.forEach(router -> lines.add(Messages.text(
                "models.line.router",
                router.name(),
                ByteSize.text(router.size()),
                router.sha256(),
                router.checkpoint(),
                Messages.text(router.problem().isEmpty() ? "models.state.ready" : "models.state.damaged"))));
        command.result(new Models(encoders, routers), lines);
        return 0;
    }

    private static String state(EncoderStatus encoder) {
        String state = Messages.text("models.state." + encoder.state().name().toLowerCase(Locale.ROOT));
        return encoder.problem().isEmpty() ? state : state + ": " + encoder.problem();
    }

    /** The JSON of {@code models list}. */
    record Models(List<EncoderStatus> encoders, List<RouterStatus> routers) {}

    @Command(name = "list", description = "List the encoders and routers: state, size, licence, place. Asks no server.")
    static final class Listing extends WorkspaceCommand {
        @Override
        public Integer call() {
            return list(this);
        }
    }

    @Command(
            name = "fetch",
            description = {
                "Fetch an encoder, or the rest of it, from the hub. Every file is checked against its SHA-256 before"
                        + " it",
                "is used; interrupted at any moment, the same command goes on where it stopped."
            })
    static final class Fetch extends WorkspaceCommand {
        @Parameters(paramLabel = "ID", description = "A name that models list shows.")
        @SuppressWarnings("NullAway.Init") // picocli fills it in
        private String id;

        @Option(
                names = "--from",
                paramLabel = "URL",
                description = "The hub. Default: the one of the settings, else HF_ENDPOINT, else " + Hub.PUBLIC + ".")
        private @Nullable String from;

        @Option(
                names = "--proxy",
                paramLabel = "HOST:PORT",
                description = "A proxy; direct for none. Default: the one of the settings, else the system’s.")
        private @Nullable String proxy;

        @Override
        public Integer call() {
            String address = from == null ? models().hub() : from;
            Hub hub = Hub.of(address, proxy == null ? models().proxy() : proxy, System.getenv());
            EncoderLibrary encoders = encoders();
            console()
                    .note(Messages.text(
                            "models.fetching",
                            encoders.get(id).title(),
                            hub.host(),
                            ByteSize.text(encoders.get(id).size())));
            EncoderStatus status =
                    new FetchEncoder(encoders, hub).run(id, console().progress());
            result(
                    status,
                    List.of(Messages.text(
                            status.pinned() ? "models.fetched" : "models.fetched.unpinned",
                            status.id(),
                            status.folder())));
            return 0;
        }
    }

    @Command(
            name = "check",
            description = {
                "Hash an encoder’s files anew, compare them with what they shall be, look at the header of the weights",
                "and at every tensor’s place and shape. Without a name: everything that is here. Exit code 1 when"
                        + " something is wrong."
            })
    static final class Check extends WorkspaceCommand {
        @Parameters(arity = "0..1", paramLabel = "ID|DIR", description = "A name that models list shows, or a folder.")
        private @Nullable String what;

        @Override
        public Integer call() {
            List<EncoderCheck> checks = new ArrayList<>();
            if (what == null) {
                encoders().list().stream()
                        .filter(encoder -> encoder.local()
                                || encoder.state() == EncoderStatus.State.READY
                                || encoder.state() == EncoderStatus.State.DAMAGED)
                        .forEach(encoder ->
                                checks.add(CheckEncoder.run(encoder, console().progress())));
            } else {
                Optional<EncoderStatus> known = encoders().find(what);
                checks.add(
                        known.isEmpty() && Files.isDirectory(Path.of(what))
                                ? CheckEncoder.run(
                                        Path.of(what).toAbsolutePath().normalize(),
                                        console().progress())
                                : CheckEncoder.run(
                                        encoders().get(what), console().progress()));
            }
            List<String> lines = new ArrayList<>();
            for (EncoderCheck check : checks) {
                lines.add(Messages.text(check.good() ? "models.good" : "models.bad", check.id(), check.folder()));
                check.files()
                        .forEach(file -> lines.add(Messages.text(
                                "models.file",
                                file.sha256(),
                                file.name(),
                                ByteSize.text(file.size()),
                                Messages.text(file.pinned() ? "models.pinned" : "models.unpinned"))));
                check.problems().forEach(problem -> lines.add(Messages.text("models.problem", problem)));
            }
            result(checks, lines);
            return checks.stream().allMatch(EncoderCheck::good) ? 0 : 1;
        }
    }
}
