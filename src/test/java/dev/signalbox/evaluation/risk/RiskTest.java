package dev.signalbox.evaluation.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked example WE-12, slow references, and simulations of what is promised. */
class RiskTest {
    private static final double[] SCORES = {
        .95, .92, .90, .85, .80, .78, .70, .66, .60, .55, .52, .50, .45, .40, .35, .30, .25, .20, .15
    };
    private static final int[] WRONG = {0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1};

    private static List<ConformalRisk.Case> example() {
        List<ConformalRisk.Case> cases = new ArrayList<>();
        for (int i = 0; i < SCORES.length; i++) {
            cases.add(new ConformalRisk.Case(SCORES[i], WRONG[i]));
        }
        return cases;
    }

    @ParameterizedTest
    @CsvSource({".10, .66", ".15, .55", ".20, .50", ".30, .35"})
    void controlsTheRiskOfTheWorkedExample(double alpha, double tau) {
        assertThat(ConformalRisk.control(example(), alpha).tau()).isEqualTo(tau);
    }

    @Test
    void tellsTheRiskAndWhatIsKeptOfTheWorkedExample() {
        ConformalRisk.Outcome outcome = ConformalRisk.control(example(), .10);
        assertThat(outcome.risk()).isEqualTo(1.0 / 19);
        assertThat(outcome.kept()).isCloseTo(.368, within(5e-4));
        assertThat(outcome.possible()).isTrue();
    }

    @Test
    void saysHowManyQueriesABoundNeeds() {
        ConformalRisk.Outcome outcome = ConformalRisk.control(example(), .04);
        assertThat(outcome.possible()).isFalse();
        assertThat(outcome.needed()).isEqualTo(24);
        assertThat(ConformalRisk.needed(.05)).isEqualTo(19);
        assertThat(ConformalRisk.needed(.1)).isEqualTo(9);
        assertThat(ConformalRisk.needed(1)).isZero();
        for (int i = 2; i < 300; i++) {
            int n = ConformalRisk.needed(1.0 / i);
            assertThat(n).isEqualTo(i - 1);
        }
        assertThat(ConformalRisk.control(example(), 1.0 / 20).possible()).isTrue(); // n = 19 exactly
    }

