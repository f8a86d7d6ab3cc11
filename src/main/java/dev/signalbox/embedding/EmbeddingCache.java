package dev.signalbox.embedding;

import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.router.arms.SafetensorsWriter;
import dev.signalbox.router.arms.SafetensorsWriter.Slot;
import dev.signalbox.task.FolderLock;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors that an encoder computed before, in a folder of its own per encoder, preprocessing and kind of output. Every
 * batch is a safetensors file of its own ({@code keys} U8 [n, 32], {@code vectors} F32 [n, d]) that appears whole or not
 * at all, so that a process that is killed loses the batch in hand and nothing else. A damaged file is dropped and its
 * vectors are computed anew. For one thread, and by a lock one process, at a time.
 */
public final class EmbeddingCache implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingCache.class);
    private static final String SUFFIX = ".safetensors";
    private static final String KEYS = "keys";
    private static final String VECTORS = "vectors";
    /** More files than these are made one when the cache is opened. */
    private static final int MOST_FILES = 64;

    private static final int MOST_OPEN = 64;
    private static final int MERGED_BYTES = 256 << 20;

    private final Path folder;
    private final FolderLock lock;
    private final Identity identity;
    private final Map<ContentHash, Place> places = new HashMap<>();
    private final SequencedMap<Path, SafetensorsFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private int next;

    /**
     * What the vectors depend on beside the content.
     *
     * @param encoder   hash over the encoder's files
     * @param version   names the preprocessing and its settings
     * @param kind      which output, such as {@code cls}
     * @param dimension values per item
     */
    public record Identity(String encoder, String version, String kind, int dimension) {
        String folder() {
            return ContentHash.of(encoder + "\0" + version + "\0" + kind)
                    .toString()
                    .substring(0, 32);
        }

        Map<String, String> metadata() {
            return Map.of("encoder", encoder, "preprocessing", version, "kind", kind);
        }
    }

    private record Place(Path file, int row) {}

    private EmbeddingCache(Path folder, FolderLock lock, Identity identity) {
        this.folder = folder;
        this.lock = lock;
        this.identity = identity;
    }

    /**
     * Opens the cache of an encoder, making its folder when it is absent.
     *
     * @param root where the folders of all encoders lie
     * @throws UserFacingException {@code encode.busy} when another process fills this very cache
     */
    public static EmbeddingCache open(Path root, Identity identity) throws IOException {
        Path folder = Files.createDirectories(root.resolve(identity.folder()));
        FolderLock lock = FolderLock.tryAcquire(folder);
        if (lock == null) {
            throw new UserFacingException("encode.busy", folder);
        }
        try {
            EmbeddingCache cache = new EmbeddingCache(folder, lock, identity);
            cache.index();
            return cache;
        } catch (RuntimeException | IOException e) {
            lock.close();
            throw e;
        }
    }

    public boolean contains(ContentHash content) {
        return places.containsKey(content);
    }

    /** Distinct contents that are known. */
    public int size() {
        return places.size();
    }

    /** The vector of a content that is known. */
    public float[] read(ContentHash content) throws IOException {
        Place place = Objects.requireNonNull(places.get(content), "unknown content");
        return file(place.file()).floats(VECTORS, (long) place.row() * identity.dimension(), identity.dimension());
    }

    /**
     * Keeps a batch; it survives a crash from then on.
     *
     * @param vectors [contents * dimension]
     */
    public void add(List<ContentHash> contents, float[] vectors) throws IOException {
        if (contents.size() * identity.dimension() != vectors.length) {
            throw new IllegalArgumentException(contents.size() + " contents, " + vectors.length + " values");
        }
        if (!contents.isEmpty()) {
            Path file = write(contents, writer -> writer.write(VECTORS, 0, vectors));
            for (int row = 0; row < contents.size(); row++) {
                places.put(contents.get(row), new Place(file, row));
            }
        }
    }

    /**
     * Keeps those contents of a batch that are not known yet.
     *
     * @return how many they were
     */
    public int addMissing(List<ContentHash> contents, float[] vectors) throws IOException {
        int width = identity.dimension();
        List<ContentHash> fresh = new ArrayList<>();
        float[] rows = new float[vectors.length];
        for (int i = 0; i < contents.size(); i++) {
            if (!contains(contents.get(i))) {
                System.arraycopy(vectors, i * width, rows, fresh.size() * width, width);
                fresh.add(contents.get(i));
            }
        }
        add(fresh, Arrays.copyOf(rows, fresh.size() * width));
        return fresh.size();
    }

    private interface Filling {
        void fill(SafetensorsWriter writer) throws IOException;
    }

    private Path write(List<ContentHash> contents, Filling filling) throws IOException {
        Path file = folder.resolve(String.format("%08d", next) + SUFFIX);
        next++;
        SequencedMap<String, Slot> layout = new LinkedHashMap<>();
        layout.put(VECTORS, Slot.floats(contents.size(), identity.dimension()));
        layout.put(KEYS, new Slot(Safetensors.Type.U8, List.of((long) contents.size(), (long) ContentHash.BYTES)));
        try (SafetensorsWriter writer = new SafetensorsWriter(file, layout, identity.metadata())) {
            ByteBuffer keys = ByteBuffer.allocate(contents.size() * ContentHash.BYTES);
            contents.forEach(content -> content.write(keys));
            writer.write(KEYS, keys.flip());
            filling.fill(writer);
            writer.publish();
        }
        return file;
    }

    private void index() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".part")) {
                    Files.delete(file); // what a killed process had in hand
                } else if (name.matches("\\d{8}\\.safetensors")) {
                    files.add(file);
                    next = Math.max(next, 1 + Integer.parseInt(name.substring(0, 8)));
                }
            }
        }
        List<Path> sound = new ArrayList<>();
        for (Path file : files) {
            List<ContentHash> contents = keys(file);
            if (contents == null) {
                forget(file);
                continue;
            }
            sound.add(file);
            for (int row = 0; row < contents.size(); row++) {
                places.putIfAbsent(contents.get(row), new Place(file, row));
            }
        }
        if (sound.size() > MOST_FILES) {
            merge(sound);
        }
    }

    /** The contents of a file, or null when it is not one of this cache. */
    private @Nullable List<ContentHash> keys(Path file) throws IOException {
        try {
            SafetensorsFile tensors = file(file);
            SafetensorsFile.Entry keys = tensors.entries().get(KEYS);
            SafetensorsFile.Entry vectors = tensors.entries().get(VECTORS);
            if (keys == null
                    || vectors == null
                    || keys.shape().size() != 2
                    || keys.shape().get(1) != ContentHash.BYTES
                    || vectors.type() != Safetensors.Type.F32
                    || !vectors.shape().equals(List.of(keys.shape().get(0), (long) identity.dimension()))) {
                return null;
            }
            ByteBuffer bytes = tensors.read(KEYS).data();
            List<ContentHash> contents = new ArrayList<>();
            bytes.order(ByteOrder.BIG_ENDIAN);
            while (bytes.hasRemaining()) {
                contents.add(ContentHash.read(bytes));
            }
            return contents;
        } catch (UserFacingException e) {
            LOG.warn("{}: {}", file, e.getMessage());
            return null;
        }
    }

    /** Puts small files together; the old ones go once the new one is there. */
    private void merge(List<Path> files) throws IOException {
        int rows = Math.max(1, MERGED_BYTES / Float.BYTES / identity.dimension());
        Map<Path, Boolean> small = new HashMap<>();
        List<ContentHash> moving = new ArrayList<>();
        for (Path file : files) {
            small.put(
                    file,
                    Objects.requireNonNull(file(file).entries().get(KEYS))
                                    .shape()
                                    .get(0)
                            < rows);
        }
        places.forEach((content, place) -> {
            if (small.getOrDefault(place.file(), false)) {
                moving.add(content);
            }
        });
        for (int from = 0; from < moving.size(); from += rows) {
            List<ContentHash> some = moving.subList(from, Math.min(moving.size(), from + rows));
            Path merged = write(some, writer -> {
                for (int row = 0; row < some.size(); row++) {
                    writer.write(VECTORS, (long) row * identity.dimension(), read(some.get(row)));
                }
            });
            for (int row = 0; row < some.size(); row++) {
                places.put(some.get(row), new Place(merged, row));
            }
        }
        for (Path file : files) {
            if (small.getOrDefault(file, false)) {
                forget(file);
            }
        }
    }

    private SafetensorsFile file(Path path) throws IOException {
        SafetensorsFile there = open.get(path);
        if (there == null) {
            if (open.size() >= MOST_OPEN) {
                open.pollFirstEntry().getValue().close(); // the one that was not used for longest
            }
            there = SafetensorsFile.open(path);
            open.put(path, there);
        }
        return there;
    }

    private void forget(Path file) throws IOException {
        SafetensorsFile there = open.remove(file);
        if (there != null) {
            there.close();
        }
        Files.delete(file);
    }

    @Override
    public void close() throws IOException {
        for (SafetensorsFile file : open.values()) {
            file.close();
        }
        lock.close();
    }
}
