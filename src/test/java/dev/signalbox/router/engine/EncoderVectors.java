package dev.signalbox.router.engine;

import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import dev.signalbox.router.Encoders;
import dev.signalbox.router.TrainingData;
import dev.signalbox.router.TrainingJob;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.task.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What the encoders of a router give for a dataset, and the queries that a training run would choose. */
public final class EncoderVectors {
    private EncoderVectors() {}

    /** [n][d_q + d_v]: question and picture, each of unit length. */
    public static float[][] of(Path router, TrainingData data, TrainingOptions options) throws IOException {
        EncoderSource source = EncoderSource.open(new Encoders.OfRouter(router));
        TrainingOptions used = options.withConfig(source.in(options.config()));
        Path words = Files.createTempFile("tokenizer", ".json");
        Files.writeString(words, source.tokeniser());
        float[][] rows = new float[data.size()][];
        try (NDManager manager = Engines.newManager();
                Tokeniser tokeniser = Tokeniser.open(words)) {
            Roster roster = Roster.of(data, new TrainingJob(options, "x"), null);
            Examples examples = new Examples(data, roster, used.config(), tokeniser, Progress.NONE);
            ArmsModel model = new ArmsModel(used.config(), roster.size(), new Random(1));
            model.start(manager, true);
            source.fill(model);
            Pass pass = new Pass(new ParameterStore(manager, false), false);
            for (int i = 0; i < rows.length; i++) {
                try (NDManager step = manager.newSubManager()) {
                    List<Integer> one = List.of(i);
                    float[] text = unit(model.encode(step, examples.questions(one), tokeniser.padding(), pass)
                            .toFloatArray());
                    float[] picture = unit(model.look(step, examples.pictures(one), pass)
                            .get(":, 0")
                            .toFloatArray());
                    rows[i] = Arrays.copyOf(text, text.length + picture.length);
                    System.arraycopy(picture, 0, rows[i], text.length, picture.length);
                }
            }
        } finally {
            Files.delete(words);
        }
        return rows;
    }

    /** Training, validation and test queries of a run. */
    public record Parts(List<Integer> train, List<Integer> validation, List<Integer> test) {}

    public static Parts parts(TrainingData data, TrainingOptions options) {
        Splits splits = Splits.of(data, Roster.of(data, new TrainingJob(options, "x"), null), options);
        return new Parts(splits.train(), splits.validation(), splits.test());
    }

    private static float[] unit(float[] vector) {
        double sum = 0;
        for (float v : vector) {
            sum += (double) v * v;
        }
        float[] result = new float[vector.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (vector[i] / Math.sqrt(sum));
        }
        return result;
    }
}
