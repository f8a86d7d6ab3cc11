package dev.signalbox.ui.tune;

import dev.signalbox.model.RouterInfo;

/** What the screen can show now. */
sealed interface TuneState {
    /** The dataset or its scores are being read. */
    record Busy() implements TuneState {}

    /** The workspace knows no router. */
    record NoRouter() implements TuneState {}

    /** A chosen router has not scored this dataset at all. */
    record NoScores(RouterInfo router) implements TuneState {}

    /** Split and selection leave no query with scores. */
    record NoRows() implements TuneState {}

    /** The chosen routers cannot make a cascade on this dataset. */
    record Problem(Throwable cause) implements TuneState {}

    record Ready() implements TuneState {}
}
