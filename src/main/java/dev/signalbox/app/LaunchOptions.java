package dev.signalbox.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the window was asked for.
 *
 * @param workspace   the folder to open, or null for the last one
 * @param aotTraining true to visit every screen and leave, so that the JDK records which classes a start needs
 */
record LaunchOptions(@Nullable Path workspace, boolean aotTraining) {
    private static final String WORKSPACE = "--workspace";
    private static final String AOT_TRAINING = "--aot-training";

    /** The options for the window, or empty when the words are for the command line. */
    static Optional<LaunchOptions> parse(List<String> words) {
        Path workspace = null;
        boolean training = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals(AOT_TRAINING)) {
                training = true;
            } else if (word.equals(WORKSPACE) && i + 1 < words.size()) {
                workspace = Path.of(words.get(++i));
            } else if (word.startsWith(WORKSPACE + "=")) {
                workspace = Path.of(word.substring(WORKSPACE.length() + 1));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new LaunchOptions(workspace, training));
    }
}
