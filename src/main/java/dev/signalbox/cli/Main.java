package dev.signalbox.cli;

import dev.signalbox.settings.Version;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The root of the command line. Exit codes: 0 done, 1 failed with a message, 2 wrong usage. */
@Command(
        name = "signalbox",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "A workbench for vision-language-model routing. Without a command it opens the window.",
        subcommands = {
            HelpCommand.class,
            SampleCommand.class,
            ImportCommand.class,
            EvaluateCommand.class,
            TuneCommand.class,
            CalibrateCommand.class,
            TrainCommand.class,
            ScoreCommand.class,
            RouteCommand.class,
            MapCommand.class,
            ExportCommand.class,
            ReportCommand.class,
            EncodeCommand.class,
            ModelsCommand.class,
            DoctorCommand.class
        })
public final class Main implements Runnable {
    /** For picocli. */
    static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Messages.text("app.name") + " " + Version.current()};
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private final Installation installation;
    private final Console console;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills spec in
    private Main(Installation installation, Console console) {
        this.installation = installation;
        this.console = console;
    }

    /** Runs one command on the process's own streams and returns the exit code. */
    public static int run(Installation installation, String... args) {
        return run(installation, args, System.out, System.err);
    }

    /**
     * Runs one command.
     *
     * @return the process's exit code
     */
    public static int run(Installation installation, String[] args, PrintStream out, PrintStream err) {
        Console console = new Console(out, err);
        CommandLine line = new CommandLine(new Main(installation, console));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            console.note(explain(failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
        line.setOut(new java.io.PrintWriter(out, true, java.nio.charset.StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(err, true, java.nio.charset.StandardCharsets.UTF_8));
        return line.execute(args);
    }

    private static String explain(Throwable failure) {
        if (failure instanceof UserFacingException told) {
            return told.getMessage() + "\n" + told.next() + " [" + told.code() + "]";
        }
        LOG.error("Command failed", failure);
        return Messages.text("cli.failed", String.valueOf(failure.getMessage()));
    }

    Installation installation() {
        return installation;
    }

    Console console() {
        return console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), Messages.text("cli.noCommand"));
    }
}
