package dev.signalbox.annotation;

import dev.signalbox.model.Event;

/** Where history is written down. */
@FunctionalInterface
public interface EventSink {
    /**
     * Makes an event durable before it returns.
     *
     * @return the event as stored, with its id
     */
    Event append(Event event);
}
