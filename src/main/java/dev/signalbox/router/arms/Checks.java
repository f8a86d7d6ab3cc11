package dev.signalbox.router.arms;

/** Bounds of configuration values; a hostile configuration must not make the engine allocate the machine away. */
final class Checks {
    private static final int LARGEST = 1 << 20;

    private Checks() {}

    static void positive(String name, int value) {
        if (value < 1 || value > LARGEST) {
            throw new IllegalArgumentException(name + " is between 1 and " + LARGEST + ", not " + value);
        }
    }

    static void divides(String name, int part, int whole) {
        positive(name, part);
        positive(name, whole);
        if (whole % part != 0) {
            throw new IllegalArgumentException(name + " " + part + " does not divide " + whole);
        }
    }

    static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is at least 0 and below 1, not " + value);
        }
    }
}
