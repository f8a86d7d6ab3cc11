package dev.signalbox.evaluation;

/**
 * Long loops in short pieces, each piece a method call. A JVM compiles a method that is called often after a few thousand of
 * its rounds, but waits for tens of thousands within one call: in pieces the first pass over 35,000 queries runs mostly
 * compiled instead of interpreted.
 */
final class Chunks {
    static final int SIZE = 32;

    private Chunks() {}

    /** Where the piece that begins at a place ends. */
    static int end(int from, int n) {
        return Math.min(n, from + SIZE);
    }
}
