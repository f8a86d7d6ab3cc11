package dev.signalbox.evaluation;

/** What decides between VLMs of equal confidence. */
public enum Ties {
    /** The lower known cost of this query, then the lower column. */
    COST_THEN_INDEX,
    /** The lower column alone, as every public implementation does. */
    FIRST_INDEX
}
