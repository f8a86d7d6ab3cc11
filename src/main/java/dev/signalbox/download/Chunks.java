package dev.signalbox.download;

import dev.signalbox.task.Progress;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body as it comes in, piece by piece. Unlike a stream it can be left at any time, also while the server says nothing,
 * and it notices a server that says nothing for too long.
 */
final class Chunks implements BodySubscriber<Chunks>, AutoCloseable {
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final Duration patience;
    private volatile Flow.@Nullable Subscription subscription;

    /** Bytes, or the end, or what went wrong. */
    private record Piece(
            List<ByteBuffer> bytes, boolean end, @Nullable Throwable problem) {}

    /** @param patience how long a server may be silent */
    Chunks(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits for the next bytes.
     *
     * @return null at the end
     * @throws IOException when the connection breaks or has been silent for too long
     */
    @Nullable
    List<ByteBuffer> next(Progress progress) throws IOException {
        long silent = 0;
        while (true) {
            progress.checkCancelled();
            Piece piece = poll();
            if (piece == null) {
                silent += LOOK_NANOS;
                if (silent > patience.toNanos()) {
                    throw new IOException("no byte for " + patience.toSeconds() + " s");
                }
                continue;
            }
            if (piece.problem() != null) {
                throw new IOException(String.valueOf(piece.problem().getMessage()), piece.problem());
            }
            if (piece.end()) {
                return null;
            }
            Flow.Subscription open = subscription;
            if (open != null) {
                open.request(1);
            }
            return piece.bytes();
        }
    }

    private @Nullable Piece poll() throws IOException {
        try {
            return pieces.poll(LOOK_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Breaks the connection off unless the body is at its end. */
    @Override
    public void close() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public CompletionStage<Chunks> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription open) {
        subscription = open;
        open.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        pieces.add(new Piece(bytes, false, null));
    }

    @Override
    public void onError(Throwable problem) {
        pieces.add(new Piece(List.of(), false, problem));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece(List.of(), true, null));
    }
}
