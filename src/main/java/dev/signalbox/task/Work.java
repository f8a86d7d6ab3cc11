package dev.signalbox.task;

import org.jspecify.annotations.Nullable;

/** Something that takes time. It reports through {@link Progress} and asks there whether it should stop. */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
    T run(Progress progress) throws Exception;
}
