package dev.signalbox.download;

import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Chooses the proxy: the one that was asked for, else that of the environment variables, else the system's. */
final class HttpProxy extends ProxySelector {
    private static final String DIRECT = "direct";
    private static final Pattern ADDRESS = Pattern.compile("(?:https?://)?([\\w.-]+|\\[[0-9a-fA-F:]+]):(\\d{1,5})/?");

    private final Map<String, String> env;

    private HttpProxy(Map<String, String> env) {
        this.env = env;
    }

    static ProxySelector of(@Nullable String asked, Map<String, String> env) {
        String text = Objects.requireNonNullElse(asked, "").strip();
        if (text.isEmpty()) {
            return new HttpProxy(env);
        }
        return text.equalsIgnoreCase(DIRECT) ? ProxySelector.of(null) : ProxySelector.of(address(text));
    }

    private static InetSocketAddress address(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
        if (port < 1 || port > 65_535) {
            throw new UserFacingException("download.proxy", text);
        }
        return InetSocketAddress.createUnresolved(matcher.group(1), port);
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT);
        String told = variable(uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy");
        if (told.isEmpty()) {
            ProxySelector system = ProxySelector.getDefault();
            return system == null ? List.of(Proxy.NO_PROXY) : system.select(uri);
        }
        boolean spared = Arrays.stream(variable("no_proxy").split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith(dotted(name)));
        return List.of(spared ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, address(told)));
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
