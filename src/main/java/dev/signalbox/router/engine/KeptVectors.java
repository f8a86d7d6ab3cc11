package dev.signalbox.router.engine;

import ai.djl.nn.Parameter;
import dev.signalbox.embedding.ContentHash;
import dev.signalbox.embedding.EmbeddingCache;
import dev.signalbox.model.Sha256;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors that an encoder which does not learn gave in earlier runs, kept on disk: training again, or after a crash in the
 * middle of encoding, begins where the vectors end. The last bits of a vector depend on what else was in its batch, and
 * runs repeat to the last bit, so whole batches are known by all that is in them.
 */
final class KeptVectors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptVectors.class);
    /** Changes when the same inputs get other vectors. */
    private static final String VERSION = "training-1";
    /** Rows that are written together, so that files stay few. */
    private static final int ROWS = 512;

    private final EmbeddingCache disk;
    private final List<ContentHash> names = new ArrayList<>();
    private final List<float[]> waiting = new ArrayList<>();

    private KeptVectors(EmbeddingCache disk) {
        this.disk = disk;
    }

    /**
     * Opens those of an encoder; null when nothing is kept, or another process keeps the very same.
     *
     * @param encoder the weights
     * @param shape   what else decides the vectors, such as the number of heads
     * @param width   values per row
     */
    static @Nullable KeptVectors open(
            @Nullable Path root, Map<String, Parameter> encoder, String shape, int width, String device)
            throws IOException {
        if (root == null) {
            return null;
        }
        Sha256 weights = new Sha256();
        encoder.forEach((name, parameter) -> {
            float[] values = parameter.getArray().toFloatArray();
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            weights.add(name + "\0").add(bytes);
        });
        String version = VERSION + " " + Engines.engine().getVersion() + " " + device + " " + shape;
        try {
            return new KeptVectors(
                    EmbeddingCache.open(root, new EmbeddingCache.Identity(weights.hex(), version, "training", width)));
        } catch (UserFacingException e) {
            LOG.info("Vectors are not kept: {}", e.getMessage());
            return null;
        }
    }

    /**
     * The rows of a batch, or null when they are not all here.
     *
     * @param batch a hash over everything in it
     */
    float @Nullable [][] read(String batch, int rows) throws IOException {
        float[][] result = new float[rows][];
        for (int i = 0; i < rows; i++) {
            ContentHash name = name(batch, i);
            if (!disk.contains(name)) {
                return null;
            }
            result[i] = disk.read(name);
        }
        return result;
    }

    /** Keeps the rows of a batch. */
    void add(String batch, float[][] rows) throws IOException {
        for (int i = 0; i < rows.length; i++) {
            names.add(name(batch, i));
            waiting.add(rows[i]);
        }
        if (names.size() >= ROWS) {
            flush();
        }
    }

    private void flush() throws IOException {
        int width = waiting.isEmpty() ? 0 : waiting.getFirst().length;
        float[] flat = new float[waiting.size() * width];
        for (int i = 0; i < waiting.size(); i++) {
            System.arraycopy(waiting.get(i), 0, flat, i * width, width);
        }
        disk.addMissing(List.copyOf(names), flat);
        names.clear();
        waiting.clear();
    }

    private static ContentHash name(String batch, int row) {
        return ContentHash.of(batch + " " + row);
    }

    /** A hash over token ids, row by row. */
    static String tokens(List<long[]> rows) {
        Sha256 hash = new Sha256();
        rows.forEach(row -> hash.add(Arrays.toString(row)));
        return hash.hex();
    }

    /** A hash over pixels, picture by picture. */
    static String pixels(List<byte[]> pictures) {
        Sha256 hash = new Sha256();
        pictures.forEach(hash::add);
        return hash.hex();
    }

    /** Writes what is left. */
    @Override
    public void close() throws IOException {
        try (disk) {
            flush();
        }
    }
}
