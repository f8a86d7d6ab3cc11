package dev.signalbox.index;

import dev.signalbox.model.Correctness;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One VLM's column of labels as bitmaps, built once per column and version: a relation filter is then one copy of a
 * bitmap. Never changed after it is built.
 */
@SuppressWarnings("ArrayRecordComponent") // the label column that the bitmaps were made from
record LabelBits(byte[] column, BitSet right, BitSet wrong, BitSet corrected) {
    static LabelBits[] of(Labels labels, LabelBits @Nullable [] before) {
        LabelBits[] result = new LabelBits[labels.width()];
        for (int k = 0; k < result.length; k++) {
            byte[] column = labels.column(k);
            LabelBits old = before == null ? null : before[k];
            boolean same = old != null && Arrays.equals(old.column, column);
            result[k] = same ? old : of(column, labels.importedColumn(k));
        }
        return result;
    }

    private static LabelBits of(byte[] column, byte[] imported) {
        BitSet right = new BitSet(column.length);
        BitSet wrong = new BitSet(column.length);
        BitSet corrected = new BitSet();
        for (int query = 0; query < column.length; query++) {
            if (column[query] == Correctness.RIGHT.code()) {
                right.set(query);
            } else if (column[query] == Correctness.WRONG.code()) {
                wrong.set(query);
            }
            if (column[query] != imported[query]) {
                corrected.set(query);
            }
        }
        return new LabelBits(column, right, wrong, corrected);
    }

    static BitSet anyRight(LabelBits[] all) {
        BitSet result = new BitSet();
        for (LabelBits bits : all) {
            result.or(bits.right);
        }
        return result;
    }

    static BitSet anyWrong(LabelBits[] all) {
        BitSet result = new BitSet();
        for (LabelBits bits : all) {
            result.or(bits.wrong);
        }
        return result;
    }

    /** Exactly one right: seen once and not twice. */
    static BitSet oneRight(LabelBits[] all) {
        BitSet once = new BitSet();
        BitSet twice = new BitSet();
        for (LabelBits bits : all) {
            BitSet again = (BitSet) once.clone();
            again.and(bits.right);
            twice.or(again);
            once.or(bits.right);
        }
        once.andNot(twice);
        return once;
    }

    static BitSet corrected(LabelBits[] all) {
        BitSet result = new BitSet();
        for (LabelBits bits : all) {
            result.or(bits.corrected);
        }
        return result;
    }
}
