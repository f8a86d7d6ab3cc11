package dev.signalbox.index;

/** An order of queries. Ties keep the order of import; what is not known comes last either way. */
public record Sort(Key by, boolean descending) {
    /** As imported. */
    public static final Sort IMPORTED = new Sort(Key.ORDINAL, false);

    /** What to sort by. */
    public enum Key {
        ORDINAL,
        /** The query's key in its source. */
        KEY,
        /** How many VLMs are right. */
        RIGHT,
        /** The sum of the known costs of its answers, US dollars. */
        COST,
        /** The share of right labels times the share of wrong ones: largest where VLMs split evenly. */
        DISAGREEMENT,
        /** 1 where the router's choice is wrong and another VLM is right, 0 where it is not; unknown without a choice. */
        REGRET
    }
}
