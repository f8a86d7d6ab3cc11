package dev.signalbox.evaluation;

/** How confidences are calibrated. */
public enum CalibrationMethod {
    /** Not at all: as the router says, which is the published procedure. */
    NONE,
    /** One number that divides the logit. */
    TEMPERATURE,
    /** A line over the logit. */
    PLATT,
    /** A non-decreasing function. */
    ISOTONIC
}
