package dev.signalbox.task;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Says that somebody works in a folder, by a lock on the file {@code lock} in it; ends with the process at the latest. */
public final class FolderLock implements AutoCloseable {
    /** The file's name. */
    public static final String FILE = "lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes a folder, which exists; null when another process, or somebody in this one, has it. Never waits. */
    public static @Nullable FolderLock tryAcquire(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            held = channel.tryLock() != null; // released with its channel
        } catch (OverlappingFileLockException e) {
            held = false;
        } finally {
            if (!held) {
                channel.close();
            }
        }
        return held ? new FolderLock(channel) : null;
    }

    /** Lets others in; safe to call again. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