    @Test
    void findsTheInfimumAlsoWithTiesAndPartialLosses() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            List<ConformalRisk.Case> cases = new ArrayList<>();
            int n = 1 + random.nextInt(40);
            for (int i = 0; i < n; i++) {
                cases.add(new ConformalRisk.Case(random.nextInt(1, 12) / 12.0, random.nextInt(3) / 2.0));
            }
            double alpha = (1 + random.nextInt(99)) / 100.0;
            ConformalRisk.Outcome outcome = ConformalRisk.control(cases, alpha);
            double lowest = Double.NaN;
            for (int step = 12; step >= 0; step--) {
                double tau = step / 12.0;
                double lost = cases.stream()
                        .filter(c -> c.score() > tau)
                        .mapToDouble(ConformalRisk.Case::loss)
                        .sum();
                if ((lost + 1) / (n + 1) <= alpha) {
                    lowest = tau;
                }
            }
            if (outcome.possible()) {
                // Between two scores nothing changes: the infimum is the next score above, or the same.
                double exact = lowest;
                assertThat(cases.stream().filter(c -> c.score() > outcome.tau()).count())
                        .isEqualTo(cases.stream().filter(c -> c.score() > exact).count());
            } else {
                assertThat(lowest).isNaN();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 100, .1, .001945, .005287", "5, 100, .1, .057577, .156510"})
    void givesThePValuesOfTheWorkedExample(int k, int n, double alpha, double binomial, double bentkus) {
        assertThat(LearnThenTest.binomial(k, n, alpha)).isCloseTo(binomial, within(5e-7));
        assertThat(LearnThenTest.hoeffdingBentkus((double) k / n, n, alpha)).isCloseTo(bentkus, within(5e-7));
    }

    @ParameterizedTest
    @CsvSource({"0, 50, .058155", "2, 100, .061619", "10, 200, .083335"})
    void givesTheUpperBoundsOfTheWorkedExample(int k, int n, double upper) {
        assertThat(Binomial.upper(k, n, .95)).isCloseTo(upper, within(5e-7));
    }

    @Test
    void boundsAreTheRatesAtWhichTheTailsAreFive() {
        for (int n : new int[] {1, 7, 60, 400}) {
            for (int k = 0; k <= n; k += Math.max(1, n / 9)) {
                double upper = Binomial.upper(k, n, .95);
                double lower = Binomial.lower(k, n, .95);
                if (k < n) {
                    assertThat(Binomial.atMost(k, n, upper)).isCloseTo(.05, within(1e-8));
                } else {
                    assertThat(upper).isEqualTo(1);
                }
                if (k > 0) {
                    assertThat(1 - Binomial.atMost(k - 1, n, lower)).isCloseTo(.05, within(1e-8));
                } else {
                    assertThat(lower).isZero();
                }
            }
        }
    }

    @Test
    void tailsAreTheSumsOfTheirTerms() {
        for (int n : new int[] {1, 2, 13, 60}) {
            for (double p : new double[] {.01, .1, .5, .83, 1}) {
                double sum = 0;
                for (int k = 0; k <= n; k++) {
                    sum += choose(n, k) * Math.pow(p, k) * Math.pow(1 - p, n - k);
                    assertThat(Binomial.atMost(k, n, p)).isCloseTo(Math.min(1, sum), within(1e-12));
                }
            }
        }
        assertThat(Binomial.atMost(-1, 5, .2)).isZero();
        assertThat(Binomial.atMost(0, 0, .2)).isEqualTo(1);
        // n = 3000: summed with lgamma in double precision elsewhere
        assertThat(Binomial.atMost(300, 3000, .1)).isCloseTo(.515370063360294, within(1e-9));
    }

    private static double choose(int n, int k) {
        double c = 1;
        for (int i = 1; i <= k; i++) {
            c = c * (n - k + i) / i;
        }
        return c;
    }

    @Test
    void stopsAtTheFirstThresholdThatFails() {
        List<LearnThenTest.Trial> trials = List.of(
                new LearnThenTest.Trial(.9, 100, 1),
                new LearnThenTest.Trial(.8, 120, 3),
                new LearnThenTest.Trial(.7, 150, 15),
                new LearnThenTest.Trial(.6, 1000, 1)); // would pass, but is not reached
        LearnThenTest.Outcome outcome = LearnThenTest.fixedSequence(trials, LearnThenTest.Test.BINOMIAL, .1, .1);
        assertThat(outcome.valid()).isEqualTo(2);
        assertThat(outcome.tested()).hasSize(3);
        assertThat(outcome.boldest()).isEqualTo(trials.get(1));
        assertThat(LearnThenTest.fixedSequence(trials.subList(2, 3), LearnThenTest.Test.BINOMIAL, .1, .1)
                        .boldest())
                .isNull();
    }

    @Test
    void saysHowManyQueriesATestNeeds() {
        for (double alpha : new double[] {.01, .05, .1, .3}) {
            for (double delta : new double[] {.01, .05, .1}) {
                int n = LearnThenTest.needed(alpha, delta);
                assertThat(LearnThenTest.binomial(0, n, alpha)).isLessThanOrEqualTo(delta);
                assertThat(LearnThenTest.binomial(0, n - 1, alpha)).isGreaterThan(delta);
            }
        }
    }

    /** A world in which a confidence s is right with probability s^2: the risks of any threshold are known exactly. */
    private static ConformalRisk.Case draw(Random random) {
        double s = random.nextDouble();
        return new ConformalRisk.Case(s, random.nextDouble() < s * s ? 0 : 1);
    }

    /** E[1{s > tau and wrong}] = integral of 1 - s^2 over tau..1. */
    private static double keptWrong(double tau) {
        return (1 - tau) - (1 - tau * tau * tau) / 3;
    }

    @Test
    void conformalControlKeepsItsPromiseOnAverage() {
        Random random = new Random(11);
        for (double alpha : new double[] {.05, .2}) {
            double sum = 0;
            int rounds = 3000;
            for (int round = 0; round < rounds; round++) {
                List<ConformalRisk.Case> cases = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    cases.add(draw(random));
                }
                sum += keptWrong(ConformalRisk.control(cases, alpha).tau());
            }
            // E <= alpha, and not far below: at most 2/(n+1) is lost (Theorem 2); the mean's standard error is under
            // .001.
            assertThat(sum / rounds).isLessThan(alpha + .002).isGreaterThan(alpha - 2 / 61.0 - .002);
        }
    }

    @Test
    void learnThenTestFailsNoMoreOftenThanItSays() {
        Random random = new Random(12);
        double alpha = .2;
        double delta = .1;
        for (LearnThenTest.Test test : LearnThenTest.Test.values()) {
            int broken = 0;
            int found = 0;
            int rounds = 1500;
            for (int round = 0; round < rounds; round++) {
                List<ConformalRisk.Case> cases = new ArrayList<>();
                for (int i = 0; i < 400; i++) {
                    cases.add(draw(random));
                }
                List<LearnThenTest.Trial> trials = new ArrayList<>();
                for (int step = 18; step >= 0; step--) {
                    double tau = step / 20.0;
                    List<ConformalRisk.Case> kept =
                            cases.stream().filter(c -> c.score() > tau).toList();
                    trials.add(new LearnThenTest.Trial(
                            tau,
                            kept.size(),
                            kept.stream().mapToDouble(ConformalRisk.Case::loss).sum()));
                }
                LearnThenTest.Trial boldest =
                        LearnThenTest.fixedSequence(trials, test, alpha, delta).boldest();
                if (boldest != null) {
                    found++;
                    broken += keptWrong(boldest.tau()) / (1 - boldest.tau()) > alpha ? 1 : 0;
                }
            }
            assertThat(found).isGreaterThan(rounds / 4);
            assertThat((double) broken / rounds).isLessThan(delta + .02);
        }
    }

    @Test
    void orderOfTheQueriesChangesNothing() {
        List<ConformalRisk.Case> mixed = example();
        Collections.shuffle(mixed, new Random(1));
        assertThat(ConformalRisk.control(mixed, .15)).isEqualTo(ConformalRisk.control(example(), .15));
    }
}
