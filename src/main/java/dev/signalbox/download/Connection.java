package dev.signalbox.download;

import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks for files. Redirections are followed within a host, and to another one only when the way there is encrypted. */
final class Connection implements AutoCloseable {
    private static final String TUNNEL_LOGIN = "jdk.http.auth.tunneling.disabledSchemes";
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 100;
    private static final int MOST_REDIRECTIONS = 10;
    private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);

    private static final int LOGIN_WANTED = 407;

    static {
        // Otherwise the JDK keeps a person's name and password from the proxy in front of every encrypted address.
        if (System.getProperty(TUNNEL_LOGIN) == null) {
            System.setProperty(TUNNEL_LOGIN, "");
        }
    }

    private final HttpProxy proxy;
    private final HttpClient client;

    Connection(HttpProxy proxy) {
        this.proxy = proxy;
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .proxy(proxy)
                .version(HttpClient.Version.HTTP_1_1) // one file at a time, and its own connection to break off
                .build();
    }

    /**
     * An answer whose body has not been read yet.
     *
     * @param sha256 the SHA-256 that the hub keeps the file under, or null when it did not say
     */
    record Answer(int status, HttpHeaders headers, @Nullable String sha256, Chunks body) implements AutoCloseable {
        Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        @Override
        public void close() {
            body.close();
        }
    }

    /**
     * Asks.
     *
     * @throws UserFacingException {@code download.redirect} when a redirection must not be followed, {@code download.login}
     *     when the proxy wants a name and a password, or others
     * @throws IOException         when there is no answer
     */
    Answer get(URI source, Map<String, String> headers, Progress progress) throws IOException {
        URI at = source;
        String linked = null;
        for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at)
                    .timeout(ANSWER)
                    .header("User-Agent", "Signalbox")
                    .header("Accept-Encoding", "identity");
            headers.forEach(request::header);
            proxy.authorization(at).ifPresent(login -> request.header("Proxy-Authorization", login));
            HttpResponse<Chunks> response = await(request.build(), progress);
            if (response.statusCode() == LOGIN_WANTED) {
                close(response.body());
                throw new UserFacingException("download.login");
            }
            linked = linked == null ? linked(response.headers()) : linked;
            if (!REDIRECTIONS.contains(response.statusCode())) {
                return new Answer(response.statusCode(), response.headers(), linked, response.body());
            }
            response.body().close();
            at = next(at, response.headers().firstValue("Location").orElse(""));
        }
        throw new UserFacingException("download.redirect", source.getHost(), at.getHost());
    }

    /** Where the proxy opened no way there is no body. */
    private static void close(@Nullable Chunks body) {
        if (body != null) {
            body.close();
        }
    }

    /** The hub names the SHA-256 of a large file in the answer that leads to it. */
    private static @Nullable String linked(HttpHeaders headers) {
        return headers.firstValue("X-Linked-Etag")
                .map(tag -> tag.replace("\"", ""))
                .filter(FileRequest::validHash)
                .orElse(null);
    }

    private static URI next(URI from, String location) {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new UserFacingException("download.redirect", e, from.getHost(), location);
        }
        boolean same = from.getScheme().equalsIgnoreCase(to.getScheme())
                && from.getHost().equalsIgnoreCase(to.getHost())
                && from.getPort() == to.getPort();
        if (location.isEmpty() || to.getHost() == null || !same && !"https".equalsIgnoreCase(to.getScheme())) {
            throw new UserFacingException("download.redirect", from.getHost(), location);
        }
        return to;
    }

    private HttpResponse<Chunks> await(HttpRequest request, Progress progress) throws IOException {
        CompletableFuture<HttpResponse<Chunks>> answer = client.sendAsync(request, info -> new Chunks(SILENCE));
        boolean come = false;
        try {
            while (true) {
                progress.checkCancelled();
                try {
                    HttpResponse<Chunks> response = answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    come = true;
                    return response;
                } catch (TimeoutException notYet) {
                    // asks again whether to go on
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException problem
                    ? problem
                    : new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            if (!come) {
                answer.cancel(true);
            }
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
