package dev.signalbox.router.arms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.router.arms.ArmsConfig.ClipForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmsNumericsTest {
    @ParameterizedTest
    @CsvSource({
        "-.9, -1.472219, .186605, 1.678759, -4.281024",
        "-.5, -.549306, .366025, 1.005053, -.845299",
        "0, 0, .5, .693147, -.5",
        ".5, .549306, .633975, .455746, -.488034",
        ".9, 1.472219, .813395, .206539, -.982134",
        ".9999, 4.951719, .952574, .048587, 0"
    })
    void workedExample3(double s, double atanh, double confidence, double loss, double slope) {
        double z = ArmsNumerics.clip(ArmsNumerics.atanh(s), 3, ClipForm.HARD);
        assertThat(ArmsNumerics.atanh(s)).isCloseTo(atanh, within(1e-6));
        assertThat(ArmsNumerics.sigmoid(z)).isCloseTo(confidence, within(1e-6));
        assertThat(ArmsNumerics.crossEntropy(z, 1)).isCloseTo(loss, within(1e-6));
        assertThat(ArmsNumerics.crossEntropySlope(s, 1, 3)).isCloseTo(slope, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"1, .2689, .7311", "2, .1192, .8808", "3, .0474, .9526", "5, .0067, .9933"})
    void rangeOfConfidence(double c, double low, double high) {
        double bottom = ArmsNumerics.clip(ArmsNumerics.atanh(-1), c, ClipForm.HARD);
        double top = ArmsNumerics.clip(ArmsNumerics.atanh(1), c, ClipForm.HARD);
        assertThat(ArmsNumerics.sigmoid(bottom)).isCloseTo(low, within(5e-5));
        assertThat(ArmsNumerics.sigmoid(top)).isCloseTo(high, within(5e-5));
    }

    @Test
    void closedFormWithoutClip() {
        for (double s = -.99; s < 1; s += .01) {
            double confidence = ArmsNumerics.sigmoid(ArmsNumerics.atanh(s));
            double up = Math.sqrt(1 + s);
            assertThat(confidence).isCloseTo(up / (up + Math.sqrt(1 - s)), within(1e-12));
            if (Math.abs(s) > 1e-9) {
                assertThat(confidence > .5).isEqualTo(s > 0);
            }
        }
        assertThat(ArmsNumerics.atanh(1)).isCloseTo(7.2543, within(1e-4)).isLessThanOrEqualTo(7.2544);
    }

    @Test
    void slopeAgreesWithCentralDifferences() {
        Random random = new Random(1);
        for (int n = 0; n < 200; n++) {
            double s = 1.8 * random.nextDouble() - .9;
            int y = random.nextInt(2);
            double h = 1e-6;
            double up = ArmsNumerics.crossEntropy(ArmsNumerics.atanh(s + h), y);
            double down = ArmsNumerics.crossEntropy(ArmsNumerics.atanh(s - h), y);
            assertThat(ArmsNumerics.crossEntropySlope(s, y, 5)).isCloseTo((up - down) / (2 * h), within(1e-6));
        }
    }

    @Test
    void cosineIgnoresScaleAndSurvivesZero() {
        float[] a = {1, 2, -3};
        float[] b = {.5f, -1, 4};
        float[] scaled = {50, -100, 400};
        assertThat(ArmsNumerics.cosine(a, scaled, 3)).isCloseTo(ArmsNumerics.cosine(a, b, 3), within(1e-12));
        assertThat(ArmsNumerics.cosine(a, new float[3], 3)).isZero();
    }

    @Test
    void scalarsOfTheFixture() throws IOException {
        Path file = Path.of(System.getProperty("signalbox.home", "."), "..", "shared", "fixtures", "arms_head_small")
                .resolve("scalars_c5.json");
        Assumptions.assumeTrue(Files.isRegularFile(file), "no ../shared/fixtures/arms_head_small here");
        JsonNode rows = new ObjectMapper().readTree(file.toFile());
        assertThat(rows.size()).isGreaterThan(10);
        for (JsonNode row : rows) {
            double s = row.path("s").asDouble();
            double y = row.path("y").asDouble();
            double hard = ArmsNumerics.clip(ArmsNumerics.atanh(s), 5, ClipForm.HARD);
            double soft = ArmsNumerics.clip(ArmsNumerics.atanh(s), 5, ClipForm.SOFT);
            assertThat(ArmsNumerics.atanh(s)).isCloseTo(row.path("atanh").asDouble(), within(1e-9));
            assertThat(hard).isCloseTo(row.path("z_hard").asDouble(), within(1e-9));
            assertThat(soft).isCloseTo(row.path("z_soft").asDouble(), within(1e-9));
            assertThat(ArmsNumerics.sigmoid(hard)).isCloseTo(row.path("conf").asDouble(), within(1e-9));
            assertThat(ArmsNumerics.crossEntropy(hard, y))
                    .isCloseTo(row.path("loss").asDouble(), within(1e-9));
            assertThat(ArmsNumerics.crossEntropySlope(s, y, 5))
                    .isCloseTo(row.path("dloss_ds").asDouble(), within(1e-8));
        }
    }
}
