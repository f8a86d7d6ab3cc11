package dev.signalbox.task;

/** Work before there are {@link Jobs}, or beside them. */
public final class Background {
    private Background() {}

    /** Runs it on a thread of its own, which does not keep the process alive. */
    public static void start(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }
}
