package dev.signalbox.workbench;

import dev.signalbox.model.RouterInfo;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the router of live use in memory, loads another one when asked for, and lets one caller at a time use it. */
public final class RouterSession implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable OpenRouter loaded;

    /**
     * Works with a router; blocks while another caller does, and while it loads. Not for the UI thread.
     *
     * @throws dev.signalbox.text.UserFacingException when the checkpoint cannot be loaded
     */
    public <T> T use(RouterInfo info, Function<OpenRouter, T> work) {
        lock.lock();
        try {
            OpenRouter router = loaded;
            if (router == null || !router.info().equals(info)) {
                drop();
                router = RouterLibrary.load(info);
                loaded = router;
            }
            return work.apply(router);
        } finally {
            lock.unlock();
        }
    }

    private void drop() {
        if (loaded != null) {
            loaded.close();
            loaded = null;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            drop();
        } finally {
            lock.unlock();
        }
    }
}
