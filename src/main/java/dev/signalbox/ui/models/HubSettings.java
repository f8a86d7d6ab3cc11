package dev.signalbox.ui.models;

import dev.signalbox.download.Hub;
import dev.signalbox.settings.AppPaths;
import dev.signalbox.settings.ModelSettings;
import dev.signalbox.settings.Preferences;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import org.jspecify.annotations.Nullable;

/** Where models come from and where they are kept, as the person set it. For the UI thread. */
final class HubSettings {
    private final AppPaths paths;
    private final Preferences preferences;
    private final Map<String, String> env;

    HubSettings(AppPaths paths, Preferences preferences, Map<String, String> env) {
        this.paths = paths;
        this.preferences = preferences;
        this.env = env;
    }

    /** Hub, proxy and folders. */
    ObjectProperty<ModelSettings> settings() {
        return preferences.models();
    }

    private ModelSettings now() {
        return settings().get();
    }

    /** Where fetched models go. */
    Path folder() {
        return now().folder(paths);
    }

    /** The hub's address when the person named none. */
    String usualHub() {
        return Hub.address(null, env);
    }

    /** The hub. @throws UserFacingException {@code download.address}, {@code download.proxy} */
    Hub hub() {
        return Hub.of(now().hub(), now().proxy(), env);
    }

    /** What is wrong with the hub's address or the proxy; empty when nothing is. */
    String trouble() {
        try {
            hub();
            return "";
        } catch (UserFacingException e) {
            return e.getMessage() + " " + e.next();
        }
    }

    /** The host that a download would go to; empty when the address cannot be used. */
    String host() {
        try {
            return hub().host();
        } catch (UserFacingException e) {
            return "";
        }
    }

    /** Folders that the person chose, by what they stand for. */
    Map<String, Path> chosen() {
        return now().chosen();
    }

    /** Lets a folder stand for an encoder, or with null no folder any more. */
    void choose(String id, @Nullable Path folder) {
        Map<String, Path> chosen = new LinkedHashMap<>(chosen());
        chosen.remove(id);
        if (folder != null) {
            chosen.put(id, folder);
        }
        settings().set(new ModelSettings(now().hub(), now().proxy(), now().folder(), chosen));
    }

    /** Sets hub and proxy as typed. */
    void connect(String hub, String proxy) {
        settings().set(new ModelSettings(hub, proxy, now().folder(), now().chosen()));
    }

    /** Keeps fetched models somewhere else from now on. */
    void keepIn(Path folder) {
        settings().set(new ModelSettings(now().hub(), now().proxy(), folder, now().chosen()));
    }
}
