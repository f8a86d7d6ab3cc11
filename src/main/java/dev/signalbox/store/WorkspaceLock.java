package dev.signalbox.store;

import dev.signalbox.text.Messages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes one process the writer of a workspace. The operating system drops the lock when that process ends, however it ends.
 */
final class WorkspaceLock implements AutoCloseable {
    static final String FILE = "workspace.lock";

    /** The locked byte lies far behind the text, so that others can read who holds it where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /**
     * Folders whose lock this JVM holds. POSIX drops a process's locks on a file when it closes any channel to it, so a second attempt in
     * the same JVM must not even open the file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final @Nullable FileChannel channel;
    private final @Nullable String refusal;
    private final boolean unwritable;

    private WorkspaceLock(Path folder, @Nullable FileChannel channel, @Nullable String refusal, boolean unwritable) {
        this.folder = folder;
        this.channel = channel;
        this.refusal = refusal;
        this.unwritable = unwritable;
    }

    /** Tries to become the writer; never waits and never throws because somebody else is. */
    static WorkspaceLock acquire(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            return refused(real, Messages.text("workspace.reason.sameProcess"), false);
        }
        FileChannel channel = null;
        boolean held = false;
        try {
            if (!Files.isWritable(real)) {
                return refused(real, Messages.text("workspace.reason.unwritable"), true);
            }
            channel = FileChannel.open(
                    real.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            @Nullable FileLock lock = tryLock(channel);
            if (lock == null) {
                return refused(real, Messages.text("workspace.reason.otherProcess", holder(channel)), false);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            held = true;
            return new WorkspaceLock(real, channel, null, false);
        } finally {
            if (!held) {
                HELD.remove(real);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static WorkspaceLock refused(Path folder, String reason, boolean unwritable) {
        return new WorkspaceLock(folder, null, reason, unwritable);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            // Another class loader's copy of this class holds it.
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return pid.chars().allMatch(Character::isDigit) && !pid.isEmpty() ? pid : "?";
    }

    /** Why this process must not write, or null when it holds the lock. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** True when nothing can be created in the folder. */
    boolean unwritable() {
        return unwritable;
    }

    @Override
    public void close() throws IOException {
        if (channel != null && channel.isOpen()) {
            channel.close();
            HELD.remove(folder);
        }
    }
}
