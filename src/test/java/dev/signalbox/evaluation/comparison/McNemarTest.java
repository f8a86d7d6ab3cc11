package dev.signalbox.evaluation.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class McNemarTest {
    private static final Path EXPECTED =
            Path.of(System.getProperty("signalbox.home", "."), "..", "shared", "fixtures", "metrics", "expected.json");

    @Test
    void workedExampleTwelve() {
        McNemar test = McNemar.of(3000, 120, 90);
        assertThat(test.paired().value()).isCloseTo(.01, within(1e-12));
        assertThat(test.standardError()).isCloseTo(.004827, within(5e-7));
        assertThat(test.p()).isCloseTo(.045114, within(5e-7));
    }

    @Test
    void fixture() throws IOException {
        Assumptions.assumeTrue(Files.isRegularFile(EXPECTED), "The shared metric fixtures are not here");
        JsonNode cases = new ObjectMapper().readTree(EXPECTED.toFile()).get("mcnemar");
        assertThat(cases).hasSize(3);
        for (JsonNode expected : cases) {
            McNemar test =
                    McNemar.of(300, expected.get("b").asInt(), expected.get("c").asInt());
            assertThat(test.paired().value())
                    .isCloseTo(expected.get("difference").asDouble(), within(1e-12));
            assertThat(test.standardError()).isCloseTo(expected.get("se").asDouble(), within(1e-12));
            double p = expected.get("p_exact_two_sided").asDouble();
            assertThat(test.p()).isCloseTo(p, within(1e-9 * p));
        }
    }

    /** Against whole numbers: twice the sum of binomial coefficients over 2^m. */
    @Test
    void isExact() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 60; i++) {
            int m = i < 20 ? i : random.nextInt(2, 1500);
            int better = random.nextInt(m + 1);
            BigInteger tail = BigInteger.ZERO;
            BigInteger term = BigInteger.ONE;
            for (int k = 0; k <= Math.min(better, m - better); k++) {
                tail = tail.add(term);
                term = term.multiply(BigInteger.valueOf(m - k)).divide(BigInteger.valueOf(k + 1));
            }
            double p = Math.min(
                    1,
                    new BigDecimal(tail.shiftLeft(1))
                            .divide(new BigDecimal(BigInteger.ONE.shiftLeft(m)), MathContext.DECIMAL64)
                            .doubleValue());
            assertThat(McNemar.twoSided(better, m - better)).isCloseTo(p, within(1e-9 * p));
        }
    }

    @Test
    void edges() {
        assertThat(McNemar.of(0, 0, 0).standardError()).isNaN();
        assertThat(McNemar.of(10, 0, 0).p()).isEqualTo(1);
        assertThat(McNemar.of(10, 3, 3).p()).isEqualTo(1);
        assertThat(McNemar.of(10, 4, 3).p()).isEqualTo(1);
        assertThat(McNemar.of(10, 6, 0).p()).isCloseTo(2 / 64., within(1e-12));
        assertThat(McNemar.of(4000, 3000, 10).p()).isBetween(0., 1e-300);
    }

    /** An exact test keeps its level: of worlds without a difference at most 5 % have p <= 0.05. */
    @Test
    void keepsItsLevel() {
        SplittableRandom random = new SplittableRandom(11);
        int rejected = 0;
        int worlds = 4000;
        for (int w = 0; w < worlds; w++) {
            int better = 0;
            int worse = 0;
            for (int i = 0; i < 300; i++) {
                double u = random.nextDouble();
                better += u < .1 ? 1 : 0;
                worse += u >= .1 && u < .2 ? 1 : 0;
            }
            rejected += McNemar.twoSided(better, worse) <= .05 ? 1 : 0;
        }
        assertThat((double) rejected / worlds).isBetween(.02, .05);
    }
}
