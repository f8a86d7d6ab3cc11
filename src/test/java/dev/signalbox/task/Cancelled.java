package dev.signalbox.task;

/** Work that somebody asked to stop before it began. */
public record Cancelled() implements Progress {
    @Override
    public void update(double fraction, String message) {}

    @Override
    public boolean cancelled() {
        return true;
    }
}
