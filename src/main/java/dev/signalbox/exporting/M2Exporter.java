package dev.signalbox.exporting;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Fields;
import dev.signalbox.model.Price;
import dev.signalbox.model.Vlm;
import dev.signalbox.picture.PictureRoots;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a dataset as an M2 long table (ARMS, section 3.1) that {@code import} reads back. Labels and references are those
 * in force; what a correction hides stands beside it, and simulated data says so in every record.
 */
public final class M2Exporter {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private M2Exporter() {}

    /**
     * What was written.
     *
     * @param records lines or rows
     * @param pictures files copied
     */
    public record Written(Path out, long records, int pictures) {}

    /**
     * Writes a {@code .jsonl} or {@code .csv} file, or for any other name a folder of records.jsonl, vlms.json and
     * dataset.json. Each file appears whole or not at all.
     *
     * @throws UserFacingException ({@code export.failed}) when it cannot be written
     * @throws java.util.concurrent.CancellationException when cancelled; nothing is left behind but earlier files
     */
    public static Written export(Path out, ExportSource source, ExportOptions options, Progress progress) {
        try {
            String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
            if (!Files.isDirectory(out) && (name.endsWith(".jsonl") || name.endsWith(".csv"))) {
                Files.createDirectories(folderOf(out));
                return new Written(out, records(out, source, new LinkedHashSet<>(), progress), 0);
            }
            return folder(out, source, options, progress);
        } catch (IOException e) {
            throw new UserFacingException("export.failed", e, out, String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new UserFacingException("export.failed", e, out, String.valueOf(e.getMessage()));
        }
    }

    private static Written folder(Path out, ExportSource source, ExportOptions options, Progress progress)
            throws IOException {
        Files.createDirectories(out);
        Set<String> pictures = new LinkedHashSet<>();
        long records = records(out.resolve("records.jsonl"), source, pictures, progress);
        int copied = options.pictures() ? copy(source.dataset().root(), out, pictures, progress) : 0;
        whole(out.resolve("vlms.json"), stream -> JSON.writeValue(stream, vlms(source.dataset())));
        whole(out.resolve("dataset.json"), stream -> JSON.writeValue(stream, about(source)));
        return new Written(out, records, copied);
    }

    private static long records(Path file, ExportSource source, Set<String> pictures, Progress progress)
            throws IOException {
        Dataset dataset = source.dataset();
        Map<String, Vlm> vlms = new HashMap<>();
        dataset.vlms().forEach(vlm -> vlms.put(vlm.id(), vlm));
        boolean csv =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".csv");
        long[] counts = new long[2];
        whole(file, stream -> {
            try (RecordWriter writer =
                    csv ? new CsvRecords(stream, List.copyOf(otherFields(source))) : new JsonRecords(stream)) {
                source.forEach(row -> {
                    if ((counts[0]++ & 0xFF) == 0) {
                        progress.checkCancelled();
                        progress.update(
                                Math.min(1, counts[0] / Math.max(1.0, dataset.queries())),
                                Messages.text("export.progress", dataset.name()));
                    }
                    pictures.addAll(row.query().pictures());
                    counts[1] += write(writer, row, vlms, dataset.simulated());
                });
            }
        });
        return counts[1];
    }

    private static int write(RecordWriter writer, ExportSource.Row row, Map<String, Vlm> vlms, boolean simulated) {
        try {
            if (row.answers().isEmpty()) {
                writer.write(new M2Record(row, null, null, simulated));
                return 1;
            }
            for (ExportSource.Answer answer : row.answers()) {
                writer.write(new M2Record(row, answer, vlms.get(answer.output().vlmId()), simulated));
            }
            return row.answers().size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int copy(Path root, Path out, Set<String> pictures, Progress progress) throws IOException {
        PictureRoots roots = new PictureRoots(root);
        int copied = 0;
        for (String picture : pictures) {
            progress.checkCancelled();
            // What is missing in the dataset stays missing in the export; a path that leads out is never followed.
            if (roots.resolve(picture) instanceof PictureRoots.Resolution.Found found) {
                Path target = out.resolve(found.relative()).normalize();
                Files.createDirectories(folderOf(target));
                if (!Files.exists(target) || !Files.isSameFile(found.file(), target)) {
                    Files.copy(found.file(), target, StandardCopyOption.REPLACE_EXISTING);
                }
                copied++;
            }
        }
        return copied;
    }

    private static ArrayNode vlms(Dataset dataset) {
        ArrayNode list = JSON.createArrayNode();
        for (Vlm vlm : dataset.vlms()) {
            ObjectNode node = list.addObject();
            node.put("vlm", vlm.id());
            node.put("profile", vlm.profile());
            node.put("pool", vlm.pool().name().toLowerCase(Locale.ROOT));
            Price price = vlm.price();
            if (price != null) {
                node.putObject("price")
                        .put("inputPerMillion", price.inputPerMillion())
                        .put("outputPerMillion", price.outputPerMillion())
                        .put("perImage", price.perImage());
            }
        }
        return list;
    }

    private static ObjectNode about(ExportSource source) {
        Dataset dataset = source.dataset();
        ObjectNode node = JSON.createObjectNode();
        node.put("name", dataset.name());
        node.put("simulated", dataset.simulated());
        node.put("source", dataset.source());
        node.put("licence", dataset.licence());
        otherFields(source).forEach(node.putArray("fields")::add);
        return node;
    }

    private static Set<String> otherFields(ExportSource source) {
        Set<String> names = new TreeSet<>();
        source.forEach(row -> names.addAll(row.query().fields().keySet()));
        names.removeAll(Fields.STANDARD);
        return names;
    }

    /** A file always lies in a folder; only a file system's root does not. */
    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    @FunctionalInterface
    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Writes beside the file first, then puts it in its place in one step. */
    private static void whole(Path file, Content content) throws IOException {
        Path folder = folderOf(file);
        // Not a temporary file of the system's: those may be read by their owner only, and the move keeps that.
        Path part = folder.resolve("." + file.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".part");
        try {
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW), 1 << 16)) {
                content.write(out);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
