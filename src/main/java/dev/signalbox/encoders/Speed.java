package dev.signalbox.encoders;

import dev.signalbox.download.ByteSize;
import dev.signalbox.text.Messages;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** How fast bytes come, over the last seconds, and how long the rest will take. */
final class Speed {
    private static final long SECOND = 1_000_000_000L;
    private static final long WINDOW = 8 * SECOND;
    private static final long STEP = SECOND / 4;

    private final LongSupplier nanos;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long at, long bytes) {}

    Speed(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Such as “260.1 of 605.2 MB, 12.3 MB/s, 0:28 left”; without rate while there is nothing to tell it from. */
    String say(long here, long all) {
        long now = nanos.getAsLong();
        Sample last = samples.peekLast();
        if (last == null || here < last.bytes()) {
            samples.clear();
            samples.add(new Sample(now, here));
        } else if (now - last.at() >= STEP) {
            samples.add(new Sample(now, here));
        }
        while (samples.size() > 2 && now - samples.getFirst().at() > WINDOW) {
            samples.removeFirst();
        }
        double rate = rate();
        String amount = Messages.text("models.amount", ByteSize.text(here), ByteSize.text(all));
        if (!(rate > 0)) {
            return amount;
        }
        long left = (long) Math.ceil((all - here) / rate);
        return Messages.text("models.pace", amount, ByteSize.text((long) rate), clock(Duration.ofSeconds(left)));
    }

    /** Bytes per second; 0 while not known. */
    double rate() {
        Sample first = samples.peekFirst();
        Sample last = samples.peekLast();
        if (first == null || last == null || last.at() - first.at() < SECOND) {
            return 0;
        }
        return (last.bytes() - first.bytes()) * (double) SECOND / (last.at() - first.at());
    }

    private static String clock(Duration left) {
        return left.toHours() > 0
                ? String.format("%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : String.format("%d:%02d", left.toMinutes(), left.toSecondsPart());
    }
}
