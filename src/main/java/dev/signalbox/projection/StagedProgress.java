package dev.signalbox.projection;

import dev.signalbox.task.Progress;

/** A stretch of a longer job's progress with a message of its own. */
record StagedProgress(Progress whole, double from, double to, String message) implements Progress {
    @Override
    public void update(double fraction, String ignored) {
        whole.update(from + (to - from) * Math.min(1, Math.max(0, fraction)), message);
    }

    @Override
    public boolean cancelled() {
        return whole.cancelled();
    }
}
