package dev.signalbox.ui.evaluate;

import dev.signalbox.evaluation.comparison.Standing;
import dev.signalbox.evaluation.comparison.Standing.Kind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What stays the same of a way of choosing when labels or queries change.
 *
 * @param name of a router; empty for what there is only one of
 */
record Key(Kind kind, String name) {
    static Key of(Standing standing) {
        return new Key(standing.kind(), standing.kind() == Kind.ROUTER ? standing.name() : "");
    }

    /** Its place among standings, or -1. */
    int in(List<Standing> standings) {
        return IntStream.range(0, standings.size())
                .filter(i -> of(standings.get(i)).equals(this))
                .findFirst()
                .orElse(-1);
    }
}
