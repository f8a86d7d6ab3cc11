package dev.signalbox.router.arms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.arms.TrainingOptions.Strategy;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSettingsTest {
    private static final TrainingOptions FULL = TrainingOptions.full(1);

    @TempDir
    Path folder;

    /** Every ambiguity of section 1.3, in every reading. */
    @ParameterizedTest
    @CsvSource({
        "expertForm, concat, config.expertForm, CONCAT",
        "classifierForm, CONCAT_PROJ, config.classifierForm, CONCAT_PROJ",
        "topK, 2, config.topK, 2",
        "loadBalance, 0.01, config.loadBalance, 0.01",
        "visionKeys, patches, config.visionKeys, PATCHES",
        "heads, 8, config.heads, 8",
        "attentionWidth, 384, config.attentionWidth, 384",
        "ffnWidth, 1024, config.ffnWidth, 1024",
        "config.dropout, .2, config.dropout, 0.2",
        "config.activation, relu, config.activation, RELU",
        "clip, 3, config.clip, 3.0",
        "clipForm, soft, config.clipForm, SOFT",
        "tuneText, false, config.tuneText, false",
        "tuneImage, FALSE, config.tuneImage, false",
        "strategy, head, strategy, HEAD",
        "pooling, mean, config.pooling, MEAN",
        "normaliseImage, true, config.normaliseImage, true",
        "profileProjection, true, config.profileProjection, true",
        "scaledLogits, true, config.scaledLogits, true",
        "questionTokens, 64, config.questionTokens, 64",
        "text.layers, 3, config.text.layers, 3",
        "image.size, 64, config.image.size, 64",
        "learningRate, 2e-5, learningRate, 2.0E-5",
        "warmUp, .06, warmUp, 0.06",
        "decayAll, false, decayAll, false",
        "accumulate, 4, accumulate, 4",
        "dropUnsolvable, true, dropUnsolvable, true",
        "splitBy, query, splitBy, QUERY"
    })
    void everyChoiceHasAName(String name, String value, String full, String result) {
        TrainingOptions changed = TrainingSettings.apply(FULL, Map.of(name, value));
        Map<String, String> listed = TrainingSettings.list(changed);
        assertThat(listed).containsEntry(full, result);
        listed.entrySet().removeAll(TrainingSettings.list(FULL).entrySet());
        assertThat(listed).as("nothing else changes").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "clipp, 3, training.setting.name, clipp",
        "config, 3, training.setting.name, config",
        "epochs, many, training.setting.value, many",
        "epochs, 2.5, training.setting.value, 2.5",
        "epochs, 99999999999, training.setting.value, epochs",
        "clip, NaN, training.setting.value, clip",
        "tuneText, perhaps, training.setting.value, perhaps",
        "expertForm, SUM, training.setting.value, CONCAT",
        "image.mean, '[\"a\"]', training.setting.value, mean",
        "image.mean, '[1,2]', training.setting.rule, three values",
        "epochs, 0, training.setting.rule, epochs",
        "heads, 7, training.setting.rule, heads 7 does not divide 768",
        "clip, -1, training.setting.rule, clip",
        "strategy, REPLAY, training.setting.rule, replayShare",
        "accumulate, 17, training.setting.rule, batch 16"
    })
    void wrongOnesAreExplained(String name, String value, String code, String said) {
        assertThatThrownBy(() -> TrainingSettings.apply(FULL, Map.of(name, value)))
                .isInstanceOfSatisfying(UserFacingException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.getMessage()).contains(said);
                });
    }

    @Test
    void aFileSaysTheSameNestedOrWithDotsAndTakesTheOptionsOfAnotherRun() throws IOException {
        Path file = folder.resolve("settings.json");
        Files.writeString(file, "{\"epochs\": 3, \"config\": {\"clip\": 2}, \"text.layers\": 2}");
        TrainingOptions changed = TrainingSettings.apply(FULL, TrainingSettings.read(file));
        assertThat(changed.epochs()).isEqualTo(3);
        assertThat(changed.config().clip()).isEqualTo(2);
        assertThat(changed.config().text().layers()).isEqualTo(2);
        Files.writeString(
                file, new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(TrainingOptions.tiny(7)));
        assertThat(TrainingSettings.apply(FULL, TrainingSettings.read(file))).isEqualTo(TrainingOptions.tiny(7));
        for (String broken : new String[] {"", "[]", "{", "{\"a\":1,\"a\":2}", "{} {}"}) {
            Files.writeString(file, broken);
            assertThatThrownBy(() -> TrainingSettings.read(file))
                    .isInstanceOfSatisfying(
                            UserFacingException.class, e -> assertThat(e.code()).isEqualTo("training.setting.file"));
        }
    }

    @Test
    void strategiesBringTheirRates() {
        assertThat(FULL.withStrategy(Strategy.ALL).encoderFactor() * FULL.learningRate())
                .isEqualTo(2e-5);
        assertThat(FULL.withStrategy(Strategy.REPLAY).replayShare()).isEqualTo(.2);
        assertThat(FULL.withStrategy(Strategy.HEAD).replayShare()).isZero();
        assertThat(TrainingSettings.strategy("replay")).isEqualTo(Strategy.REPLAY);
        assertThatThrownBy(() -> TrainingSettings.strategy("some")).hasMessageContaining("INDEPENDENT");
    }
}
