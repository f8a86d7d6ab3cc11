package dev.signalbox.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * Seeded chance, written out (SplitMix64) so that a dataset's bytes never depend on how a JDK draws numbers. Every part of
 * the dataset throws its own dice, made by {@link #child}: adding a part changes no other.
 */
final class Dice {
    private long state;

    Dice(long seed) {
        state = seed;
    }

    /** Dice of their own for a named part; throwing these leaves the child unchanged. */
    Dice child(String name) {
        long hash = state ^ 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return new Dice(mix(hash));
    }

    private long next() {
        state += 0x9e3779b97f4a7c15L;
        return mix(state);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    double between(double low, double high) {
        return low + (high - low) * unit();
    }

    /** Uniform in low..high, both included. */
    int whole(int low, int high) {
        return low + (int) ((high - low + 1) * unit());
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    <T> T pick(List<T> list) {
        return list.get(whole(0, list.size() - 1));
    }

    <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        for (int i = copy.size() - 1; i > 0; i--) {
            int j = whole(0, i);
            T swapped = copy.get(i);
            copy.set(i, copy.get(j));
            copy.set(j, swapped);
        }
        return copy;
    }

    /** The first {@code count} of a shuffle. */
    <T> List<T> some(List<T> list, int count) {
        return List.copyOf(shuffled(list).subList(0, count));
    }
}
