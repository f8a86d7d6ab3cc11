package dev.signalbox.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.router.Cascade.Branch;
import dev.signalbox.router.Cascade.Candidates;
import dev.signalbox.router.Cascade.Decision;
import dev.signalbox.router.arms.ArmsConfig.ClipForm;
import dev.signalbox.router.arms.ArmsNumerics;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CascadeTest {
    private static final Candidates FIRST =
            new Candidates(List.of("qwen", "idefics", "llama", "smol"), new float[] {.62f, .55f, .48f, .30f});
    private static final Candidates SECOND =
            new Candidates(List.of("gpt4o", "claude", "gemini"), new float[] {.71f, .58f, .66f});
    private static final Candidates WEAKER =
            new Candidates(List.of("gpt4o", "claude", "gemini"), new float[] {.60f, .50f, .40f});

    @ParameterizedTest
    @CsvSource({
        ".5, qwen, FIRST, 1",
        ".6, qwen, FIRST, 1",
        ".62, gpt4o, SECOND, 2",
        ".65, gpt4o, SECOND, 2",
        ".9, gpt4o, SECOND, 2",
        "1.0, gpt4o, SECOND, 2"
    })
    void workedExample5(double tau, String vlm, Branch branch, int routers) {
        Decision d = Cascade.decide(FIRST, () -> SECOND, tau);
        assertThat(d.vlm()).isEqualTo(vlm);
        assertThat(d.branch()).isEqualTo(branch);
        assertThat(d.routersEvaluated()).isEqualTo(routers);
        assertThat(d.margin()).isCloseTo(.62 - tau, within(1e-7));
    }

    @ParameterizedTest
    @CsvSource({".65", "1.0"})
    void aWeakerSecondPoolKeepsTheFirst(double tau) {
        Decision d = Cascade.decide(FIRST, () -> WEAKER, tau);
        assertThat(d).isEqualTo(new Decision("qwen", 0, Branch.FIRST_AFTER_BOTH, .62f, (double) .62f - (float) tau, 2));
    }

    @Test
    void aTieBetweenThePoolsKeepsTheFirst() {
        Candidates same = new Candidates(List.of("gpt4o"), new float[] {.62f});
        assertThat(Cascade.decide(FIRST, () -> same, .9).branch()).isEqualTo(Branch.FIRST_AFTER_BOTH);
    }

    @Test
    void oneRouterAlwaysDecidesAlone() {
        Decision d = Cascade.decide(FIRST, null, .9);
        assertThat(d.branch()).isEqualTo(Branch.FIRST);
        assertThat(d.routersEvaluated()).isEqualTo(1);
        assertThat(d.margin()).isNegative();
    }

    @Test
    void theSecondRouterIsAskedOnlyWhenNeeded() {
        AtomicInteger asked = new AtomicInteger();
        Cascade.decide(
                FIRST,
                () -> {
                    asked.incrementAndGet();
                    return SECOND;
                },
                .5);
        assertThat(asked).hasValue(0);
    }

    @Test
    void tiesGoToRawScoreThenCostThenColumn() {
        List<String> ids = List.of("a", "b", "c");
        float[] met = {.9933f, .9933f, .9933f};
        assertThat(new Candidates(ids, met).best()).isZero();
        assertThat(new Candidates(ids, met, null, new double[] {3, 1, 1}).best())
                .isEqualTo(1);
        assertThat(new Candidates(ids, met, null, new double[] {Double.NaN, Double.NaN, 9}).best())
                .isEqualTo(2);
        assertThat(new Candidates(ids, met, new float[] {.1f, .2f, .3f}, new double[] {1, 2, 3}).best())
                .isEqualTo(2);
    }

    @Test
    void maskedVlmsAreNeverChosen() {
        assertThat(new Candidates(List.of("a", "b"), new float[] {Float.NaN, .1f}).best())
                .isEqualTo(1);
        assertThatThrownBy(() -> new Candidates(List.of("a"), new float[] {Float.NaN}).best())
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Section 6.1: the ends of the threshold's range, and deferral that never falls as tau rises. */
    @Test
    void endsOfTheRangeAndMonotoneDeferral() {
        Random random = new Random(5);
        double c = 5;
        double[] taus = {0.001, .2, .4, .5, .6, .8, .95, ArmsNumerics.sigmoid(c), 1};
        int[] deferred = new int[taus.length];
        for (int n = 0; n < 500; n++) {
            float[] one = confidences(random, 4, c);
            float[] two = confidences(random, 3, c);
            Candidates first = new Candidates(List.of("a", "b", "c", "d"), one);
            Candidates second = new Candidates(List.of("e", "f", "g"), two);
            float[] joint = Arrays.copyOf(one, 7);
            System.arraycopy(two, 0, joint, 4, 3);
            String best = List.of("a", "b", "c", "d", "e", "f", "g")
                    .get(new Candidates(List.of("a", "b", "c", "d", "e", "f", "g"), joint).best());
            for (int t = 0; t < taus.length; t++) {
                Decision d = Cascade.decide(first, () -> second, taus[t]);
                deferred[t] += d.routersEvaluated() - 1;
                if (taus[t] >= ArmsNumerics.sigmoid(c)) {
                    assertThat(d.vlm()).isEqualTo(best);
                }
                if (taus[t] < ArmsNumerics.sigmoid(-c)) {
                    assertThat(d.vlm()).isEqualTo(first.vlms().get(first.best()));
                }
            }
        }
        assertThat(deferred[0]).isZero();
        assertThat(deferred).isSorted();
        assertThat(deferred[taus.length - 1]).isEqualTo(500);
    }

    private static float[] confidences(Random random, int k, double c) {
        float[] values = new float[k];
        for (int i = 0; i < k; i++) {
            double z = ArmsNumerics.clip(4 * random.nextGaussian(), c, ClipForm.HARD);
            values[i] = (float) ArmsNumerics.sigmoid(z);
        }
        return values;
    }
}
