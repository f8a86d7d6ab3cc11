package dev.signalbox.ui.router;

import dev.signalbox.model.RouterInfo;

/** What the profile lab can show now. */
sealed interface LabState {
    /** Nobody has looked at it yet. */
    record Idle() implements LabState {}

    /**
     * The fused vectors are being read, or made again.
     *
     * @param fraction 0..1, negative when the end is not known
     */
    record Busy(double fraction, String text) implements LabState {}

    /** Somebody stopped it. */
    record Stopped() implements LabState {}

    /** The workspace knows no router. */
    record NoRouter() implements LabState {}

    /** The router has not scored this dataset. */
    record NoScores(RouterInfo router) implements LabState {}

    /** The lab cannot be had. */
    record Failed(Throwable cause) implements LabState {}

    record Ready() implements LabState {}
}
