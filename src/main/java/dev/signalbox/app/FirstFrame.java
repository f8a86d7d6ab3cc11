package dev.signalbox.app;

import java.lang.management.ManagementFactory;
import javafx.animation.AnimationTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the first frame is on its way to the screen, then lets the slow things begin. A timer tick comes before the
 * layout and the drawing of its pulse: at the third one the first frame has been drawn.
 */
final class FirstFrame extends AnimationTimer {
    private static final Logger LOG = LoggerFactory.getLogger(FirstFrame.class);
    private static final int TICKS = 3;

    private final Runnable afterwards;
    private int ticks;

    FirstFrame(Runnable afterwards) {
        this.afterwards = afterwards;
    }

    @Override
    public void handle(long now) {
        ticks++;
        if (ticks < TICKS) {
            return;
        }
        stop();
        LOG.info("first frame after {} ms", sinceStart());
        afterwards.run();
    }

    /** Milliseconds that this process has run. */
    static long sinceStart() {
        // Not ProcessHandle's start: Linux tells it by a clock that may run a second beside this one.
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }
}
