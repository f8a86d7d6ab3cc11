package dev.signalbox.ui.evaluate;

/** What the screen can show now. */
sealed interface EvaluateState {
    /** The dataset or its scores are being read. */
    record Busy() implements EvaluateState {}

    /** Split and selection leave no query. */
    record NoRows() implements EvaluateState {}

    /** The pool has no VLM. */
    record NoPool() implements EvaluateState {}

    /** No VLM of the pool has a label on these queries. */
    record NoLabels() implements EvaluateState {}

    record Problem(Throwable cause) implements EvaluateState {}

    record Ready() implements EvaluateState {}
}
