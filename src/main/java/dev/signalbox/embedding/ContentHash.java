package dev.signalbox.embedding;

import dev.signalbox.model.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;

/** The SHA-256 of a picture's file or of a text's UTF-8, as four numbers: small and quick to look up. */
public record ContentHash(long first, long second, long third, long fourth) {
    /** Bytes of a hash. */
    static final int BYTES = 32;

    /** Streams a file. */
    public static ContentHash of(Path file) throws IOException {
        return read(ByteBuffer.wrap(new Sha256().add(file).bytes()));
    }

    public static ContentHash of(String text) {
        return read(ByteBuffer.wrap(new Sha256().add(text).bytes()));
    }

    static ContentHash read(ByteBuffer from) {
        return new ContentHash(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }

    void write(ByteBuffer to) {
        to.putLong(first).putLong(second).putLong(third).putLong(fourth);
    }

    /** Lower-case hex. */
    @Override
    public String toString() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        write(bytes);
        return HexFormat.of().formatHex(bytes.array());
    }
}
