package dev.signalbox.ui.live;

import dev.signalbox.workbench.OpenDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stored query that was brought to the screen; what is asked is still it while question and picture are.
 *
 * @param picture  the first picture's file, or null when there is none that can be read
 * @param pictures how many it names
 * @param named    the first picture's name in the dataset, or null when it names none
 */
record Origin(
        long dataset,
        int query,
        String key,
        String question,
        @Nullable Path picture,
        int pictures,
        @Nullable String named) {
    /** Reads a query; not for the UI thread. */
    static Origin read(OpenDataset open, int query) {
        List<String> named = open.table().pictures().get(query);
        Path file = open.pictures().first(query);
        return new Origin(
                open.dataset().id(),
                query,
                open.table().keys().get(query),
                open.workspace().datasets().question(open.dataset().id(), query),
                file == null ? null : file.toAbsolutePath().normalize(),
                named.size(),
                named.isEmpty() ? null : named.getFirst());
    }

    boolean is(String asked, @Nullable Source source) {
        return question.equals(asked) && Objects.equals(source, picture == null ? null : new Source.File(picture));
    }
}
