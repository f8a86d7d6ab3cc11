package dev.signalbox.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.projection.neighbours.Points;
import dev.signalbox.task.Parallel;
import dev.signalbox.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopRuleTest {
    private static MapResult map(int iterations, StopRule stop) {
        int n = 300;
        Points points = new Points(n, 10, SimulatedVectors.of(n, 10, 5));
        try (Parallel parallel = new Parallel(2)) {
            return Projections.compute(
                    points,
                    new MapOptions(MapOptions.Method.TSNE, 1, 10, iterations, stop),
                    parallel,
                    MapWatcher.NONE,
                    Progress.NONE);
        }
    }

    @Test
    void withoutARuleAllIterationsRun() {
        MapResult result = map(420, StopRule.NEVER);
        assertThat(result.iterations()).isEqualTo(420);
        assertThat(result.ending()).isEqualTo(MapResult.Ending.ITERATIONS);
    }

    /** Ends early for the reason given, never while it exaggerates, and is then the map of a run of so many iterations. */
    @ParameterizedTest
    @CsvSource({"1000, 0, GRADIENT, 300", "0, 50, STALLED, 0", "0, 200, STALLED, 0"})
    void aRuleEndsTheRun(double gradient, int patience, MapResult.Ending ending, int exactly) {
        MapResult result = map(20_000, new StopRule(gradient, patience));
        assertThat(result.ending()).isEqualTo(ending);
        assertThat(result.iterations()).isGreaterThan(250 + patience / 2).isLessThan(20_000);
        if (exactly > 0) {
            assertThat(result.iterations()).isEqualTo(exactly);
        }
        assertThat(map(result.iterations(), StopRule.NEVER).xy()).isEqualTo(result.xy());
    }

    @Test
    void theLookAtTheDivergence() {
        StopRule.Watch watch = new StopRule(0, 100).new Watch();
        assertThat(watch.look(300, 1, 2)).isEqualTo(MapResult.Ending.ITERATIONS);
        assertThat(watch.look(350, 1, 1.9)).isEqualTo(MapResult.Ending.ITERATIONS);
        assertThat(watch.look(400, 1, 1.8999)).isEqualTo(MapResult.Ending.ITERATIONS);
        assertThat(watch.look(450, 1, 1.8998)).isEqualTo(MapResult.Ending.STALLED);
        assertThat(new StopRule(0.5, 0).new Watch().look(300, 0.4, 2)).isEqualTo(MapResult.Ending.GRADIENT);
        assertThat(StopRule.NEVER.new Watch().look(300, 0, 2)).isEqualTo(MapResult.Ending.ITERATIONS);
        assertThatThrownBy(() -> new StopRule(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StopRule(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
