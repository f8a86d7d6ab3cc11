package dev.signalbox.evaluation.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {
    /** The fifteen p values of the paper's example: four are rejected at q = 0.05. */
    @Test
    void thePapersExample() {
        double[] p = {
            .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.000
        };
        double[] adjusted = BenjaminiHochberg.adjusted(p);
        assertThat(adjusted[0]).isCloseTo(.0015, within(1e-12));
        assertThat(adjusted[3]).isCloseTo(.035625, within(1e-12));
        assertThat(adjusted[4]).isCloseTo(.0603, within(1e-12)); // .0201 x 15 / 5
        assertThat(adjusted[5]).isCloseTo(.0298 * 15 / 7, within(1e-12)); // carried down from the seventh
        assertThat(adjusted[14]).isEqualTo(1);
        assertThat(java.util.Arrays.stream(adjusted).filter(a -> a <= .05)).hasSize(4);
    }

    @Test
    void orderAndUntestedSlicesDoNotMatter() {
        double[] adjusted = BenjaminiHochberg.adjusted(new double[] {Double.NaN, .04, .01, Double.NaN, .02});
        assertThat(adjusted).containsExactly(Double.NaN, .04, .03, Double.NaN, .03);
        assertThat(BenjaminiHochberg.adjusted(new double[0])).isEmpty();
    }

    /** Against the definition: the least m p(j) / j over ranks j at or after one's own. */
    @Test
    void equalsItsDefinition() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 50; round++) {
            double[] p = random.doubles(1 + random.nextInt(30))
                    .map(u -> Math.rint(u * 20) / 20) // ties
                    .toArray();
            double[] adjusted = BenjaminiHochberg.adjusted(p);
            for (int i = 0; i < p.length; i++) {
                double least = 1;
                for (double threshold : p) {
                    if (threshold >= p[i]) {
                        long rank = java.util.Arrays.stream(p)
                                .filter(other -> other <= threshold)
                                .count();
                        least = Math.min(least, threshold * p.length / rank);
                    }
                }
                assertThat(adjusted[i]).isCloseTo(least, within(1e-12));
            }
        }
    }
}
