package dev.signalbox.importing;

import dev.signalbox.task.Progress;

/** A step's own 0..1 as a part of the whole. */
record PartOfProgress(Progress whole, double from, double to) implements Progress {
    @Override
    public void update(double fraction, String message) {
        whole.update(fraction < 0 ? fraction : from + fraction * (to - from), message);
    }

    @Override
    public boolean cancelled() {
        return whole.cancelled();
    }
}
