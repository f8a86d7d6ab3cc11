package dev.signalbox.download;

import dev.signalbox.text.UserFacingException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server that publishes models, and the way to it. Nothing is asked of it before a download is started. */
public final class Hub {
    /** Where public models are published. */
    public static final String PUBLIC = "https://huggingface.co";

    /** The variable by which other tools of the field name a mirror. */
    public static final String VARIABLE = "HF_ENDPOINT";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][\\w.-]*(/[A-Za-z0-9][\\w.-]*)?");
    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9][\\w.-]*");

    private final URI base;
    private final HttpProxy proxy;

    private Hub(URI base, HttpProxy proxy) {
        this.base = base;
        this.proxy = proxy;
    }

    /**
     * The hub that somebody asked for.
     *
     * @param address such as {@code https://huggingface.co}; empty for {@code HF_ENDPOINT}, else the public one
     * @param proxy   {@code host:port} or {@code name:password@host:port}, {@code direct} for none, empty for the one of the system
     * @throws UserFacingException {@code download.address}, {@code download.proxy}
     */
    public static Hub of(@Nullable String address, @Nullable String proxy, Map<String, String> env) {
        return new Hub(base(address(address, env)), HttpProxy.of(proxy, env));
    }

    /** The address in force where none was given. */
    public static String address(@Nullable String given, Map<String, String> env) {
        String said = given == null || given.isBlank() ? Objects.requireNonNullElse(env.get(VARIABLE), "") : given;
        return said.isBlank() ? PUBLIC : said.strip();
    }

    private static URI base(String address) {
        try {
            URI uri = URI.create(address.replaceFirst("/+$", ""));
            String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
            boolean plain = uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null;
            if (plain && Set.of("http", "https").contains(scheme)) {
                return uri;
            }
        } catch (IllegalArgumentException notOne) {
            throw new UserFacingException("download.address", notOne, address);
        }
        throw new UserFacingException("download.address", address);
    }

    /** The host that the first request goes to, for people. */
    public String host() {
        return base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
    }

    /** True when nobody on the way can change what is sent: encrypted, or this very machine. */
    public boolean trusted() {
        return base.getScheme().equalsIgnoreCase("https") || LOOPBACK.contains(base.getHost());
    }

    /**
     * Where a file of a repository is.
     *
     * @param repository {@code owner/name}, or a name alone
     * @param revision   a commit, a tag or a branch
     * @param name       a plain file name
     */
    public URI file(String repository, String revision, String name) {
        if (!validRepository(repository) || !validRevision(revision) || !FileRequest.validName(name)) {
            throw new IllegalArgumentException(repository + " " + revision + " " + name);
        }
        return URI.create(base + "/" + repository + "/resolve/" + revision + "/" + name);
    }

    /** True for a name that can be put into an address as it is. */
    public static boolean validRepository(String repository) {
        return REPOSITORY.matcher(repository).matches();
    }

    /** The same for a revision. */
    public static boolean validRevision(String revision) {
        return REVISION.matcher(revision).matches();
    }

    HttpProxy proxy() {
        return proxy;
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
