package dev.signalbox.ui.tune;

/** What can be drawn over tau. Its place is its style, so that a colour means the same everywhere. */
enum Series {
    EM("tune.em", true),
    ACCURACY("tune.accuracy", true),
    PRECISION("tune.precision", true),
    RECALL("tune.recall", true),
    F1("tune.f1", true),
    DEFERRAL("tune.deferral", false),
    PAID("tune.paid", false),
    BEST_SINGLE("tune.bestSingle", true),
    RANDOM("tune.random", true),
    ORACLE("tune.oracle", true);

    private final String key;
    private final boolean quality;

    Series(String key, boolean quality) {
        this.key = key;
        this.quality = quality;
    }

    String key() {
        return key;
    }

    /** True for what should be high, false for what it costs. */
    boolean quality() {
        return quality;
    }
}
