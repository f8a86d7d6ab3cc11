package dev.signalbox.download;

import dev.signalbox.download.Connection.Answer;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes an answer brings.
 *
 * @param begin the first one
 * @param total bytes of the whole file, or -1 when the server does not say
 */
record Part(long begin, long total, PartState state) {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    /** The bytes that are here do not go with what the server has now. */
    static final class Stale extends IOException {
        private static final long serialVersionUID = 1L;

        Stale(String message) {
            super(message);
        }
    }

    /**
     * Reads an answer's head.
     *
     * @param have  bytes that are here, which were not asked for
     * @param known what is remembered of them, or null when everything was asked for
     * @throws UserFacingException {@code download.*} when it is a refusal, or speaks of another file than the one asked for
     */
    static Part of(FileRequest request, Answer answer, long have, @Nullable PartState known) throws IOException {
        checkStatus(request, answer);
        String encoding = answer.header("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new UserFacingException("download.server", request.name(), host(request), encoding);
        }
        long begin = 0;
        long total = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        String etag = strong(answer.header("ETag"));
        if (answer.status() == 206) {
            Matcher range = RANGE.matcher(answer.header("Content-Range").orElse(""));
            boolean other = known != null && known.etag() != null && etag != null && !etag.equals(known.etag());
            if (known == null || other || !range.matches() || Long.parseLong(range.group(1)) != have) {
                throw new Stale("206 " + answer.header("Content-Range").orElse(""));
            }
            begin = have;
            total = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
        }
        if (total >= 0 && request.size() >= 0 && total != request.size()) {
            PartState.forget(request.target());
            throw new UserFacingException("download.size", request.name(), total, request.size());
        }
        String wanted = request.sha256();
        if (wanted != null && answer.sha256() != null && !answer.sha256().equals(wanted)) {
            throw new UserFacingException("download.other", request.name(), host(request), answer.sha256(), wanted);
        }
        if (wanted == null) {
            wanted = answer.sha256() == null && begin > 0 && known != null ? known.sha256() : answer.sha256();
        }
        return new Part(begin, total, new PartState(request.source().toString(), etag, total, wanted, null));
    }

    private static void checkStatus(FileRequest request, Answer answer) throws IOException {
        int status = answer.status();
        if (status == 416) {
            throw new Stale("416");
        }
        if (status == 404 || status == 410) {
            throw new UserFacingException("download.missing", request.name(), request.source());
        }
        if (status == 401 || status == 403 || status == 451) {
            throw new UserFacingException("download.refused", request.name(), host(request), status);
        }
        if (status >= 500 || status == 408 || status == 429) {
            throw new Trouble(new UserFacingException("download.server", request.name(), host(request), status));
        }
        if (status != 200 && status != 206) {
            throw new UserFacingException("download.server", request.name(), host(request), status);
        }
    }

    private static String host(FileRequest request) {
        return request.source().getHost();
    }

    /** Only a strong mark says that bytes are the same (RFC 9110, 8.8.1). */
    private static @Nullable String strong(Optional<String> etag) {
        return etag.filter(tag -> tag.startsWith("\"")).orElse(null);
    }
}
