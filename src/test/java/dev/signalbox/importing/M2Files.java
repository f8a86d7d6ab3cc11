package dev.signalbox.importing;

import dev.signalbox.task.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Writes small M2 datasets and reads them as people would. */
final class M2Files {
    private final Path folder;

    M2Files(Path folder) {
        this.folder = folder;
        write(
                "vlms.json",
                "[{\"vlm\":\"a\",\"profile\":\"A.\",\"pool\":\"free\"},{\"vlm\":\"b\",\"profile\":\"B.\",\"pool\":\"paid\"}]");
    }

    Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path records(String... lines) {
        return write("records.jsonl", String.join("\n", lines) + "\n");
    }

    Path picture(String name, String format) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), format, file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String record(String key, String vlm, String rest) {
        return "{\"query_id\":\"" + key + "\",\"question\":\"Q?\",\"vlm\":\"" + vlm + "\"" + rest + "}";
    }

    ImportPlan plan() {
        return plan(folder);
    }

    static ImportPlan plan(Path source) {
        return Importers.auto(source, Importers.AUTO).plan(source, ImportOptions.DEFAULT, Progress.NONE);
    }

    static List<String> texts(ImportPlan plan) {
        return plan.problems().stream()
                .map(problem -> problem.severity() + " " + problem.where() + ": " + problem.message())
                .toList();
    }
}
