package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.TrainingOptions;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PresetsTest {
    @Test
    void bothPresetsSurviveTheirFile() throws IOException {
        for (ArmsConfig config : List.of(ArmsConfig.full(), ArmsConfig.tiny())) {
            Checkpoint.Config written = Checkpoint.Config.of(config, List.of("sim-alder"));
            String json = Checkpoint.JSON.writeValueAsString(written);
            assertThat(Checkpoint.JSON.readValue(json, Checkpoint.Config.class)).isEqualTo(written);
        }
    }

    /** The embedded checkpoint stays below 8 MB of 32-bit floats even with the largest vocabulary. */
    @Test
    void theTinyPresetIsTinyAndTheFullOneIsWhatThePaperSays() {
        ArmsModel tiny = new ArmsModel(ArmsConfig.tiny(), 7, new Random(1));
        ArmsModel full = new ArmsModel(ArmsConfig.full(), 7, new Random(1));
        assertThat(4 * tiny.size()).isLessThan(8_000_000);
        assertThat(4 * full.size()).isBetween(723_000_000L, 766_000_000L);
        assertThat(tiny.named().keySet().stream().filter(n -> n.startsWith("router.gate")))
                .containsExactly("router.gate.weight", "router.gate.bias");
    }

    @Test
    void theLearningRateRisesThenFalls() {
        TrainingOptions o = TrainingOptions.tiny(1);
        assertThat(o.rate(0, 100)).isPositive().isLessThan(o.rate(4, 100));
        assertThat(o.rate(4, 100)).isEqualTo(o.learningRate());
        assertThat(o.rate(50, 100)).isLessThan(o.learningRate());
        assertThat(o.rate(99, 100)).isBetween(0.0, o.learningRate() / 100);
        TrainingOptions faithful = TrainingOptions.full(1);
        assertThat(faithful.rate(0, 10)).isEqualTo(8e-5).isEqualTo(faithful.rate(9, 10));
    }
}
