package dev.signalbox.ui.detail;

import dev.signalbox.index.DatasetIndex;
import dev.signalbox.model.Correctness;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Corrections;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenDataset;
import org.jspecify.annotations.Nullable;

/** Corrects labels, references and notes of queries. */
final class Labelling {
    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Corrections corrections;

    Labelling(WorkbenchState state, DatasetDesk desk, Corrections corrections) {
        this.state = state;
        this.desk = desk;
        this.corrections = corrections;
    }

    /**
     * Marks the answer of a column; marking it again as it was corrected restores the import.
     *
     * @param label {@code UNKNOWN} restores the import
     */
    void mark(int column, Correctness label) {
        int query = state.focusedQuery().get();
        OpenDataset open = desk.open().get();
        DatasetIndex index = desk.index().get();
        if (open == null || index == null || query < 0 || column < 0) {
            return;
        }
        if (column >= open.table().width()) {
            corrections.say(Messages.text(
                    "detail.label.column", column + 1, open.table().width()));
            return;
        }
        String vlm = open.dataset().vlms().get(column).id();
        if (!open.table().answered()[column][query]) {
            corrections.say(Messages.text("detail.label.unanswered", vlm));
            return;
        }
        boolean again = index.labels().get(query, column) == label;
        boolean corrected = index.labels().corrected(query, column);
        Correctness target = again && corrected ? Correctness.UNKNOWN : label;
        if (again && !corrected || label == Correctness.UNKNOWN && !corrected) {
            corrections.say(Messages.text("detail.label.same", vlm));
            return;
        }
        String key = open.table().keys().get(query);
        change(
                switch (target) {
                    case RIGHT -> Messages.text("detail.label.right", vlm, key);
                    case WRONG -> Messages.text("detail.label.wrong", vlm, key);
                    case UNKNOWN -> Messages.text("detail.label.restored", vlm, key);
                },
                () -> desk.mark(query, column, target));
    }

    /** Corrects a query’s reference; null restores the import. */
    void reference(int query, @Nullable String text) {
        change(Messages.text("detail.label.reference", key(query)), () -> desk.setReference(query, text));
    }

    /** Writes a query’s note; blank takes it away. */
    void note(int query, String text) {
        change(Messages.text("detail.label.note", key(query)), () -> desk.setNote(query, text));
    }

    private String key(int query) {
        OpenDataset open = desk.open().get();
        return open == null ? "" : open.table().keys().get(query);
    }

    private void change(String what, Runnable change) {
        corrections.make(what, change);
    }
}
