package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.TrainingData;
import dev.signalbox.router.TrainingJob;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitsTest {
    private static final World WORLD = new World(400, 320, .6, .2, World.Cue.TEXT, 9);

    private static Splits splits(TrainingData data, Map<String, String> settings) {
        TrainingOptions options = TrainingSettings.apply(TrainingOptions.tiny(1), settings);
        return Splits.of(data, Roster.of(data, new TrainingJob(options, "x"), null), options);
    }

    /** Some pictures are asked about often, some questions have two pictures, some none. */
    private static TrainingData repeating(long seed) {
        List<List<String>> pictures = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < WORLD.size(); i++) {
            List<String> names = new ArrayList<>();
            for (int k = random.nextInt(10) == 0 ? 2 : random.nextInt(4) == 0 ? 0 : 1; k > 0; k--) {
                names.add("p" + (int) Math.abs(120 * random.nextGaussian()));
            }
            pictures.add(names);
        }
        return new OtherWorld(WORLD) {
            @Override
            public List<String> pictureNames(int query) {
                return pictures.get(query);
            }
        };
    }

    @Test
    void everyQueryIsOnOneSideAndTheSeedDecides() {
        Splits s = splits(WORLD, Map.of());
        Set<Integer> all = new HashSet<>(s.train());
        all.addAll(s.validation());
        all.addAll(s.test());
        assertThat(all).hasSize(400);
        assertThat(s.train().size() + s.validation().size() + s.test().size()).isEqualTo(400);
        assertThat(s.validation()).hasSize(32);
        assertThat(s.test()).allMatch(i -> i >= 320).hasSize(80);
        assertThat(s.kept()).isEqualTo(1);
        assertThat(splits(WORLD, Map.of())).isEqualTo(s);
        assertThat(splits(WORLD, Map.of("seed", "2")).validation()).isNotEqualTo(s.validation());
    }

    @Test
    void noPictureIsOnTwoSides() {
        for (long seed = 0; seed < 20; seed++) {
            TrainingData data = repeating(seed);
            Splits s = splits(data, Map.of("seed", Long.toString(seed)));
            List<Set<String>> sides =
                    List.of(names(data, s.train()), names(data, s.validation()), names(data, s.test()));
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < a; b++) {
                    assertThat(sides.get(a)).doesNotContainAnyElementsOf(sides.get(b));
                }
            }
            assertThat(s.test()).hasSize(80);
            assertThat(s.shared()).isPositive();
            assertThat(s.train().size() + s.validation().size() + s.shared()).isEqualTo(320);
            assertThat(s.train()).isNotEmpty();
            assertThat(s.validation()).isNotEmpty();
            Splits byQuery = splits(data, Map.of("splitBy", "query"));
            assertThat(byQuery.shared()).isZero();
            assertThat(names(data, byQuery.train())).containsAnyElementsOf(names(data, byQuery.test()));
        }
    }

    @Test
    void unsolvableQueriesGoWhereAsked() {
        Splits s = splits(WORLD, Map.of("dropUnsolvable", "true"));
        int solvable = 0;
        for (int i = 0; i < WORLD.size(); i++) {
            int query = i;
            boolean right = List.of(0, 1, 2, 3).stream().anyMatch(k -> WORLD.label(query, k) == 1);
            solvable += right ? 1 : 0;
            boolean there = s.train().contains(i)
                    || s.validation().contains(i)
                    || s.test().contains(i);
            assertThat(there).isEqualTo(right);
        }
        assertThat(solvable).isBetween(200, 380);
        assertThat(s.unsolvable()).isEqualTo(400 - solvable);
        assertThat(s.kept()).isCloseTo(solvable / 400.0, within(1e-12));
    }

    private static Set<String> names(TrainingData data, List<Integer> queries) {
        Set<String> names = new HashSet<>();
        queries.forEach(q -> names.addAll(data.pictureNames(q)));
        return names;
    }
}
