package dev.signalbox.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Random access to a file's bytes, so that a header can be read without reading the file. */
abstract sealed class ByteSource {
    /** The file ends before what its own header promises. */
    static final class EndReached extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final int BLOCK = 4096;

    private byte[] block = new byte[0];
    private long blockStart;

    abstract long size() throws IOException;

    /** Fills as much of the buffer as the source has from this position on. */
    abstract int fill(long position, byte[] buffer) throws IOException;

    int u8(long position) throws IOException {
        if (position < blockStart || position >= blockStart + block.length) {
            if (position < 0) {
                throw new EndReached();
            }
            byte[] next = new byte[BLOCK];
            int count = fill(position, next);
            if (count <= 0) {
                throw new EndReached();
            }
            block = count == BLOCK ? next : Arrays.copyOf(next, count);
            blockStart = position;
        }
        return block[(int) (position - blockStart)] & 0xFF;
    }

    int u16(long position, boolean little) throws IOException {
        int first = u8(position);
        int second = u8(position + 1);
        return little ? second << 8 | first : first << 8 | second;
    }

    long u32(long position, boolean little) throws IOException {
        long first = u16(position, little);
        long second = u16(position + 2, little);
        return little ? second << 16 | first : first << 16 | second;
    }

    /** True when the ASCII text stands at this position. */
    boolean has(long position, String ascii) throws IOException {
        if (position + ascii.length() > size()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (u8(position + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static final class OfBytes extends ByteSource {
        private final byte[] bytes;

        OfBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        long size() {
            return bytes.length;
        }

        @Override
        int fill(long position, byte[] buffer) {
            int count = Math.clamp(bytes.length - position, 0, buffer.length);
            if (count > 0) {
                System.arraycopy(bytes, (int) position, buffer, 0, count);
            }
            return count;
        }
    }

    static final class OfChannel extends ByteSource {
        private final FileChannel channel;

        OfChannel(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        long size() throws IOException {
            return channel.size();
        }

        @Override
        int fill(long position, byte[] buffer) throws IOException {
            ByteBuffer target = ByteBuffer.wrap(buffer);
            while (target.hasRemaining()) {
                int count = channel.read(target, position + target.position());
                if (count < 0) {
                    break;
                }
            }
            return target.position();
        }
    }
}
