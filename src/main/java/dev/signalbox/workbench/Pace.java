package dev.signalbox.workbench;

import dev.signalbox.text.Messages;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How fast items are done and how long the rest will take. Speaks anew once a second, so that a line can be read. */
final class Pace {
    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanos;
    private final long start;
    private long spoken;
    private String sentence = "";

    Pace(LongSupplier nanos) {
        this.nanos = nanos;
        start = nanos.getAsLong();
        spoken = start - SECOND;
    }

    /**
     * Such as “640 of 32626, 41.3 per second, 13:01 left”.
     *
     * @param key   text with items done, items in all, items per second and time left
     * @param done  items in all that are done
     * @param fresh items among them that were done since this pace began
     */
    String say(String key, int done, int total, int fresh) {
        long now = nanos.getAsLong();
        if (now - spoken >= SECOND || done == total) {
            spoken = now;
            double rate = perSecond(fresh);
            String left = fresh == 0 ? "–" : clock((long) Math.ceil((total - done) / rate));
            sentence = Messages.text(key, done, total, fresh == 0 ? "–" : Messages.text("encode.rate", rate), left);
        }
        return sentence;
    }

    double seconds() {
        return Math.max(1, nanos.getAsLong() - start) / (double) SECOND;
    }

    double perSecond(int fresh) {
        return fresh / seconds();
    }

    private static String clock(long seconds) {
        Duration left = Duration.ofSeconds(seconds);
        return left.toHours() > 0
                ? String.format("%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : String.format("%d:%02d", left.toMinutes(), left.toSecondsPart());
    }
}
