package dev.signalbox.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.clusters.Contours;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.workbench.NameClusters;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies over the map of two clusters, one of signs to read and one of apples to count. */
class MapLayersTest {
    @TempDir
    Path folder;

    @Test
    void clustersAreNamedByTheirQuestionsWords() {
        try (MapBench bench = mapped()) {
            MapLayers layers = bench.model.layers();
            List<NameClusters.Named> named = layers.clusters().get();
            assertThat(named).hasSize(2);
            for (NameClusters.Named cluster : named) {
                assertThat(cluster.size()).isBetween(90, 100);
                assertThat(cluster.words()).containsAnyOf("sign", "apples").doesNotContain("please", "the", "question");
                // Its name stands among the cluster’s points: those of the task that its words come from.
                boolean signs = cluster.words().contains("sign");
                PlacedMap map = bench.model.map().get();
                assertThat(map).isNotNull();
                assertThat(Math.signum(map.x()[map.place(signs ? 0 : 1)])).isEqualTo((float) Math.signum(cluster.x()));
            }
            layers.names().set(false);
            assertThat(layers.clusters().get()).isEmpty();
            layers.names().set(true);
            assertThat(layers.clusters().get()).isEqualTo(named);
            assertThat(bench.failures).isEmpty();
        }
    }

    @Test
    void densityIsThatOfWhatStandsOut() {
        try (MapBench bench = mapped()) {
            MapLayers layers = bench.model.layers();
            assertThat(layers.lines().get()).isEmpty();
            layers.density().set(true);
            List<Contours.Line> all = layers.lines().get();
            assertThat(all.stream().map(Contours.Line::level).distinct()).contains(0, 1, 2);
            assertThat(sides(all)).containsExactly(-1.0, 1.0);
            bench.state.filterRule().set("task:read");
            assertThat(sides(layers.lines().get())).hasSize(1);
            bench.state.filterRule().set("");
            assertThat(sides(layers.lines().get())).hasSize(2);
            layers.density().set(false);
            assertThat(layers.lines().get()).isEmpty();
            assertThat(bench.failures).isEmpty();
        }
    }

    /** On which sides of the middle lines lie. */
    private static List<Double> sides(List<Contours.Line> lines) {
        return lines.stream()
                .map(line -> Math.signum(line.x()[0]))
                .distinct()
                .sorted()
                .toList();
    }

    private MapBench mapped() {
        MapBench bench = new MapBench(folder, new DirectJobs(), 200, true);
        bench.use();
        bench.model.compute(MapOptions.of(MapOptions.Method.PCA, 7));
        assertThat(bench.failures).isEmpty();
        return bench;
    }
}
