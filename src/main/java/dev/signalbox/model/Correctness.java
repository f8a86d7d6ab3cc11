package dev.signalbox.model;

/** Whether a VLM's answer to a query is right. {@code UNKNOWN} is never treated as wrong. */
public enum Correctness {
    UNKNOWN(-1),
    WRONG(0),
    RIGHT(1);

    private final byte code;

    Correctness(int code) {
        this.code = (byte) code;
    }

    /** The byte that label columns hold: -1 unknown, 0 wrong, 1 right. */
    public byte code() {
        return code;
    }

    /**
     * The value behind a label column's byte.
     *
     * @throws IllegalArgumentException for any byte but -1, 0 and 1
     */
    public static Correctness of(byte code) {
        return switch (code) {
            case -1 -> UNKNOWN;
            case 0 -> WRONG;
            case 1 -> RIGHT;
            default -> throw new IllegalArgumentException("Not a label code: " + code);
        };
    }

    public static Correctness of(boolean right) {
        return right ? RIGHT : WRONG;
    }
}
