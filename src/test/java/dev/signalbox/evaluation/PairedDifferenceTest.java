package dev.signalbox.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
    /** Agresti's example (Categorical Data Analysis, table 10.1): Wald's interval of the drop is (0.021, 0.059). */
    @Test
    void approvalOfAPrimeMinister() {
        PairedDifference d = PairedDifference.of(1600, 150, 86);
        assertThat(d.value()).isCloseTo(.04, within(1e-12));
        assertThat(d.low()).isCloseTo(.0212, within(5e-4));
        assertThat(d.high()).isCloseTo(.0587, within(5e-4));
        assertThat(d.clear()).isTrue();
    }

    @Test
    void covers95PercentOfWorlds() {
        SplittableRandom random = new SplittableRandom(7);
        int covered = 0;
        int worlds = 4000;
        for (int w = 0; w < worlds; w++) {
            int better = 0;
            int worse = 0;
            for (int i = 0; i < 60; i++) {
                double u = random.nextDouble();
                better += u < .25 ? 1 : 0;
                worse += u >= .25 && u < .4 ? 1 : 0;
            }
            PairedDifference d = PairedDifference.of(60, better, worse);
            covered += d.low() <= .1 && .1 <= d.high() ? 1 : 0;
        }
        assertThat((double) covered / worlds).isBetween(.94, .965);
    }

    @Test
    void edges() {
        assertThat(PairedDifference.of(0, 0, 0).value()).isNaN();
        assertThat(PairedDifference.of(0, 0, 0).clear()).isFalse();
        assertThat(PairedDifference.of(5, 0, 0).clear()).isFalse();
        PairedDifference mirror = PairedDifference.of(20, 3, 9);
        assertThat(mirror.low()).isCloseTo(-PairedDifference.of(20, 9, 3).high(), within(1e-12));
        assertThatThrownBy(() -> PairedDifference.of(2, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
