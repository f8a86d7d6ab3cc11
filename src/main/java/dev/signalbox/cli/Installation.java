package dev.signalbox.cli;

import dev.signalbox.settings.AppPaths;
import java.nio.file.Path;

/**
 * Where this copy of Signalbox and its people's data lie.
 *
 * @param home             the runnable tree (or the checkout) with {@code datasets/} and {@code resources/models/}
 * @param defaultWorkspace the workspace when {@code --workspace} is not given
 * @param paths            the person's settings and models
 */
public record Installation(Path home, Path defaultWorkspace, AppPaths paths) {
    /** One that keeps everything below its tree. */
    public Installation(Path home, Path defaultWorkspace) {
        this(home, defaultWorkspace, AppPaths.below(home, home));
    }
}
