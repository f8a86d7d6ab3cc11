package dev.signalbox.task;

/** What a job mostly waits for, which decides the threads that carry it. */
public enum Lane {
    /** Disks, databases and networks: a virtual thread each, any number at a time. */
    IO,
    /** Arithmetic: a few platform threads; the others wait in line. */
    CPU,
    /** Minutes to days, such as training: a platform thread each, so that nothing short waits for it. */
    LONG
}
