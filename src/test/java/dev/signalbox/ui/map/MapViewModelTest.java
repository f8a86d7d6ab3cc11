package dev.signalbox.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.Correctness;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.store.VectorFile;
import dev.signalbox.task.DirectJobs;
import dev.signalbox.task.Job;
import dev.signalbox.task.JobState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapViewModelTest {
    private static final int QUERIES = 16;

    @TempDir
    Path folder;

    private final DirectJobs jobs = new DirectJobs();
    private final List<MapBench> benches = new ArrayList<>();

    @AfterEach
    void close() {
        benches.forEach(MapBench::close);
    }

    private MapBench bench(boolean scored) {
        MapBench bench = new MapBench(folder, jobs, QUERIES, scored);
        benches.add(bench);
        return bench;
    }

    private MapBench mapped() {
        MapBench bench = bench(true);
        bench.use();
        bench.model.compute(MapOptions.of(MapOptions.Method.PCA, 7));
        assertThat(bench.failures).isEmpty();
        return bench;
    }

    private static Colouring colours(MapBench bench, ColourBy by) {
        bench.model.colours().by().set(by);
        return Objects.requireNonNull(bench.model.colours().colouring().get());
    }

    @Test
    void saysWhatIsMissing() {
        MapBench bench = bench(false);
        assertThat(bench.model.phase().get()).isEqualTo(MapViewModel.Phase.LOADING);
        bench.use();
        assertThat(bench.model.phase().get()).isEqualTo(MapViewModel.Phase.NO_SCORES);
        bench.state.router().set(null);
        assertThat(bench.model.phase().get()).isEqualTo(MapViewModel.Phase.NO_ROUTER);
    }

    @Test
    void aMapIsMadeShownAndThereAtTheNextStart() {
        MapBench bench = bench(true);
        bench.use();
        assertThat(bench.model.phase().get()).isEqualTo(MapViewModel.Phase.NO_MAP);
        bench.model.compute(MapOptions.of(MapOptions.Method.PCA, 7));
        assertThat(bench.model.phase().get()).isEqualTo(MapViewModel.Phase.READY);
        assertThat(bench.model.method().get()).isEqualTo(MapOptions.Method.PCA);
        assertThat(bench.model.job().get()).isNull();
        PlacedMap made = Objects.requireNonNull(bench.model.map().get());
        assertThat(made.size()).isEqualTo(QUERIES);
        assertThat(made.current()).isTrue();
        assertThat(bench.model.caption()).contains("Principal components", "all 16 queries");
        bench.close();
        benches.clear();

        MapBench again = bench(true);
        again.use();
        PlacedMap stored = Objects.requireNonNull(again.model.map().get());
        assertThat(stored.points().xy()).isEqualTo(made.points().xy());
        assertThat(stored.points().projection().seed()).isEqualTo(7);
        assertThat(stored.explained()).isEqualTo(made.explained());
        again.model.show(MapOptions.Method.TSNE);
        assertThat(again.model.phase().get()).isEqualTo(MapViewModel.Phase.NO_MAP);
        again.model.show(MapOptions.Method.PCA);
        assertThat(again.model.phase().get()).isEqualTo(MapViewModel.Phase.READY);
    }

    @Test
    void everyQueryIsPlaced() {
        MapBench bench = bench(true);
        bench.use();
        bench.model.compute(new MapOptions(MapOptions.Method.TSNE, 3, 4, 500));
        assertThat(bench.model.caption()).contains("t-SNE", "seed 3", "KL divergence", "all 16 queries");
        PlacedMap map = Objects.requireNonNull(bench.model.map().get());
        assertThat(map.sampled()).isFalse();
        assertThat(IntStream.range(0, map.size()).map(map::ordinal).toArray())
                .containsExactly(IntStream.range(0, 16).toArray());
    }

    @Test
    void aCancelledMapLeavesNothing() {
        MapBench bench = bench(true);
        bench.use();
        jobs.hold();
        bench.model.compute(MapOptions.of(MapOptions.Method.TSNE, 1));
        Job<?> running = Objects.requireNonNull(bench.model.job().get());
        bench.model.cancel();
        jobs.runAll();
        assertThat(bench.model.job().get()).isNull();
        assertThat(running.state()).isEqualTo(JobState.CANCELLED);
        assertThat(bench.workspace.projections().list(bench.dataset.id())).isEmpty();
        assertThat(bench.model.phase().get()).isEqualTo(MapViewModel.Phase.NO_MAP);
        assertThat(bench.failures).isEmpty();
    }

    @Test
    void readOnlyMakesNothing() {
        MapBench bench = bench(true);
        bench.use();
        bench.state.readOnly().set(true);
        int before = jobs.submitted().size();
        bench.model.compute(MapOptions.of(MapOptions.Method.PCA, 1));
        assertThat(jobs.submitted()).hasSize(before);
    }

    @Test
    void coloursTellTheTruth() {
        MapBench bench = mapped();
        assertThat(bench.model.colours().choices().get())
                .contains(
                        new ColourBy.Field("task"),
                        new ColourBy.Regret(),
                        new ColourBy.Chosen(),
                        new ColourBy.Expert(),
                        new ColourBy.Confidence(),
                        new ColourBy.Solved(),
                        new ColourBy.Verdict(2, "vlm-2"));

        Colouring task = colours(bench, new ColourBy.Field("task"));
        assertThat(IntStream.range(0, QUERIES).mapToObj(q -> task.names().get(task.codes()[q])))
                .containsExactly(IntStream.range(0, QUERIES)
                        .mapToObj(q -> q % 2 == 0 ? "read" : "count")
                        .toArray(String[]::new));

        Colouring verdict = colours(bench, new ColourBy.Verdict(0, "vlm-0"));
        assertThat(verdict.codes())
                .containsExactly(IntStream.range(0, QUERIES)
                        .map(q -> (q / 2 & 1) == 1 ? 0 : 1)
                        .toArray());

        Colouring solved = colours(bench, new ColourBy.Solved());
        assertThat(solved.codes())
                .containsExactly(IntStream.range(0, QUERIES)
                        .map(q -> Integer.bitCount(q / 2))
                        .toArray());

        Colouring expert = colours(bench, new ColourBy.Expert());
        assertThat(expert.codes())
                .containsExactly(IntStream.range(0, QUERIES).map(q -> q % 4).toArray());

        Colouring chosen = colours(bench, new ColourBy.Chosen());
        assertThat(chosen.names()).containsExactly("vlm-1");

        // VLM 1 is always chosen: right where its bit is set, else avoidable where another bit is set.
        Colouring regret = colours(bench, new ColourBy.Regret());
        assertThat(regret.codes())
                .containsExactly(IntStream.range(0, QUERIES)
                        .map(q -> (q / 2 >> 1 & 1) == 1 ? 0 : q / 2 == 0 ? 2 : 1)
                        .toArray());

        Colouring ofVlm = colours(bench, new ColourBy.OfVlm(2, "vlm-2"));
        assertThat(ofVlm.values()).hasSize(QUERIES).containsOnly(0.1f);
        Colouring confidence = colours(bench, new ColourBy.Confidence());
        assertThat(confidence.continuous()).isTrue();
        assertThat(confidence.values()[0]).isEqualTo(0.5f);
        assertThat(confidence.low()).isEqualTo(0.5f);
        assertThat(confidence.high()).isEqualTo(0.5f + 0.4f * 15 / 16);
    }

    @Test
    void anUnknownLabelIsNoWrongOne() {
        MapBench bench = mapped();
        // Query 0: nobody is right. With VLM 0 unknown, it may have been avoidable.
        bench.desk.mark(0, 0, Correctness.RIGHT);
        assertThat(colours(bench, new ColourBy.Regret()).codes()[0]).isEqualTo(1);
        bench.desk.mark(0, 0, Correctness.WRONG);
        assertThat(Objects.requireNonNull(bench.model.colours().colouring().get())
                        .codes()[0])
                .as("a correction recolours at once")
                .isEqualTo(2);
    }

    @Test
    void theLegendCountsWhatIsSelected() {
        MapBench bench = mapped();
        Colouring task = colours(bench, new ColourBy.Field("task"));
        BitSet places = new BitSet();
        places.set(0, 5);
        List<Colouring.Entry> entries = task.entries(places);
        assertThat(entries).extracting(Colouring.Entry::total).containsOnly(8);
        assertThat(entries.stream()
                        .filter(e -> e.name().equals("read"))
                        .findFirst()
                        .orElseThrow()
                        .shown())
                .isEqualTo(3);
        assertThat(task.entries(null)).extracting(Colouring.Entry::shown).containsOnly(8);
    }

    @Test
    void choosingGoesToTheStateAndFiltersComeBack() {
        MapBench bench = mapped();
        assertThat(bench.model.selected().get()).isNull();
        bench.model.choose(new int[] {2, 3, 4}, MapViewModel.Joining.REPLACE);
        assertThat(bench.state.selection().get()).isEqualTo(bits(2, 3, 4));
        assertThat(bench.model.selected().get()).isEqualTo(bits(2, 3, 4));
        bench.model.choose(new int[] {9}, MapViewModel.Joining.ADD);
        assertThat(bench.state.selection().get()).isEqualTo(bits(2, 3, 4, 9));
        bench.model.choose(new int[] {3}, MapViewModel.Joining.SUBTRACT);
        assertThat(bench.state.selection().get()).isEqualTo(bits(2, 4, 9));
        bench.state.filterRule().set("task:count");
        assertThat(bench.model.selected().get()).isEqualTo(bits(9));
        assertThat(bench.model.summary()).contains("16 points", "1 selected");
        bench.model.clear();
        assertThat(bench.state.selection().get()).isNull();
        assertThat(Objects.requireNonNull(bench.model.selected().get()).cardinality())
                .isEqualTo(8);
        bench.state.filterRule().set("");
        assertThat(bench.model.selected().get()).isNull();
    }

    @Test
    void theFocusedQueryIsMarkedBothWays() {
        MapBench bench = mapped();
        bench.model.open(5);
        assertThat(bench.state.focusedQuery().get()).isEqualTo(5);
        bench.state.focusedQuery().set(11);
        assertThat(bench.model.focused().get()).isEqualTo(11);
        List<MapViewModel.Described> told = new ArrayList<>();
        bench.model.describe(3, told::add);
        assertThat(told.getLast().key()).isEqualTo("q3");
        assertThat(told.getLast().question()).isEqualTo("Question 3?");
        assertThat(told.getLast().category()).contains("count");
    }

    @Test
    void aLiveQueryLiesAmongItsNearest() {
        MapBench bench = mapped();
        PlacedMap map = Objects.requireNonNull(bench.model.map().get());
        bench.model.showLive(vector(bench, 6));
        LivePlace place = bench.model.live().place().get().orElseThrow();
        assertThat(place.approximate()).isTrue();
        double[] left = IntStream.range(0, QUERIES)
                .filter(q -> q % 2 == 0)
                .mapToDouble(q -> map.x()[q])
                .toArray();
        assertThat(place.x())
                .isBetween(
                        Arrays.stream(left).min().orElseThrow(),
                        Arrays.stream(left).max().orElseThrow());
        bench.model.showLive(new float[3]);
        assertThat(bench.model.live().place().get())
                .as("a vector of another router")
                .isEmpty();
    }

    @Test
    void aLiveQueryIsTakenIntoAMapByTsne() {
        MapBench bench = new MapBench(folder, jobs, 200, true);
        benches.add(bench);
        bench.use();
        bench.model.compute(MapOptions.of(MapOptions.Method.TSNE, 7));
        bench.model.showLive(vector(bench, 6));
        LivePlace place = bench.model.live().place().get().orElseThrow();
        assertThat(place.approximate()).isFalse();
        PlacedMap map = Objects.requireNonNull(bench.model.map().get());
        double near = distance(map, 6, place);
        assertThat(IntStream.range(0, 200).filter(q -> distance(map, q, place) < near))
                .as("nearer to the place than the query that was asked again")
                .hasSizeLessThan(20)
                .allMatch(q -> q % 2 == 0);
        bench.model.compute(MapOptions.of(MapOptions.Method.PCA, 7));
        assertThat(bench.model.live().place().get()).as("on the next map").isPresent();
        bench.state.router().set(null);
        assertThat(bench.model.live().place().get())
                .as("a vector of another router")
                .isEmpty();
        assertThat(bench.failures).isEmpty();
    }

    private static double distance(PlacedMap map, int query, LivePlace place) {
        return Math.hypot(map.x()[query] - place.x(), map.y()[query] - place.y());
    }

    private static float[] vector(MapBench bench, int query) {
        try (VectorFile file = VectorFile.open(bench.workspace
                .scores()
                .vectors(bench.workspace
                        .scores()
                        .latest(bench.dataset.id(), bench.router.id())
                        .orElseThrow()))) {
            return file.read(query, 1);
        }
    }

    private static BitSet bits(int... ordinals) {
        BitSet bits = new BitSet();
        Arrays.stream(ordinals).forEach(bits::set);
        return bits;
    }
}
