package dev.signalbox.annotation;

import dev.signalbox.model.Event;
import java.util.List;

/** Where history is written down. */
@FunctionalInterface
public interface EventSink {
    /**
     * Makes events durable before it returns: all of them, or none when it throws.
     *
     * @return the events as stored, with their ids
     */
    List<Event> append(List<Event> events);
}
