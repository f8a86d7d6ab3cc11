package dev.signalbox.evaluation.comparison;

import java.util.Arrays;

/** Numbers 0, 1, 2… for keys in the order of their first appearance. */
final class Numbering {
    private static final int FREE = -1;

    private long[] keys = new long[64];
    private int[] numbers = fresh(64);
    private int size;

    int size() {
        return size;
    }

    int of(long key) {
        int at = place(key);
        if (numbers[at] == FREE) {
            if (2 * (size + 1) > keys.length) {
                grow();
                at = place(key);
            }
            keys[at] = key;
            numbers[at] = size++;
        }
        return numbers[at];
    }

    private int place(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 40) & (keys.length - 1);
        while (numbers[at] != FREE && keys[at] != key) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[2 * oldKeys.length];
        numbers = fresh(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != FREE) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                numbers[at] = oldNumbers[i];
            }
        }
    }

    private static int[] fresh(int length) {
        int[] numbers = new int[length];
        Arrays.fill(numbers, FREE);
        return numbers;
    }
}
