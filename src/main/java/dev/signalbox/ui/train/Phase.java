package dev.signalbox.ui.train;

/** What a run does at this moment. */
enum Phase {
    PREPARING("train.phase.preparing"),
    RUNNING("train.phase.running"),
    /** Asked to pause; a step is not torn apart. */
    PAUSING("train.phase.pausing"),
    PAUSED("train.phase.paused"),
    /** Asked to stop; its state is being written. */
    STOPPING("train.phase.stopping");

    private final String key;

    Phase(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
