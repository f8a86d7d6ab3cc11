package dev.signalbox.report;

import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes documents. A file that was there is replaced when the new one is whole, not before. */
public final class ReportFile {
    private ReportFile() {}

    /**
     * Writes.
     *
     * @param out  the file, or a folder that exists or whose name has no ending: then a file of the given name in it
     * @param name without an ending, such as {@code study}
     * @return what was written, the document first
     * @throws UserFacingException when it cannot be written
     */
    public static List<Path> write(Document document, ReportFormat format, Path out, String name) {
        Path file = folder(out) ? out.resolve(name + "." + format.ending()) : out;
        return write(file, contents(document, format, stem(file)));
    }

    /** Writes one text to one file, as safely. */
    public static void write(Path file, String text) {
        write(file, Map.of("", text));
    }

    private static boolean folder(Path out) {
        return Files.isDirectory(out)
                || !Files.exists(out) && !String.valueOf(out.getFileName()).contains(".");
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Texts by file name; the document's own name is empty. */
    static Map<String, String> contents(Document document, ReportFormat format, String stem) {
        Map<String, String> contents = new LinkedHashMap<>();
        Function<Figure, String> picture = figure -> stem + "-" + figure.id() + ".svg";
        contents.put(
                "",
                switch (format) {
                    case HTML -> HtmlPage.write(document);
                    case MD -> MarkdownPage.write(document, picture);
                    case CSV -> CsvTable.write(document);
                    case TEX ->
                        document.blocks().stream()
                                .filter(Table.class::isInstance)
                                .map(block -> ((Table) block).latex())
                                .collect(Collectors.joining("\n"));
                });
        if (format == ReportFormat.MD || format == ReportFormat.TEX) {
            for (Document.Block block : document.blocks()) {
                if (block instanceof Figure figure) {
                    contents.put(picture.apply(figure), figure.svg());
                }
            }
        }
        return contents;
    }

    private static List<Path> write(Path file, Map<String, String> contents) {
        List<Path> written = new ArrayList<>();
        try {
            Path folder =
                    Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
            Files.createDirectories(folder);
            for (Map.Entry<String, String> entry : contents.entrySet()) {
                Path target = entry.getKey().isEmpty() ? file : folder.resolve(entry.getKey());
                Path part = folder.resolve(target.getFileName() + ".part");
                try {
                    Files.writeString(part, entry.getValue());
                    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } finally {
                    Files.deleteIfExists(part);
                }
                written.add(target);
            }
        } catch (IOException e) {
            throw new UserFacingException("report.write", e, file, String.valueOf(e.getMessage()));
        }
        return written;
    }
}
