package dev.signalbox.evaluation.comparison;

/** How an interval is read from resampled figures. */
public enum IntervalMethod {
    /** The central 95 % of the resampled figures. */
    PERCENTILE,
    /** Bias-corrected and accelerated (Efron 1987): shifted for the skew of figures near 0 or 1 and of few groups. */
    BCA
}
