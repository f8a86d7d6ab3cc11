package dev.signalbox.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Where log lines go: to standard error, and for the window into files that somebody can send along with a report. */
final class Logs {
    private static final int FILE_BYTES = 1 << 20;
    private static final int FILES = 3;

    /** What libraries say of their own inner life stays out unless it is a problem. */
    private static final Map<String, Level> LEVELS = Map.of(
            "",
            Level.WARNING,
            "dev.signalbox",
            Level.INFO,
            // It warns on every machine without a CUDA driver.
            "ai.djl.util.cuda",
            Level.SEVERE,
            // It wants to be modules; from the class path everything works, says its own documentation of launchers.
            "javafx",
            Level.SEVERE);

    /** Loggers are forgotten with their levels when nobody holds them. */
    private static final Map<String, Logger> KEPT =
            LEVELS.keySet().stream().collect(Collectors.toMap(name -> name, Logger::getLogger));

    private static final Logger ROOT = Objects.requireNonNull(KEPT.get(""));

    private Logs() {}

    /** Log lines go to standard error, short, from now on. */
    static void toStandardError() {
        KEPT.forEach((name, logger) -> logger.setLevel(LEVELS.get(name)));
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        Handler console = new ConsoleHandler();
        console.setLevel(Level.ALL);
        console.setFormatter(new Line(DateTimeFormatter.ofPattern("HH:mm:ss.SSS")));
        ROOT.addHandler(console);
    }

    /** Log lines also go to {@code signalbox.0.log} in a folder, and on to a new file when that one has 1 MB; three are kept. */
    static void alsoTo(Path folder) {
        try {
            Files.createDirectories(folder);
            String pattern = folder.toString().replace("%", "%%") + "/signalbox.%g.log";
            Handler file = new FileHandler(pattern, FILE_BYTES, FILES, true);
            file.setEncoding("UTF-8");
            file.setLevel(Level.ALL);
            file.setFormatter(new Line(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS")));
            ROOT.addHandler(file);
        } catch (IOException problem) {
            // A full or read-only disk must not keep the window from opening.
            ROOT.log(Level.WARNING, "No log file in " + folder, problem);
        }
    }

    /** One line for a record, and its stack trace below. */
    private static final class Line extends Formatter {
        private final DateTimeFormatter time;

        Line(DateTimeFormatter time) {
            this.time = time;
        }

        @Override
        public String format(LogRecord record) {
            String name = String.valueOf(record.getLoggerName());
            StringWriter text = new StringWriter();
            text.append(time.format(LocalDateTime.ofInstant(record.getInstant(), ZoneId.systemDefault())))
                    .append(' ')
                    .append(word(record.getLevel()))
                    .append(' ')
                    .append(name.substring(name.lastIndexOf('.') + 1))
                    .append(" - ")
                    .append(formatMessage(record))
                    .append(System.lineSeparator());
            Throwable thrown = record.getThrown();
            if (thrown != null) {
                thrown.printStackTrace(new PrintWriter(text, true));
            }
            return text.toString();
        }

        private static String word(Level level) {
            return level.equals(Level.SEVERE) ? "ERROR" : level.equals(Level.WARNING) ? "WARN" : level.getName();
        }
    }
}
