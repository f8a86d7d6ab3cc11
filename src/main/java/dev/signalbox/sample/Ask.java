package dev.signalbox.sample;

/** What a question asks, as its words or its language tell: the cue of a text. */
enum Ask {
    GENERIC("missing value"),
    TOTAL("receipt total"),
    ITEMS("receipt items"),
    LOOKUP("table lookup"),
    SUM("table sum"),
    ENGLISH("sign reading"),
    RIGHT_TO_LEFT("sign reading"),
    EAST_ASIAN("sign reading"),
    HINDI_THAI("sign reading"),
    HIGHEST("chart highest"),
    LOWEST("chart lowest"),
    NEAREST("map nearest"),
    FARTHEST("map farthest");

    private final String task;

    Ask(String task) {
        this.task = task;
    }

    /** The task field of a record. */
    String task(Task scene) {
        return switch (scene) {
            case COUNTING -> "counting";
            case CLOCKS -> "clock reading";
            case GEOMETRY -> "geometry";
            default -> task;
        };
    }

    static Ask of(Script script) {
        return switch (script) {
            case LATIN -> ENGLISH;
            case ARABIC, HEBREW -> RIGHT_TO_LEFT;
            case CHINESE, JAPANESE, KOREAN -> EAST_ASIAN;
            case DEVANAGARI, THAI -> HINDI_THAI;
        };
    }
}
