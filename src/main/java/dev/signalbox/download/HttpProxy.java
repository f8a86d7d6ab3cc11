package dev.signalbox.download;

import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the proxy: the one that was asked for, else that of the environment variables, else the system's. A name and a
 * password may stand before its host, as in {@code NAME:PASSWORD@HOST:PORT}; they are sent to the proxy and shown to nobody.
 */
final class HttpProxy extends ProxySelector {
    private static final String DIRECT = "direct";
    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://)?(?:([^\\s/]*)@)?([\\w.-]+|\\[[0-9a-fA-F:]+]):(\\d{1,5})/?");

    private final boolean direct;
    private final @Nullable Server asked;
    private final Map<String, String> env;

    /**
     * A proxy.
     *
     * @param login {@code NAME:PASSWORD}, or null
     */
    private record Server(
            InetSocketAddress address, @Nullable String login) {}

    private HttpProxy(boolean direct, @Nullable Server asked, Map<String, String> env) {
        this.direct = direct;
        this.asked = asked;
        this.env = env;
    }

    static HttpProxy of(@Nullable String asked, Map<String, String> env) {
        String text = Objects.requireNonNullElse(asked, "").strip();
        boolean direct = text.equalsIgnoreCase(DIRECT);
        return new HttpProxy(direct, direct || text.isEmpty() ? null : server(text), env);
    }

    private static Server server(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
        if (port < 1 || port > 65_535) {
            throw new UserFacingException("download.proxy", text.replaceFirst("^(https?://)?.*@", "$1…@"));
        }
        String login = matcher.group(1);
        return new Server(
                InetSocketAddress.createUnresolved(matcher.group(2), port), login == null ? null : decoded(login));
    }

    /** %40 stands for @, as in every address. */
    private static String decoded(String login) {
        try {
            return URLDecoder.decode(login.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return login; // a lone % in a password
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        Server named = named(uri);
        if (named != null) {
            return List.of(new Proxy(Proxy.Type.HTTP, named.address()));
        }
        ProxySelector system = direct || !variable(uri).isEmpty() ? null : ProxySelector.getDefault();
        return system == null ? List.of(Proxy.NO_PROXY) : system.select(uri);
    }

    /** The header by which the proxy on the way there knows who asks. */
    Optional<String> authorization(URI uri) {
        return Optional.ofNullable(named(uri))
                .map(Server::login)
                .map(login -> "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    /** The proxy that a person or a variable names for this address; null when neither does. */
    private @Nullable Server named(URI uri) {
        if (direct || asked != null) {
            return asked;
        }
        String told = variable(uri);
        return told.isEmpty() || spared(uri) ? null : server(told);
    }

    private String variable(URI uri) {
        return variable(uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy");
    }

    private boolean spared(URI uri) {
        String host = Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT);
        return Arrays.stream(variable("no_proxy").split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith(dotted(name)));
    }

    private static String dotted(String name) {
        return name.startsWith(".") ? name : "." + name;
    }

    private String variable(String name) {
        String lower = env.get(name);
        String value = lower == null ? env.get(name.toUpperCase(Locale.ROOT)) : lower;
        return value == null ? "" : value.strip();
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException problem) {
        // The request fails with the same problem, and is told about there.
    }
}
