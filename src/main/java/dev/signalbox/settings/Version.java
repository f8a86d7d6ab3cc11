package dev.signalbox.settings;

import java.util.Objects;

/** Which Signalbox this is. */
public final class Version {
    private Version() {}

    /** The version of the jar that runs, or “development” for classes that were never packed. */
    public static String current() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");
    }
}
