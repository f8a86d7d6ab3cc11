package dev.signalbox.picture;

import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures at the size they are shown in, decoded on the workers into a bounded cache. The newest request is served
 * first: while somebody scrolls, what just came into view matters, and what left it should be cancelled.
 */
public final class Thumbnails {
    /** Takes a request back: its callback will not run, and nothing is decoded for it alone. */
    public interface Ticket {
        /** Safe to call again, and after the answer. */
        void cancel();
    }

    /** Makes one picture fit into a box; throws UserFacingException with the reason when it cannot. */
    interface Source {
        Image load(Path file, int boxWidth, int boxHeight);
    }

    private record Key(Path file, int width, int height) {}

    /** Somebody who waits for an answer. */
    private static final class Waiter implements Ticket {
        private final Consumer<ThumbnailResult> onReady;
        private volatile boolean cancelled;

        Waiter(Consumer<ThumbnailResult> onReady) {
            this.onReady = onReady;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    /** A picture asked for. Prefetched ones are wanted although nobody waits. */
    private static final class Pending {
        private final Key key;
        private final List<Waiter> waiters = new ArrayList<>();
        private boolean ahead;

        Pending(Key key) {
            this.key = key;
        }

        boolean wanted() {
            return ahead || waiters.stream().anyMatch(w -> !w.cancelled);
        }
    }

    /** 192 MB: about 2,500 pictures of 160 x 120, or 600 at twice the density. */
    public static final long DEFAULT_BUDGET = 192L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
    private static final Ticket DONE = () -> {};
    /** So many prefetches wait at most; older ones are given up. */
    private static final int AHEAD_LIMIT = 256;

    private final Executor workers;
    private final Executor callbacks;
    private final long budget;
    private final Source source;
    private final Object lock = new Object();
    /** In order of use, the eldest first. */
    private final LinkedHashMap<Key, Image> cache = new LinkedHashMap<>(64, 0.75f, true);

    private final Map<Key, Pending> pending = new HashMap<>();
    /** The next to decode first; prefetched ones at the end. */
    private final Deque<Pending> queue = new ArrayDeque<>();

    /** What waits until nothing is to be decoded. */
    private final List<Runnable> idle = new ArrayList<>();

    private long bytes;

    /**
     * Thumbnails decoded by the workers.
     *
     * @param workers   runs decoding, a few at a time
     * @param callbacks runs the callbacks, such as {@code Platform::runLater}
     * @param budget    bytes of pixels to keep, see {@link #DEFAULT_BUDGET}
     */
    public Thumbnails(Executor workers, Executor callbacks, long budget) {
        this(workers, callbacks, budget, new ThumbnailLoader(PictureHeader::read, PictureDecoder::decode)::load);
    }

    Thumbnails(Executor workers, Executor callbacks, long budget, Source source) {
        this.workers = workers;
        this.callbacks = callbacks;
        this.budget = budget;
        this.source = source;
    }

    /**
     * Asks for a picture. When it is at hand the callback runs at once on the calling thread, so that scrolling back does
     * not flicker; else later on the callbacks' executor.
     *
     * @param boxWidth  largest width in pixels of the screen, above zero
     * @param boxHeight largest height in pixels of the screen, above zero
     */
    public Ticket request(Path file, int boxWidth, int boxHeight, Consumer<ThumbnailResult> onReady) {
        Key key = new Key(file, boxWidth, boxHeight);
        Image ready;
        Waiter waiter = new Waiter(onReady);
        synchronized (lock) {
            ready = cache.get(key);
            if (ready == null) {
                enqueue(key, waiter);
            }
        }
        if (ready != null) {
            onReady.accept(new ThumbnailResult.Ready(ready));
            return DONE;
        }
        workers.execute(this::decodeNext);
        return waiter;
    }

    /** Decodes a picture that will probably be asked for, after all that were. */
    public void prefetch(Path file, int boxWidth, int boxHeight) {
        Key key = new Key(file, boxWidth, boxHeight);
        synchronized (lock) {
            if (cache.containsKey(key) || pending.containsKey(key) || queue.size() >= AHEAD_LIMIT) {
                return;
            }
            Pending one = new Pending(key);
            one.ahead = true;
            pending.put(key, one);
            queue.addLast(one);
        }
        workers.execute(this::decodeNext);
    }

    /** The picture when it is at hand. */
    public @Nullable Image cached(Path file, int boxWidth, int boxHeight) {
        synchronized (lock) {
            return cache.get(new Key(file, boxWidth, boxHeight));
        }
    }

    /** Runs an action on the callbacks' executor when no picture is waited for any more: at once if none is. */
    public void whenIdle(Runnable action) {
        synchronized (lock) {
            if (waitedFor()) {
                idle.add(action);
                return;
            }
        }
        callbacks.execute(action);
    }

    /** Somebody waits for a picture; those decoded ahead do not count. */
    private boolean waitedFor() {
        return pending.values().stream().flatMap(one -> one.waiters.stream()).anyMatch(waiter -> !waiter.cancelled);
    }

    private void idleNow() {
        List<Runnable> due;
        synchronized (lock) {
            if (waitedFor()) {
                return;
            }
            due = List.copyOf(idle);
            idle.clear();
        }
        due.forEach(callbacks::execute);
    }

    /** Lets go of all pictures, as when memory runs out. Requests go on. */
    public void clear() {
        synchronized (lock) {
            cache.clear();
            bytes = 0;
        }
    }

    /** Bytes of pixels kept. */
    public long bytes() {
        synchronized (lock) {
            return bytes;
        }
    }

    private void enqueue(Key key, Waiter waiter) {
        Pending one = pending.get(key);
        if (one == null) {
            one = new Pending(key);
            pending.put(key, one);
        } else {
            // Being decoded it is in no queue any more, and must not be put there again.
            if (!queue.remove(one)) {
                one.waiters.add(waiter);
                return;
            }
        }
        one.waiters.add(waiter);
        queue.addFirst(one);
    }

    /** Each request hands one of these to the workers; whichever comes takes the newest. */
    private void decodeNext() {
        Pending one;
        synchronized (lock) {
            one = queue.pollFirst();
            while (one != null && !one.wanted()) {
                pending.remove(one.key);
                one = queue.pollFirst();
            }
        }
        if (one == null) {
            idleNow();
            return;
        }
        ThumbnailResult result = load(one.key);
        List<Waiter> waiters;
        synchronized (lock) {
            pending.remove(one.key);
            waiters = List.copyOf(one.waiters);
            if (result instanceof ThumbnailResult.Ready(Image image)) {
                keep(one.key, image);
            }
        }
        for (Waiter waiter : waiters) {
            callbacks.execute(() -> {
                if (!waiter.cancelled) {
                    waiter.onReady.accept(result);
                }
            });
        }
        idleNow();
    }

    private ThumbnailResult load(Key key) {
        try {
            return new ThumbnailResult.Ready(source.load(key.file(), key.width(), key.height()));
        } catch (UserFacingException e) {
            return new ThumbnailResult.Failed(String.valueOf(e.getMessage()), e.next());
        } catch (OutOfMemoryError e) {
            clear();
            LOG.warn("No memory for {}: thumbnails let go", key.file(), e);
            return failed(new UserFacingException("picture.memory", e, PictureHeader.name(key.file())));
        } catch (RuntimeException e) {
            LOG.warn("A decoder failed on {}", key.file(), e);
            return failed(new UserFacingException("picture.unreadable", e, PictureHeader.name(key.file())));
        }
    }

    private static ThumbnailResult failed(UserFacingException e) {
        return new ThumbnailResult.Failed(String.valueOf(e.getMessage()), e.next());
    }

    private void keep(Key key, Image image) {
        Image before = cache.put(key, image);
        bytes += size(image) - (before == null ? 0 : size(before));
        Iterator<Map.Entry<Key, Image>> eldest = cache.entrySet().iterator();
        while (bytes > budget && cache.size() > 1 && eldest.hasNext()) {
            bytes -= size(eldest.next().getValue());
            eldest.remove();
        }
    }

    private static long size(Image image) {
        return Math.round(image.getWidth() * image.getHeight()) * Integer.BYTES;
    }
}
