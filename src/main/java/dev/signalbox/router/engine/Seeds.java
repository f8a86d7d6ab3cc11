package dev.signalbox.router.engine;

/**
 * Seeds derived from one root seed by purpose and number. Nothing has to remember where a generator stood: whoever knows
 * the step knows its draws, so that training resumed in the middle draws what uninterrupted training draws.
 */
enum Seeds {
    WEIGHTS,
    SPLIT,
    SHUFFLE,
    ENGINE,
    SHIFT,
    REPLAY;

    /** The seed for the {@code number}-th draw of this kind; the finaliser of SplitMix64 over both. */
    long of(long root, long number) {
        return mix(mix(root + 0x9E3779B97F4A7C15L * (ordinal() + 1)) + number);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
