package dev.signalbox.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A set of query ordinals as an immutable bitmap: the one form in which selections travel between screens. Every
 * operation costs n/64 steps.
 */
public final class Selection {
    private static final Selection NONE = new Selection(new BitSet());

    private final BitSet bits;
    private final int size;

    /** Takes the bitmap over; the caller must not touch it again. */
    private Selection(BitSet bits) {
        this.bits = bits;
        this.size = bits.cardinality();
    }

    static Selection take(BitSet bits) {
        return new Selection(bits);
    }

    public static Selection none() {
        return NONE;
    }

    /** Ordinals 0..n-1. */
    public static Selection all(int n) {
        BitSet bits = new BitSet(n);
        bits.set(0, n);
        return new Selection(bits);
    }

    public static Selection of(int... ordinals) {
        BitSet bits = new BitSet();
        for (int ordinal : ordinals) {
            bits.set(ordinal);
        }
        return new Selection(bits);
    }

    /** Copies a bitmap. */
    public static Selection of(BitSet ordinals) {
        return new Selection((BitSet) ordinals.clone());
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public boolean contains(int ordinal) {
        return bits.get(ordinal);
    }

    public Selection and(Selection other) {
        BitSet result = copy();
        result.and(other.bits);
        return new Selection(result);
    }

    public Selection or(Selection other) {
        BitSet result = copy();
        result.or(other.bits);
        return new Selection(result);
    }

    public Selection minus(Selection other) {
        BitSet result = copy();
        result.andNot(other.bits);
        return new Selection(result);
    }

    /** Those of 0..n-1 that are not in this selection. */
    public Selection not(int n) {
        BitSet result = copy();
        result.flip(0, n);
        return new Selection(result);
    }

    /** This selection with one ordinal put in or taken out. */
    public Selection toggled(int ordinal) {
        BitSet result = copy();
        result.flip(ordinal);
        return new Selection(result);
    }

    /** The first ordinal at or after a place, or -1. */
    public int next(int from) {
        return bits.nextSetBit(from);
    }

    /** In ascending order. */
    public void forEach(IntConsumer action) {
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            action.accept(i);
        }
    }

    /** In ascending order. */
    public IntStream stream() {
        return bits.stream();
    }

    /** In ascending order. */
    public int[] toArray() {
        int[] result = new int[size];
        int at = 0;
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            result[at++] = i;
        }
        return result;
    }

    /** A bitmap of its own that the caller may change. */
    BitSet copy() {
        return (BitSet) bits.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Selection that && bits.equals(that.bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    @Override
    public String toString() {
        return size <= 20 ? Arrays.toString(toArray()) : size + " queries";
    }
}
