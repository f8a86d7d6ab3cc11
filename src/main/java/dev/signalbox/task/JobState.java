package dev.signalbox.task;

/** Where a job stands. {@link #DONE}, {@link #FAILED} and {@link #CANCELLED} are final. */
public enum JobState {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    public boolean over() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
