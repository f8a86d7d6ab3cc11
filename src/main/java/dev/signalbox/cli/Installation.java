package dev.signalbox.cli;

import java.nio.file.Path;

/**
 * Where this copy of Signalbox and its people's data lie.
 *
 * @param home             the runnable tree (or the checkout) with {@code datasets/} and {@code resources/models/}
 * @param defaultWorkspace the workspace when {@code --workspace} is not given
 */
public record Installation(Path home, Path defaultWorkspace) {}
