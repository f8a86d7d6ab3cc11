package dev.signalbox.workbench;

import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a matrix of numbers: NumPy's npy, safetensors with one matrix, or CSV. */
public final class NumberFile {
    private NumberFile() {}

    /**
     * Reads a file, by the ending of its name.
     *
     * @throws UserFacingException {@code numbers.absent}, {@code numbers.kind}, {@code numbers.broken} or {@code
     *     numbers.unreadable}
     */
    public static Points read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserFacingException("numbers.absent", file);
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".npy")) {
                return Npy.read(file);
            }
            if (name.endsWith(".safetensors")) {
                return safetensors(file);
            }
            if (name.endsWith(".csv")) {
                return NumberCsv.read(file);
            }
        } catch (IOException e) {
            throw new UserFacingException("numbers.unreadable", e, file, String.valueOf(e.getMessage()));
        }
        throw new UserFacingException("numbers.kind", file);
    }

    private static Points safetensors(Path file) throws IOException {
        try (SafetensorsFile open = SafetensorsFile.open(file)) {
            String only = null;
            for (var entry : open.entries().entrySet()) {
                if (entry.getValue().shape().size() == 2
                        && entry.getValue().type().floating()) {
                    if (only != null) {
                        throw broken(file, "matrices");
                    }
                    only = entry.getKey();
                }
            }
            if (only == null) {
                throw broken(file, "matrix");
            }
            Safetensors.Tensor tensor = open.read(only);
            long rows = tensor.shape().get(0);
            long dim = tensor.shape().get(1);
            if (dim < 1) {
                throw broken(file, "matrix");
            }
            return new Points((int) rows, (int) dim, tensor.floats());
        }
    }

    static UserFacingException broken(Path file, String why, Object... args) {
        return new UserFacingException(
                "numbers.broken", String.valueOf(file.getFileName()), Messages.text("numbers." + why, args));
    }
}
