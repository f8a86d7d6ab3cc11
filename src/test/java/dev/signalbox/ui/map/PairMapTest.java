package dev.signalbox.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.Correctness;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.task.Progress;
import dev.signalbox.workbench.MapSubject;
import dev.signalbox.workbench.NameClusters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The map of queries with VLMs. */
class PairMapTest {
    private static final int QUERIES = 40;
    private static final int VLMS = MapBench.VLMS.size();
    private static final MapOptions BY_PCA = MapOptions.of(MapOptions.Method.PCA, 3);

    @TempDir
    private Path folder;

    private MapBench bench;

    @BeforeEach
    void open() {
        bench = new MapBench(folder, new DirectJobs(), QUERIES, true);
        bench.use();
        bench.model.show(MapSubject.Kind.PAIRS);
    }

    @AfterEach
    void close() {
        assertThat(bench.failures).isEmpty();
        bench.close();
    }

    private PlacedMap map() {
        return Objects.requireNonNull(bench.model.map().get());
    }

    private Colouring colours(ColourBy by) {
        bench.model.colours().by().set(by);
        return Objects.requireNonNull(bench.model.colours().colouring().get());
    }

    @Test
    void everyQueryHasAPointForEveryVlm() {
        assertThat(bench.model.phase().get()).isEqualTo(MapViewModel.Phase.NO_MAP);
        assertThat(bench.model.missing()).contains("40 queries with 3 VLMs make 120 points");
        bench.model.compute(BY_PCA);
        PlacedMap map = map();
        assertThat(map.size()).isEqualTo(QUERIES * VLMS);
        assertThat(map.sampled()).isFalse();
        assertThat(map.vlms()).isEqualTo(MapBench.VLMS);
        assertThat(map.ordinal(7)).isEqualTo(2);
        assertThat(map.vlm(7)).isEqualTo(1);
        assertThat(map.place(2)).isEqualTo(6);
        assertThat(bench.model.caption()).contains("all 40 queries", "each with 3 VLMs");
        // The kinds do not mix, and each is there at the next start.
        bench.model.show(MapSubject.Kind.QUERIES);
        assertThat(bench.model.phase().get()).isEqualTo(MapViewModel.Phase.NO_MAP);
        bench.model.compute(BY_PCA);
        assertThat(map().size()).isEqualTo(QUERIES);
        bench.close();
        bench = new MapBench(folder, new DirectJobs(), QUERIES, true);
        bench.use();
        assertThat(map().size()).isEqualTo(QUERIES);
        bench.model.show(MapSubject.Kind.PAIRS);
        assertThat(map().points().xy()).isEqualTo(map.points().xy());
    }

    @Test
    void aSampleIsDrawnByQuery() {
        bench.model.compute(MapSubject.pairs(10), BY_PCA);
        PlacedMap map = map();
        assertThat(map.size()).isEqualTo(10 * VLMS);
        assertThat(map.queries()).isEqualTo(10);
        assertThat(bench.model.caption()).contains("sample of 10 of 40 queries");
        for (int place = 0; place < map.size(); place++) {
            assertThat(map.place(map.ordinal(place))).isEqualTo(place / VLMS * VLMS);
        }
        assertThat(IntStream.range(0, QUERIES).filter(q -> map.place(q) < 0)).hasSize(30);
    }

    @Test
    void coloursTellOfThePair() {
        bench.model.compute(BY_PCA);
        assertThat(bench.model.colours().by().get()).isEqualTo(new ColourBy.PairVlm());
        Colouring vlms = colours(new ColourBy.PairVlm());
        assertThat(vlms.names()).isEqualTo(MapBench.VLMS);
        Colouring verdicts = colours(new ColourBy.PairVerdict());
        Colouring confidences = colours(new ColourBy.PairConfidence());
        for (int place = 0; place < map().size(); place++) {
            int query = place / VLMS;
            int vlm = place % VLMS;
            assertThat(vlms.codes()[place]).isEqualTo(vlm);
            assertThat(verdicts.codes()[place]).isEqualTo((query / 2 >> vlm & 1) == 1 ? 0 : 1);
            assertThat(confidences.values()[place])
                    .isEqualTo(vlm == 0 ? 0.2f : vlm == 1 ? 0.5f + 0.4f * query / QUERIES : 0.1f);
        }
        // A colour of the query is its points' colour, and each kind keeps its own.
        Colouring tasks = colours(new ColourBy.Field("task"));
        assertThat(tasks.codes()[3 * VLMS]).isEqualTo(tasks.codes()[3 * VLMS + 2]);
        bench.model.show(MapSubject.Kind.QUERIES);
        bench.model.compute(BY_PCA);
        bench.model.colours().by().set(new ColourBy.Solved());
        bench.model.show(MapSubject.Kind.PAIRS);
        assertThat(bench.model.colours().by().get()).isEqualTo(new ColourBy.Field("task"));
        bench.model.show(MapSubject.Kind.QUERIES);
        assertThat(bench.model.colours().by().get()).isEqualTo(new ColourBy.Solved());
    }

    @Test
    void aCorrectedLabelChangesTheColour() {
        bench.model.compute(BY_PCA);
        int place = 5 * VLMS + 1;
        int before = colours(new ColourBy.PairVerdict()).codes()[place];
        bench.desk.mark(5, 1, before == 0 ? Correctness.WRONG : Correctness.RIGHT);
        assertThat(colours(new ColourBy.PairVerdict()).codes()[place]).isEqualTo(1 - before);
    }

    @Test
    void gesturesChooseQueries() {
        bench.model.compute(BY_PCA);
        bench.model.choose(new int[] {4 * VLMS + 1, 9 * VLMS}, MapViewModel.Joining.REPLACE);
        assertThat(Objects.requireNonNull(bench.state.selection().get()).stream())
                .containsExactly(4, 9);
        assertThat(Objects.requireNonNull(bench.model.selected().get()).stream())
                .containsExactly(12, 13, 14, 27, 28, 29);
        assertThat(Texts.chosen(map(), bench.model.selected().get())).isEqualTo("6 of 120 points, 2 of 40 queries");
        bench.model.open(9 * VLMS + 2);
        assertThat(bench.state.focusedQuery().get()).isEqualTo(9);
        assertThat(bench.model.focused().get()).isEqualTo(9 * VLMS);
        List<MapViewModel.Described> told = new ArrayList<>();
        bench.model.describe(4 * VLMS + 1, told::add);
        assertThat(told.getLast().key()).isEqualTo("q4 × vlm-1");
        assertThat(told.getLast().question()).isEqualTo("Question 4?");
        assertThat(told.getLast().category()).isEqualTo("right · confidence 0.540");
    }

    @Test
    void clustersAreNamedByTheirVlms() {
        int n = 3000;
        float[] x = new float[n];
        float[] y = new float[n];
        int[] kinds = new int[n];
        Random random = new Random(3);
        for (int i = 0; i < n; i++) {
            // Two VLMs of their own, two that cannot be told apart.
            kinds[i] = i % 4;
            x[i] = (float) (random.nextGaussian() + 30 * Math.min(2, kinds[i]));
            // The first has two clusters, which have one name.
            y[i] = (float) (random.nextGaussian() + (i % 8 == 0 ? 30 : 0));
        }
        List<NameClusters.Named> named =
                NameClusters.nameByKind(x, y, kinds, List.of("alder", "birch", "cedar", "dogwood"), Progress.NONE);
        assertThat(named)
                .extracting(cluster -> Set.copyOf(cluster.words()))
                .containsExactlyInAnyOrder(Set.of("alder"), Set.of("birch"), Set.of("cedar", "dogwood"));
    }
}
