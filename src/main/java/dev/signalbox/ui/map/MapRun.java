package dev.signalbox.ui.map;

import dev.signalbox.model.ScoreSet;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.projection.MapWatcher;
import dev.signalbox.projection.tsne.TsneState;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Progress;
import dev.signalbox.workbench.MapSubject;
import dev.signalbox.workbench.UnfinishedMap;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A map in the making: brings its frames to the screen, the newest one only, lets it pause, and keeps what it takes to go
 * on after a stop. Frames come on the computing thread; everything else is for the UI thread.
 */
final class MapRun implements MapWatcher {
    private static final long LOOK_MILLIS = 20;

    private final Jobs jobs;
    private final MapSubject subject;
    private final MapOptions options;
    private final Workspace workspace;
    private final ScoreSet scored;
    private final @Nullable TsneState from;
    private final Consumer<Shown> onFrame;
    private final AtomicReference<@Nullable Shown> newest = new AtomicReference<>();
    private final Object pause = new Object();
    private boolean paused;
    private volatile Progress progress = Progress.NONE;
    private boolean placing;
    private long lastNanos = -1;
    private int lastIteration;
    private double secondsEach = Double.NaN;

    /**
     * A frame on the screen.
     *
     * @param moving      false for the start
     * @param secondsLeft NaN before it can be told
     */
    record Shown(MapWatcher.Frame frame, boolean moving, double secondsLeft) {}

    MapRun(
            Jobs jobs,
            MapSubject subject,
            MapOptions options,
            Workspace workspace,
            ScoreSet scored,
            @Nullable TsneState from,
            Consumer<Shown> onFrame) {
        this.jobs = jobs;
        this.subject = subject;
        this.options = options;
        this.workspace = workspace;
        this.scored = scored;
        this.from = from;
        this.onFrame = onFrame;
    }

    /** Tells which job this is, before anything else on the computing thread. */
    MapRun within(Progress job) {
        progress = job;
        return this;
    }

    @Override
    public @Nullable TsneState resume() {
        return from;
    }

    @Override
    public void frame(MapWatcher.Frame frame) {
        long now = System.nanoTime();
        boolean moving = lastNanos > 0;
        if (placing && frame.iteration() > lastIteration) {
            double each = (now - lastNanos) / 1e9 / (frame.iteration() - lastIteration);
            secondsEach = Double.isNaN(secondsEach) ? each : 0.8 * secondsEach + 0.2 * each;
        }
        double left = frame.searching() ? Double.NaN : secondsEach * (frame.iterations() - frame.iteration());
        if (newest.getAndSet(new Shown(frame, moving, left)) == null) {
            jobs.after(Duration.ZERO, this::deliver);
        }
        waitWhilePaused();
        placing = moving && !frame.searching(); // until then most of the time goes into the neighbours
        lastNanos = System.nanoTime();
        lastIteration = frame.iteration();
    }

    private void deliver() {
        Shown shown = newest.getAndSet(null);
        if (shown != null && !progress.cancelled()) {
            onFrame.accept(shown);
        }
    }

    private void waitWhilePaused() {
        synchronized (pause) {
            try {
                while (paused && !progress.cancelled()) {
                    pause.wait(LOOK_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the progress hears of it
            }
        }
    }

    void setPaused(boolean stop) {
        synchronized (pause) {
            paused = stop;
            pause.notifyAll();
        }
    }

    boolean isPaused() {
        synchronized (pause) {
            return paused;
        }
    }

    @Override
    public void stopped(TsneState state) {
        if (state.iteration() > 0) {
            new UnfinishedMap(subject, options, state).write(workspace, scored);
        }
    }
}
