package dev.signalbox.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs one command without a window. Exit codes: 0 done, 1 failed with a message, 2 wrong usage. */
@Command(
        name = "signalbox",
        description = "A workbench for vision-language-model routing. Without a command it opens its window.",
        mixinStandardHelpOptions = true,
        version = "Signalbox 0.1.0")
public final class Main {
    private Main() {}

    /** Runs the command line and returns the exit code. */
    public static int run(String... args) {
        return new CommandLine(new Main()).execute(args);
    }
}
