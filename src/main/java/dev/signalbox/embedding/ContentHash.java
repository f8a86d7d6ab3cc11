package dev.signalbox.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a picture's file or of a text's UTF-8, as four numbers: small and quick to look up. */
public record ContentHash(long first, long second, long third, long fourth) {
    /** Bytes of a hash. */
    static final int BYTES = 32;

    /** Streams a file. */
    public static ContentHash of(Path file) throws IOException {
        MessageDigest digest = sha();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return read(ByteBuffer.wrap(digest.digest()));
    }

    public static ContentHash of(String text) {
        return read(ByteBuffer.wrap(sha().digest(text.getBytes(StandardCharsets.UTF_8))));
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

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
