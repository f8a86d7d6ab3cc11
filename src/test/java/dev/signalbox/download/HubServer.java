package dev.signalbox.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.model.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A hub on this machine that serves files as told: whole, cut, held, refused, sent elsewhere; and writes down what it was asked. */
public final class HubServer implements AutoCloseable {
    private static final int BLOCK = 4096;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Served> files = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private int underway;
    private volatile @Nullable String login;

    /**
     * A request that came.
     *
     * @param range as sent, or null
     * @param sent  bytes of the body that were handed to the network
     */
    public record Asked(
            String name, @Nullable String range, @Nullable String ifRange, int status, long sent) {}

    /** How a file is served. */
    public static final class Served {
        private byte[] content;
        private @Nullable String etag;
        private @Nullable String linked;
        private @Nullable String location;
        private int status = 200;
        private boolean ranges = true;
        private boolean chunked;
        private int cuts;
        private long cutAfter;
        private long pretended = -1;
        private long holdAfter = -1;
        private CountDownLatch held = new CountDownLatch(1);
        private CountDownLatch released = new CountDownLatch(0);

        Served(byte[] content) {
            this.content = content;
            etag = "\"" + new Sha256().add(content).hex().substring(0, 16) + "\"";
        }

        public Served content(byte... other) {
            content = other;
            etag = "\"" + new Sha256().add(content).hex().substring(0, 16) + "\"";
            return this;
        }

        public Served etag(@Nullable String mark) {
            etag = mark;
            return this;
        }

        /** The hub's own word for the SHA-256 of a large file. */
        public Served linked(String sha256) {
            linked = "\"" + sha256 + "\"";
            return this;
        }

        public @Nullable String etag() {
            return etag;
        }

        public Served status(int code) {
            status = code;
            return this;
        }

        public Served redirect(@Nullable String to) {
            location = to;
            return this;
        }

        /** Says that it is longer than it is. */
        public Served pretend(long length) {
            pretended = length;
            return this;
        }

        public Served withoutRanges() {
            ranges = false;
            return this;
        }

        public Served withoutLength() {
            chunked = true;
            return this;
        }

        /** The next answers end in the middle. */
        public Served cut(int times, long afterBytes) {
            cuts = times;
            cutAfter = afterBytes;
            return this;
        }

        /** The next answer says nothing more after so many bytes, until it is released. */
        public synchronized Served hold(long afterBytes) {
            holdAfter = afterBytes;
            held = new CountDownLatch(1);
            released = new CountDownLatch(1);
            return this;
        }

        /** Waits until an answer says nothing more. */
        public void awaitHeld() throws InterruptedException {
            held.await();
        }

        public void release() {
            holdAfter = -1;
            released.countDown();
        }
    }

    public HubServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on as a proxy that hands out nothing without this name and password. */
    public void wants(String nameAndPassword) {
        login = "Basic " + Base64.getEncoder().encodeToString(nameAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    /** Serves a file of a repository under every revision. */
    public synchronized Served serve(String repository, String name, byte... content) {
        Served served = new Served(content);
        files.put("/" + repository + "/" + name, served);
        return served;
    }

    /** What was asked for so far, in the order of the answers' ends; waits until no answer is under way. */
    public synchronized List<Asked> asked() {
        while (underway > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return List.copyOf(asked);
    }

    public synchronized void forget() {
        asked();
        asked.clear();
    }

    private synchronized @Nullable Served find(String path) {
        return files.get(path.replaceFirst("/resolve/[^/]+/", "/"));
    }

    private void handle(HttpExchange exchange) throws IOException {
        synchronized (this) {
            underway++;
        }
        String path = exchange.getRequestURI().getPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
        Served served = find(path);
        int status = served == null ? 404 : served.location != null ? 302 : served.status;
        long sent = 0;
        try (exchange) {
            String given = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            if (login != null && !login.equals(given)) {
                status = 407;
                exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            if (served == null || status != 200) {
                if (served != null && served.linked != null) {
                    exchange.getResponseHeaders().set("X-Linked-Etag", served.linked);
                }
                if (served != null && served.location != null) {
                    exchange.getResponseHeaders().set("Location", served.location);
                }
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            int from = 0;
            if (range != null && served.ranges && (ifRange == null || ifRange.equals(served.etag))) {
                from = Integer.parseInt(range.replaceFirst("bytes=(\\d+)-", "$1"));
                status = from < served.content.length ? 206 : 416;
            }
            if (served.etag != null) {
                exchange.getResponseHeaders().set("ETag", served.etag);
            }
            if (served.linked != null) {
                exchange.getResponseHeaders().set("X-Linked-Etag", served.linked);
            }
            if (status == 416) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + served.content.length);
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            if (status == 206) {
                exchange.getResponseHeaders()
                        .set(
                                "Content-Range",
                                "bytes " + from + "-" + (served.content.length - 1) + "/" + served.content.length);
            }
            exchange.sendResponseHeaders(status, length(served) - (served.chunked ? 0 : from));
            sent = send(served, exchange.getResponseBody(), from);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                asked.add(new Asked(path.replaceFirst(".*/", ""), range, ifRange, status, sent));
                underway--;
                notifyAll();
            }
        }
    }

    private static long length(Served served) {
        return served.chunked ? 0 : served.pretended >= 0 ? served.pretended : served.content.length;
    }

    private static long send(Served served, OutputStream out, int from) throws IOException, InterruptedException {
        boolean cut = served.cuts > 0 || served.pretended >= 0;
        long stop = served.cuts > 0 ? served.cutAfter : Long.MAX_VALUE;
        served.cuts = Math.max(0, served.cuts - 1);
        long hold = served.holdAfter;
        long sent = 0;
        while (from + sent < served.content.length && sent < stop) {
            if (sent == hold) {
                out.flush();
                served.held.countDown();
                served.released.await();
            }
            long until = Math.min(served.content.length - from, Math.min(sent + BLOCK, stop));
            if (hold >= 0 && sent < hold) {
                until = Math.min(until, hold);
            }
            out.write(served.content, (int) (from + sent), (int) (until - sent));
            out.flush();
            sent = until;
        }
        if (!cut) {
            out.close();
        }
        return sent;
    }

    @Override
    public void close() {
        files.values().forEach(Served::release);
        server.stop(0);
        threads.shutdownNow();
    }
}
