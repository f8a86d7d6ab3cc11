package dev.signalbox.download;

import dev.signalbox.model.Sha256;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A file that grows, and the hash of what it holds. */
final class PartFile implements AutoCloseable {
    private final FileRequest request;
    private final FileChannel out;
    private final Sha256 hash;
    private final long most;
    private long end;

    private PartFile(FileRequest request, FileChannel out, Sha256 hash, long most, long end) {
        this.request = request;
        this.out = out;
        this.hash = hash;
        this.most = most;
        this.end = end;
    }

    /**
     * Opens it; what lies beyond its beginning goes.
     *
     * @param hash of the bytes before the part's beginning
     * @throws UserFacingException {@code download.space} when the rest does not fit on the disk
     */
    static PartFile open(FileRequest request, Part part, Sha256 hash) throws IOException {
        long most = part.total() >= 0 ? part.total() : request.size() >= 0 ? request.size() : Long.MAX_VALUE;
        Path folder = Objects.requireNonNull(request.target().toAbsolutePath().getParent());
        long free = Files.getFileStore(folder).getUsableSpace();
        if (most != Long.MAX_VALUE && most - part.begin() > free) {
            throw new UserFacingException("download.space", request.name(), most - part.begin(), folder, free);
        }
        FileChannel out =
                FileChannel.open(PartState.part(request.target()), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        out.truncate(part.begin()).position(part.begin());
        return new PartFile(request, out, hash, most, part.begin());
    }

    /**
     * Appends.
     *
     * @throws UserFacingException {@code download.size} when it gets longer than was said, {@code download.disk}
     */
    void add(ByteBuffer bytes) throws IOException {
        end += bytes.remaining();
        if (end > most) {
            out.close();
            PartState.forget(request.target());
            throw new UserFacingException("download.size", request.name(), end, most);
        }
        hash.add(bytes.duplicate());
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Makes sure that all of it is on the disk. */
    void flush() {
        try {
            out.force(true);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UserFacingException failed(IOException problem) {
        return new UserFacingException("download.disk", problem, request.name(), Trouble.why(problem));
    }

    /** Its bytes so far. */
    long end() {
        return end;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
