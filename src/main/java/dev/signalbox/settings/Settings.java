package dev.signalbox.settings;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is remembered between runs, as it lies on disk. Absent values take their default, numbers out of
 * range the nearest one allowed.
 *
 * @param annotator     the name that label corrections carry
 * @param engineThreads threads of the router's engine, 1..64
 * @param thumbnailSize edge of a thumbnail, 64..512 pixels
 * @param workspace     the workspace to reopen, or null
 * @param bounds        where the window was, or null
 * @param railCollapsed true when the navigation rail shows icons only
 * @param agreedRoots   folders that pictures may be read from
 * @param models        where models come from and are kept
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Settings(
        @Nullable ThemeChoice theme,
        @Nullable String annotator,
        int engineThreads,
        int thumbnailSize,
        @Nullable Path workspace,
        @Nullable WindowBounds bounds,
        boolean railCollapsed,
        @Nullable List<Path> agreedRoots,
        @Nullable ModelSettings models) {
    /** The numbers that the sliders and spinners allow. */
    public static final int MIN_THUMBNAIL = 64;

    public static final int MAX_THUMBNAIL = 512;
    public static final int MAX_THREADS = 64;
    private static final int DEFAULT_THUMBNAIL = 160;

    public Settings {
        theme = theme == null ? ThemeChoice.SYSTEM : theme;
        annotator = annotator == null ? "" : annotator;
        engineThreads = engineThreads == 0 ? 1 : Math.clamp(engineThreads, 1, MAX_THREADS);
        thumbnailSize =
                thumbnailSize == 0 ? DEFAULT_THUMBNAIL : Math.clamp(thumbnailSize, MIN_THUMBNAIL, MAX_THUMBNAIL);
        agreedRoots = agreedRoots == null ? List.of() : List.copyOf(agreedRoots);
        models = models == null ? ModelSettings.defaults() : models;
    }

    /** What a first start gets: one engine thread, since two are slower on a small busy machine. */
    public static Settings defaults() {
        return new Settings(null, null, 0, 0, null, null, false, null, null);
    }
}
