package dev.signalbox.workbench;

import dev.signalbox.index.Selection;
import dev.signalbox.index.TextFold;
import dev.signalbox.index.TextSearch;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.store.DatasetStore;
import dev.signalbox.task.Progress;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Searches the texts where they are stored, in one pass over them. */
final class StoredTexts implements TextSearch {
    private static final int STEP = 256;

    private final DatasetStore datasets;
    private final DatasetTable table;

    StoredTexts(DatasetStore datasets, DatasetTable table) {
        this.datasets = datasets;
        this.table = table;
    }

    @Override
    public Selection matching(String words, Progress progress) {
        String wanted = TextFold.fold(words).strip();
        BitSet found = new BitSet(table.size());
        datasets.forEachText(table.dataset().id(), (ordinal, question, reference, answers) -> {
            if (ordinal % STEP == 0) {
                progress.checkCancelled();
            }
            if (has(question, wanted)
                    || has(reference, wanted)
                    || has(table.keys().get(ordinal), wanted)
                    || answers.stream().anyMatch(answer -> has(answer, wanted))) {
                found.set(ordinal);
            }
        });
        return Selection.of(found);
    }

    private static boolean has(@Nullable String text, String wanted) {
        return text != null && TextFold.fold(text).contains(wanted);
    }
}
