package dev.signalbox.index;

import dev.signalbox.task.Progress;
import java.util.BitSet;
import java.util.List;

/** Searches texts held in memory, folded once: for datasets small enough, and for tests. */
public final class MemoryTextSearch implements TextSearch {
    private static final int STEP = 4096;

    private final List<String> folded;

    /** @param texts per query everything that can be found, one part a line */
    public MemoryTextSearch(List<String> texts) {
        folded = texts.stream().map(MemoryTextSearch::foldLines).toList();
    }

    // Folding makes one space of a line's end; parts must not run together into a false match.
    private static String foldLines(String text) {
        StringBuilder result = new StringBuilder();
        text.lines().forEach(line -> result.append(TextFold.fold(line)).append('\n'));
        return result.toString();
    }

    @Override
    public Selection matching(String words, Progress progress) {
        String wanted = TextFold.fold(words).strip();
        BitSet found = new BitSet(folded.size());
        for (int query = 0; query < folded.size(); query++) {
            if (query % STEP == 0) {
                progress.checkCancelled();
            }
            if (folded.get(query).contains(wanted)) {
                found.set(query);
            }
        }
        return Selection.take(found);
    }
}
