package dev.signalbox.download;

import dev.signalbox.download.Connection.Answer;
import dev.signalbox.model.Sha256;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files. A file grows under another name, is hashed as it grows and gets its own name only once it is whole and
 * hashes to what it shall. What is there after a stop, a crash or a cut is kept and the rest asked for (RFC 9110, Range
 * with If-Range); bytes that hash to something else are thrown away. For one thread at a time.
 */
public final class FileDownload implements AutoCloseable {
    /** A cut connection is tried again so often in a row; this many new bytes make it a new row. */
    private static final int RETRIES = 5;

    private static final long REFILL = 8L << 20;

    private final Connection connection;
    private final Patience patience;

    /** Waits before another try. */
    interface Patience {
        void sleep(Duration time, Progress progress) throws InterruptedException;
    }

    public FileDownload(Hub hub) {
        this(hub, FileDownload::doze);
    }

    FileDownload(Hub hub, Patience patience) {
        connection = new Connection(hub.proxy());
        this.patience = patience;
    }

    private static void doze(Duration time, Progress progress) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            progress.checkCancelled();
            Thread.sleep(Math.min(100, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
        }
    }

    /**
     * Fetches a file, or the rest of it. What it hashed to is remembered beside it until {@link #forget}.
     *
     * @param at hears how many bytes of it are here
     * @return its SHA-256
     * @throws UserFacingException   {@code download.*}; except after a wrong checksum the bytes so far stay for the next call
     * @throws CancellationException when asked to stop; the bytes so far stay
     */
    public String fetch(FileRequest request, LongConsumer at, Progress progress) throws IOException {
        String whole = whole(request, at);
        if (whole != null) {
            return whole;
        }
        int failures = 0;
        boolean reached = false;
        while (true) {
            progress.checkCancelled();
            long before = partBytes(request);
            try {
                return attempt(request, at, progress);
            } catch (Trouble trouble) {
                boolean unreachable = trouble.told().code().equals("download.network");
                failures = partBytes(request) - before >= REFILL ? 1 : failures + 1;
                if (failures > RETRIES || unreachable && !reached) {
                    throw trouble.told();
                }
                reached |= !unreachable;
                rest(Duration.ofSeconds(1L << (failures - 1)), progress);
            }
        }
    }

    /** Forgets what was remembered of a file, and the bytes of one that is not whole. */
    public static void forget(Path target) throws IOException {
        PartState.forget(target);
    }

    /** Bytes of a file that are here already, whole or not. */
    public static long bytes(Path target) throws IOException {
        Path there = Files.isRegularFile(target) ? target : PartState.part(target);
        return Files.isRegularFile(there) ? Files.size(there) : 0;
    }

    /** The hash of a file that is whole already; null when it has to be fetched. A file that is not the one asked for goes. */
    private static @Nullable String whole(FileRequest request, LongConsumer at) throws IOException {
        if (!Files.isRegularFile(request.target())) {
            return null;
        }
        PartState state = PartState.read(request.target());
        String wanted = request.sha256() == null && state != null ? state.done() : request.sha256();
        String hash = new Sha256().add(request.target()).hex();
        if (hash.equals(wanted)) {
            at.accept(Files.size(request.target()));
            return hash;
        }
        Files.delete(request.target());
        PartState.forget(request.target());
        return null;
    }

    private static long partBytes(FileRequest request) throws IOException {
        Path part = PartState.part(request.target());
        return Files.isRegularFile(part) ? Files.size(part) : 0;
    }

    private String attempt(FileRequest request, LongConsumer at, Progress progress) throws IOException {
        Map<String, String> headers = new HashMap<>();
        PartState state = resumable(request, headers);
        long have = partBytes(request);
        Sha256 hash = new Sha256();
        if (have > 0) {
            hash.add(PartState.part(request.target()));
        }
        at.accept(have);
        if (state != null && have == state.size()) { // whole; only its name was still to be given
            return accept(request, new Part(have, have, state), have, hash.hex());
        }
        try (Answer answer = ask(request, headers, progress)) {
            Part part = Part.of(request, answer, have, state);
            if (part.begin() == 0) {
                hash = new Sha256();
            }
            part.state().write(request.target());
            long end = receive(request, part, answer.body(), hash, at, progress);
            return accept(request, part, end, hash.hex());
        } catch (Part.Stale stale) {
            PartState.forget(request.target());
            throw new Trouble(
                    new UserFacingException("download.cut", request.name(), String.valueOf(stale.getMessage())));
        }
    }

    /** What is known of the bytes that are here, and the question for the rest; drops bytes that cannot be continued. */
    private static @Nullable PartState resumable(FileRequest request, Map<String, String> headers) throws IOException {
        long have = partBytes(request);
        PartState state = PartState.read(request.target());
        boolean same = state != null && state.source().equals(request.source().toString());
        boolean known = state != null
                && (request.sha256() == null
                        ? same && state.sha256() != null
                        : request.sha256().equals(state.sha256()));
        if (state == null || have == 0 || !(same && state.etag() != null || known)) {
            PartState.forget(request.target());
            return null;
        }
        headers.put("Range", "bytes=" + have + "-");
        if (same && state.etag() != null) {
            headers.put("If-Range", state.etag());
        }
        return state;
    }

    private Answer ask(FileRequest request, Map<String, String> headers, Progress progress) throws IOException {
        String host = request.source().getHost();
        try {
            return connection.get(request.source(), headers, progress);
        } catch (ConnectException | HttpConnectTimeoutException | javax.net.ssl.SSLException e) {
            throw new Trouble(new UserFacingException("download.network", e, host, Trouble.why(e)));
        } catch (IOException e) {
            throw new Trouble(new UserFacingException("download.cut", e, request.name(), Trouble.why(e)));
        }
    }

    /** Writes what comes, and returns how long the file is then. */
    private static long receive(
            FileRequest request, Part part, Chunks body, Sha256 hash, LongConsumer at, Progress progress)
            throws IOException {
        try (PartFile out = PartFile.open(request, part, hash)) {
            List<ByteBuffer> bytes = next(request, body, progress);
            while (bytes != null) {
                for (ByteBuffer buffer : bytes) {
                    out.add(buffer);
                }
                at.accept(out.end());
                bytes = next(request, body, progress);
            }
            out.flush();
            return out.end();
        }
    }

    private static @Nullable List<ByteBuffer> next(FileRequest request, Chunks body, Progress progress)
            throws IOException {
        try {
            return body.next(progress);
        } catch (IOException e) {
            throw new Trouble(new UserFacingException("download.cut", e, request.name(), Trouble.why(e)));
        }
    }

    /** Gives a file that is what it shall be its name. */
    private static String accept(FileRequest request, Part part, long end, String hash) throws IOException {
        if (part.total() >= 0 && end < part.total()) {
            throw new Trouble(new UserFacingException("download.cut", request.name(), end + " / " + part.total()));
        }
        if (request.size() >= 0 && end != request.size()) {
            PartState.forget(request.target());
            throw new UserFacingException("download.size", request.name(), end, request.size());
        }
        String wanted = part.state().sha256();
        if (wanted != null && !wanted.equals(hash)) {
            PartState.forget(request.target());
            throw new UserFacingException("download.checksum", request.name(), wanted, hash);
        }
        part.state().accepted(hash).write(request.target());
        Files.move(PartState.part(request.target()), request.target(), StandardCopyOption.ATOMIC_MOVE);
        return hash;
    }

    private void rest(Duration time, Progress progress) {
        try {
            patience.sleep(time, progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
