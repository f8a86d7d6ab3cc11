package dev.signalbox.store;

import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;

/**
 * A matrix of float vectors in a safetensors file, one F32 tensor [rows, dim], written row block by row block in any order. The file has
 * its full size from the start; which rows are filled is known by whoever fills them (for fused vectors {@code ScoreSet.rows()}: write
 * the vectors first, then append the scores). For one thread at a time.
 */
public final class VectorFile implements AutoCloseable {
    private final Path path;
    private final FileChannel file;
    private final Safetensors header;
    private final String name;
    private final int rows;
    private final int dim;

    private VectorFile(Path path, FileChannel file, Safetensors header, String name) {
        this.path = path;
        this.file = file;
        this.header = header;
        this.name = name;
        Safetensors.Tensor tensor = header.require(name, "F32", 2, path);
        rows = tensor.shape().get(0);
        dim = tensor.shape().get(1);
    }

    /** Creates a file of zeros, replacing what is there, and the folders above it. */
    public static VectorFile create(Path path, int rows, int dim, String name, Map<String, String> metadata) {
        Safetensors layout = Safetensors.layout(Map.of(name, Safetensors.tensor("F32", rows, dim)), metadata);
        try {
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            return open(
                    path,
                    file -> {
                        layout.writeHeader(file);
                        if (layout.dataEnd() > layout.dataStart()) {
                            file.write(ByteBuffer.allocate(1), layout.dataEnd() - 1);
                        }
                        return new VectorFile(path, file, layout, name);
                    },
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** Opens the file to go on writing when it has this very shape, name and metadata; creates it otherwise. */
    public static VectorFile resume(Path path, int rows, int dim, String name, Map<String, String> metadata) {
        if (Files.isRegularFile(path)) {
            try {
                VectorFile there =
                        open(path, file -> sole(path, file), StandardOpenOption.READ, StandardOpenOption.WRITE);
                if (there.rows == rows
                        && there.dim == dim
                        && there.name.equals(name)
                        && there.metadata().equals(metadata)) {
                    return there;
                }
                there.close();
            } catch (UserFacingException e) {
                // A damaged file of vectors is computed anew; an unreadable one fails again below.
                if (!e.code().equals("workspace.vectors")) {
                    throw e;
                }
            }
        }
        return create(path, rows, dim, name, metadata);
    }

    /**
     * Opens a file to read.
     *
     * @throws UserFacingException {@code workspace.vectors} when it is not one sound F32 matrix, {@code workspace.file} when it cannot be
     *     read
     */
    public static VectorFile open(Path path) {
        return open(path, file -> sole(path, file), StandardOpenOption.READ);
    }

    private static VectorFile sole(Path path, FileChannel file) throws IOException {
        Safetensors header = Safetensors.read(file, path);
        if (header.tensors().size() != 1) {
            throw Safetensors.broken(path, null);
        }
        return new VectorFile(
                path, file, header, header.tensors().keySet().iterator().next());
    }

    private interface Start {
        VectorFile on(FileChannel file) throws IOException;
    }

    private static VectorFile open(Path path, Start start, OpenOption... options) {
        try {
            FileChannel file = FileChannel.open(path, options);
            boolean fine = false;
            try {
                VectorFile vectors = start.on(file);
                fine = true;
                return vectors;
            } finally {
                if (!fine) {
                    file.close();
                }
            }
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    public int rows() {
        return rows;
    }

    public int dim() {
        return dim;
    }

    public Map<String, String> metadata() {
        return header.metadata();
    }

    /**
     * Writes whole rows.
     *
     * @param values [m * dim], row-major
     */
    public void write(int firstRow, float[] values) {
        int count = values.length / dim;
        if (count * dim != values.length) {
            throw new IllegalArgumentException(values.length + " values are no rows of " + dim);
        }
        Objects.checkFromIndexSize(firstRow, count, rows);
        try {
            Safetensors.writeFloats(file, position(firstRow), values);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** Makes what was written survive a crash of the machine. */
    public void force() {
        try {
            file.force(false);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** Rows {@code firstRow .. firstRow + count - 1}, row-major. */
    public float[] read(int firstRow, int count) {
        Objects.checkFromIndexSize(firstRow, count, rows);
        try {
            return Safetensors.readFloats(file, position(firstRow), Math.multiplyExact(count, dim));
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** All rows, [rows * dim], row-major. */
    public float[] readAll() {
        return read(0, rows);
    }

    private long position(int row) {
        return header.dataStart() + (long) row * dim * Float.BYTES;
    }

    static UserFacingException failure(Path path, IOException e) {
        return new UserFacingException("workspace.file", e, path, String.valueOf(e.getMessage()));
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }
}
