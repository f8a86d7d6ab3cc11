package dev.signalbox.router.engine;

import ai.djl.nn.Parameter;
import dev.signalbox.router.Encoders;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ImageRecipe;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.router.arms.SafetensorsFile;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The encoders that a new router takes over: their shapes, their tokeniser and, once it is built, their weights. */
sealed interface EncoderSource {
    /** The network with these encoders in it. */
    ArmsConfig in(ArmsConfig config);

    /** The text of a tokenizer.json. */
    String tokeniser() throws IOException;

    /** What they are, for the record. */
    List<RunRecord.Origin> origins() throws IOException;

    /**
     * Gives a network of that shape their weights.
     *
     * @throws UserFacingException when the files hold other tensors
     */
    void fill(ArmsModel model) throws IOException;

    /** Those of another router. */
    record OfRouter(Source router) implements EncoderSource {
        @Override
        public ArmsConfig in(ArmsConfig config) {
            ArmsConfig theirs = router.config().config();
            return config.withEncoders(
                    theirs.text(),
                    theirs.image(),
                    theirs.pooling(),
                    Math.min(config.questionTokens(), theirs.text().positions()),
                    Math.min(config.profileTokens(), theirs.text().positions()));
        }

        @Override
        public String tokeniser() throws IOException {
            return Files.readString(router.folder().resolve(Checkpoint.TOKENIZER));
        }

        @Override
        public List<RunRecord.Origin> origins() {
            return List.of(new RunRecord.Origin(router.folder().toString(), router.hash()));
        }

        @Override
        public void fill(ArmsModel model) throws IOException {
            Path weights = router.folder().resolve(Checkpoint.WEIGHTS);
            try (SafetensorsFile file = SafetensorsFile.open(weights)) {
                SequencedMap<String, Parameter> wanted = model.encoders();
                Map<String, SafetensorsFile.Entry> there = new LinkedHashMap<>(file.entries());
                there.keySet().removeIf(name -> name.startsWith(ArmsModel.HEAD));
                String problems = Weights.problems(wanted, there);
                if (!problems.isEmpty()) {
                    throw new UserFacingException("router.tensors", weights, problems);
                }
                put(wanted, file::read);
            }
        }
    }

    /** Public checkpoints. */
    record Published(PublishedText text, PublishedImage image) implements EncoderSource {
        @Override
        public ArmsConfig in(ArmsConfig config) {
            return config.withEncoders(
                    text.config(),
                    image.config(),
                    config.pooling(),
                    Math.min(config.questionTokens(), text.longest()),
                    Math.min(config.profileTokens(), text.longest()));
        }

        @Override
        public String tokeniser() throws IOException {
            return text.words().json();
        }

        @Override
        public List<RunRecord.Origin> origins() throws IOException {
            return List.of(
                    new RunRecord.Origin(text.folder().toString(), text.hash()),
                    new RunRecord.Origin(image.folder().toString(), image.hash()));
        }

        @Override
        public void fill(ArmsModel model) throws IOException {
            try (SafetensorsFile file = SafetensorsFile.open(text.weights())) {
                put(model.text().named(), text.tensors(file, model.text())::read);
            }
            try (SafetensorsFile file = SafetensorsFile.open(image.weights())) {
                put(model.image().named(), image.tensors(file, model.image())::read);
            }
        }
    }

    /**
     * Looks at what is asked for, without reading weights.
     *
     * @throws UserFacingException when it is not there, damaged, or prepares pictures in a way that a router does not
     */
    static EncoderSource open(Encoders.OfRouter asked) throws IOException {
        return new OfRouter(Source.open(asked.checkpoint()));
    }

    /** As {@link #open(Encoders.OfRouter)}. */
    static EncoderSource open(Encoders.Published asked) throws IOException {
        PublishedImage image = PublishedImage.in(asked.image());
        ImageRecipe recipe = image.recipe();
        if (recipe.shortSide() != recipe.crop() || recipe.rescale() != 1.0 / 255) {
            // A router's own record of its pictures has no place for these.
            throw new UserFacingException(
                    "encoder.config", asked.image(), Messages.text("encoder.config.recipe", recipe.shortSide()));
        }
        return new Published(PublishedText.in(asked.text(), asked.text()), image);
    }

    private static void put(SequencedMap<String, Parameter> wanted, Weights.Reader reader) throws IOException {
        for (Map.Entry<String, Parameter> e : wanted.entrySet()) {
            Tensor values = reader.read(e.getKey());
            ArmsModel.put(e.getValue().getArray(), values);
        }
    }
}
