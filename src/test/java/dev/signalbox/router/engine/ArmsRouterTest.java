package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.EncoderView;
import dev.signalbox.router.QueryInput;
import dev.signalbox.router.QueryVectors;
import dev.signalbox.router.Rescorer;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.ArmsConfig.VisionKeys;
import dev.signalbox.router.arms.ExpertSet;
import dev.signalbox.router.arms.Preprocessing;
import dev.signalbox.router.arms.Safetensors;
import dev.signalbox.router.arms.Safetensors.Tensor;
import dev.signalbox.router.arms.WordPieceVocabulary;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArmsRouterTest {
    @TempDir
    Path folder;

    private static final World WORLD = new World(40, 30, .9, .3, World.Cue.BOTH, 2);

    /** A checkpoint with initial values: untrained numbers have to be as repeatable as trained ones. */
    private Path checkpoint(ArmsConfig config) throws IOException {
        Path at = Files.createDirectories(folder.resolve(config.name()));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < WORLD.size(); i++) {
            texts.add(WORLD.question(i));
        }
        List<String> pieces = WordPieceVocabulary.build(texts, config.text().vocabulary());
        Files.writeString(at.resolve(Checkpoint.TOKENIZER), WordPieceVocabulary.tokenizerJson(pieces));
        ArmsConfig fitted = config.withText(config.text().withVocabulary(pieces.size()));
        List<String> ids = WORLD.vlms().stream().map(Vlm::id).toList();
        try (NDManager manager = Engines.newManager()) {
            ArmsModel model = new ArmsModel(fitted, ids.size(), new Random(11));
            model.start(manager, false);
            Map<String, Tensor> weights = new HashMap<>(model.save());
            weights.put("router.logit.beta", Tensor.of(List.of(4L), new float[] {.1f, .2f, -.3f, .4f}));
            Checkpoint.write(at, Checkpoint.Config.of(fitted, ids), weights);
        }
        return at;
    }

    private static List<QueryInput> queries() {
        List<QueryInput> queries = new ArrayList<>();
        for (int i = 0; i < WORLD.size(); i++) {
            queries.add(new QueryInput(WORLD.question(i), i % 7 == 3 ? null : WORLD.picture(i)));
        }
        queries.add(new QueryInput("a much longer question ".repeat(60) + "日本語 العربية \uD83D 😀", WORLD.picture(0)));
        queries.add(new QueryInput("", null));
        return queries;
    }

    /** A single query of a large head goes past the engine, several do not: the same numbers as far as floats go. */
    @ParameterizedTest
    @EnumSource(VisionKeys.class)
    void aLargeHeadAnswersSingleQueriesAsItAnswersMany(VisionKeys keys) throws IOException {
        ArmsConfig config = Small.config("large", keys, Pooling.MEAN, 8192);
        try (ArmsRouter router = ArmsRouter.open(checkpoint(config))) {
            List<QueryInput> some = queries().subList(0, 3);
            List<ExpertSet> sets = List.of(ExpertSet.all(4), ExpertSet.only(4, 1));
            List<QueryVectors> together = router.fuse(some, sets);
            for (int i = 0; i < some.size(); i++) {
                List<QueryVectors> alone = router.fuse(List.of(some.get(i)), sets);
                for (int s = 0; s < sets.size(); s++) {
                    assertThat(alone.get(s).fused()[0])
                            .containsExactly(together.get(s).fused()[i], within(1e-5f));
                    assertThat(alone.get(s).gate()[0])
                            .containsExactly(together.get(s).gate()[i], within(1e-6f));
                }
                assertThat(router.fuse(List.of(some.get(i)), sets).getFirst().fused()[0])
                        .as("the same twice")
                        .isEqualTo(alone.getFirst().fused()[0]);
            }
        }
    }

    @Test
    void whatTheEncodersSeeIsShownWithItsCut() throws IOException {
        ArmsConfig config = Small.config("small", VisionKeys.POOLED, Pooling.CLS);
        try (ArmsRouter router = ArmsRouter.open(checkpoint(config))) {
            int side = config.image().size();
            EncoderView brief = router.view(new QueryInput("a", null)).orElseThrow();
            assertThat(brief.truncated()).isFalse();
            assertThat(brief.tokens()).startsWith("[CLS]").endsWith("[SEP]").hasSize(brief.kept());
            assertThat(brief.picture().rgb())
                    .hasSize(side * side)
                    .containsOnly(brief.picture().rgb()[0]);
            QueryInput query = new QueryInput("a much longer question ".repeat(60), WORLD.picture(1));
            EncoderView cut = router.view(query).orElseThrow();
            assertThat(cut.tokens())
                    .hasSize(config.questionTokens())
                    .startsWith("[CLS]")
                    .endsWith("[SEP]");
            assertThat(cut.kept()).isEqualTo(config.questionTokens() - 1);
            assertThat(cut.cut()).isNotEmpty().doesNotContain("[CLS]", "[SEP]");
            byte[] square = Preprocessing.square(query.picture(), side);
            int[] rgb = cut.picture().rgb();
            for (int i = 0; i < rgb.length; i++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertThat((byte) (rgb[i] >> 16 - 8 * channel)).isEqualTo(square[channel * rgb.length + i]);
                }
            }
            // What stands beyond the cut does not count, what stands before it does.
            float[] fused = router.fuse(List.of(query)).fused()[0];
            String longer = query.question() + "and more";
            assertThat(router.fuse(List.of(new QueryInput(longer, query.picture())))
                            .fused()[0])
                    .containsExactly(fused);
        }
    }

    /** Padding and neighbours must not show: stored and live scores agree within 1e-5. */
    @ParameterizedTest
    @EnumSource(VisionKeys.class)
    void aQueryScoresTheSameAloneAndInAnyBatch(VisionKeys keys) throws IOException {
        try (ArmsRouter router = ArmsRouter.open(checkpoint(Small.config("small", keys, Pooling.MEAN)))) {
            List<QueryInput> queries = queries();
            float[][] profiles = router.profiles(WORLD.vlms());
            QueryVectors together = router.fuse(queries);
            float[][] stored = router.confidences(together.fused(), profiles);
            for (int i = 0; i < queries.size(); i++) {
                QueryVectors alone = router.fuse(List.of(queries.get(i)));
                float[] live = router.confidences(alone.fused(), profiles)[0];
                assertThat(live).containsExactly(stored[i], within(1e-5f));
                assertThat(alone.gate()[0]).containsExactly(together.gate()[i], within(1e-5f));
                float sum = 0;
                for (float g : alone.gate()[0]) {
                    sum += g;
                }
                assertThat(sum).isCloseTo(1, within(1e-5f));
            }
            assertThat(stored[0]).as("the queries differ").isNotEqualTo(stored[1]);
            assertThat(stored[1])
                    .as("the picture counts")
                    .isNotEqualTo(router.confidences(
                                    router.fuse(List.of(new QueryInput(
                                                    queries.get(1).question(), null)))
                                            .fused(),
                                    profiles)[0]);
        }
    }

    @Test
    void aProfileScoresTheSameInAnyPool() throws IOException {
        try (ArmsRouter router = ArmsRouter.open(checkpoint(Small.config("small", VisionKeys.POOLED, Pooling.CLS)))) {
            float[][] all = router.profiles(WORLD.vlms());
            for (int k = 0; k < all.length; k++) {
                assertThat(router.profiles(List.of(WORLD.vlms().get(k)))[0]).containsExactly(all[k], within(1e-5f));
            }
            Vlm stranger = new Vlm("sim-elm", WORLD.vlms().get(0).profile(), Pool.FREE, null);
            float[] unknown = router.profiles(List.of(stranger))[0];
            assertThat(unknown[unknown.length - 1]).as("the mean bias").isCloseTo(.1f, within(1e-6f));
            assertThat(all[0][all[0].length - 1]).isEqualTo(.1f);
        }
    }

    /** Its sentence goes through the encoder alone, so that a sentence that is put back is the same to the last bit. */
    @Test
    void aProfileVectorDependsOnItsSentenceAlone() throws IOException {
        Path at = checkpoint(Small.config("small", VisionKeys.POOLED, Pooling.CLS));
        Vlm first = WORLD.vlms().getFirst();
        Vlm changed = new Vlm(first.id(), "a much longer sentence ".repeat(9), Pool.FREE, null);
        float[][] before;
        try (ArmsRouter router = ArmsRouter.open(at)) {
            before = router.profiles(WORLD.vlms());
        }
        try (ArmsRouter router = ArmsRouter.open(at)) {
            assertThat(router.profiles(List.of(changed, first))[1]).isEqualTo(before[0]);
            assertThat(router.profiles(List.of(changed))[0]).isNotEqualTo(before[0]);
            assertThat(router.profiles(WORLD.vlms().reversed())[WORLD.vlms().size() - 1])
                    .isEqualTo(before[0]);
        }
    }

    @ParameterizedTest
    @EnumSource(VisionKeys.class)
    void expertsAreSwitchedOffWithoutTouchingTheRest(VisionKeys keys) throws IOException {
        try (ArmsRouter router = ArmsRouter.open(checkpoint(Small.config("small", keys, Pooling.MEAN)))) {
            List<QueryInput> queries = queries();
            int n = router.gates();
            QueryVectors plain = router.fuse(queries);
            List<QueryVectors> sets = router.fuse(
                    queries,
                    List.of(
                            ExpertSet.only(n, 0),
                            ExpertSet.all(n),
                            ExpertSet.all(n).with(1, false)));
            assertThat(sets.get(1).fused()).isDeepEqualTo(plain.fused());
            assertThat(sets.get(1).gate()).isDeepEqualTo(plain.gate());
            for (int i = 0; i < queries.size(); i++) {
                assertThat(sets.get(0).gate()[i][0]).isEqualTo(1);
                assertThat(sets.get(2).gate()[i][1]).isZero();
                assertThat(sets.get(2).fused()[i]).isNotEqualTo(plain.fused()[i]);
                assertThat(sets.get(0).fused()[i]).isNotEqualTo(sets.get(2).fused()[i]);
            }
        }
    }

    /** Every query at once, more than a block and less than two, and in pieces as a file is read. */
    @ParameterizedTest
    @EnumSource(VisionKeys.class)
    void keptVectorsScoreToTheBitAsTheRouterDoes(VisionKeys keys) throws IOException {
        try (ArmsRouter router = ArmsRouter.open(checkpoint(Small.config("small", keys, Pooling.MEAN)))) {
            float[][] some = router.fuse(queries()).fused();
            int d = router.dimension();
            float[][] fused = new float[1400][];
            Random random = new Random(5);
            Rescorer kept = router.rescorer(fused.length);
            for (int from = 0; from < fused.length; from += 70) {
                float[] flat = new float[70 * d];
                for (int i = 0; i < 70; i++) {
                    float[] row = some[(from + i) % some.length].clone();
                    row[random.nextInt(d)] += random.nextFloat();
                    fused[from + i] = row;
                    System.arraycopy(row, 0, flat, i * d, d);
                }
                kept.put(from, flat);
            }
            float[][] profiles = router.profiles(WORLD.vlms());
            float[][] scores = router.scores(fused, profiles);
            float[][] confidences = router.confidences(fused, profiles);
            List<Rescorer.Column> columns = kept.score(profiles);
            Rescorer.Column alone = kept.score(new float[][] {profiles[2]}).getFirst();
            assertThat(alone.confidence()).isEqualTo(columns.get(2).confidence());
            for (int i = 0; i < fused.length; i++) {
                for (int k = 0; k < profiles.length; k++) {
                    assertThat(columns.get(k).score()[i]).isEqualTo(scores[i][k]);
                    assertThat(columns.get(k).confidence()[i]).isEqualTo(confidences[i][k]);
                }
            }
            assertThatThrownBy(() -> kept.put(1390, new float[20 * d])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void savedAndOpenedAgainEveryBitIsTheSame() throws IOException {
        Path at = checkpoint(Small.config("small", VisionKeys.PATCHES, Pooling.MEAN));
        List<QueryInput> queries = queries().subList(0, 8);
        float[][] once;
        String hash;
        try (ArmsRouter router = ArmsRouter.open(at)) {
            once = router.confidences(router.fuse(queries).fused(), router.profiles(WORLD.vlms()));
            hash = router.hash();
            assertThat(router.kind()).isEqualTo("arms");
            assertThat(router.name()).isEqualTo("small");
            assertThat(router.device()).matches("cpu|gpu\\(\\d+\\)");
            assertThat(router.fuse(queries).fused()[0]).hasSize(router.dimension());
            assertThat(router.fuse(queries).gate()[0]).hasSize(router.gates());
        }
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy);
        Safetensors.write(copy.resolve(Checkpoint.WEIGHTS), Safetensors.read(at.resolve(Checkpoint.WEIGHTS)));
        Checkpoint.JSON.writeValue(copy.resolve(Checkpoint.CONFIG).toFile(), Checkpoint.config(at));
        Files.copy(at.resolve(Checkpoint.TOKENIZER), copy.resolve(Checkpoint.TOKENIZER));
        try (ArmsRouter router = ArmsRouter.open(copy)) {
            float[][] again = router.confidences(router.fuse(queries).fused(), router.profiles(WORLD.vlms()));
            assertThat(again).isDeepEqualTo(once);
            assertThat(router.hash()).isEqualTo(hash);
        }
    }

    @Test
    void nativeMemoryStaysFlatOverAThousandCalls() throws IOException {
        try (ArmsRouter router = ArmsRouter.open(checkpoint(Small.config("small", VisionKeys.PATCHES, Pooling.MEAN)))) {
            List<QueryInput> one = queries().subList(0, 1);
            router.confidences(router.fuse(one).fused(), router.profiles(WORLD.vlms()));
            int before = router.nativeArrays();
            for (int i = 0; i < 1000; i++) {
                router.fuse(one);
            }
            router.profiles(WORLD.vlms());
            assertThat(router.nativeArrays()).isEqualTo(before);
        }
    }

    @Test
    void missingFilesAndForeignFoldersAreNamed() throws IOException {
        refused(folder, "router.checkpoint.missing", Checkpoint.WEIGHTS);
        Path at = checkpoint(Small.config("small", VisionKeys.POOLED, Pooling.CLS));
        Files.delete(at.resolve(Checkpoint.TOKENIZER));
        refused(at, "router.checkpoint.missing", Checkpoint.TOKENIZER);
    }

    @Test
    void weightsThatDoNotFitAreNamed() throws IOException {
        Path at = checkpoint(Small.config("small", VisionKeys.POOLED, Pooling.CLS));
        Map<String, Tensor> weights = new HashMap<>(Safetensors.read(at.resolve(Checkpoint.WEIGHTS)));
        Tensor gate = weights.remove("router.gate.weight");
        weights.put("stranger", gate);
        weights.put("router.gate.bias", Tensor.of(List.of(2L, 2L), new float[4]));
        Safetensors.write(at.resolve(Checkpoint.WEIGHTS), weights);
        refused(at, "router.tensors", "router.gate.weight", "stranger", "router.gate.bias");
    }

    @Test
    void brokenConfigurationsAreRefused() throws IOException {
        Path at = checkpoint(Small.config("small", VisionKeys.POOLED, Pooling.CLS));
        Path file = at.resolve(Checkpoint.CONFIG);
        ObjectMapper json = new ObjectMapper();
        JsonNode good = json.readTree(file.toFile());
        Map<String, String> changes = Map.of(
                "/config/clip", "\"NaN\"",
                "/config/heads", "7",
                "/config/experts", "100000000",
                "/config/expertForm", "\"EXEC\"",
                "/config/text/width", "-8",
                "/kind", "\"other\"");
        for (Map.Entry<String, String> change : changes.entrySet()) {
            JsonNode bad = good.deepCopy();
            int slash = change.getKey().lastIndexOf('/');
            ((ObjectNode) bad.at(change.getKey().substring(0, slash)))
                    .set(change.getKey().substring(slash + 1), json.readTree(change.getValue()));
            json.writeValue(file.toFile(), bad);
            refused(at, "router.config.broken");
        }
        ((ObjectNode) good).put("format", 99);
        json.writeValue(file.toFile(), good);
        refused(at, "router.config.newer");
        Files.writeString(file, "{\"format\":1,");
        refused(at, "router.config.broken");
    }

    @Test
    void brokenTokenisersAreRefused() throws IOException {
        Path at = checkpoint(Small.config("small", VisionKeys.POOLED, Pooling.CLS));
        for (String content : new String[] {"", "{}", "[]", "{\"version\":\"1.0\",\"model\":{\"type\":\"Nope\"}}"}) {
            Files.writeString(at.resolve(Checkpoint.TOKENIZER), content);
            refused(at, "router.tokenizer.broken");
        }
    }

    private static void refused(Path at, String code, String... names) {
        assertThatThrownBy(() -> ArmsRouter.open(at).close()).isInstanceOfSatisfying(UserFacingException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.next()).isNotBlank();
            for (String name : names) {
                assertThat(e).hasMessageContaining(name);
            }
        });
    }

    @Test
    void theEngineDescribesItself() {
        Engines.Description found = Engines.describe();
        assertThat(found.problem()).isNull();
        assertThat(found.devices()).contains("cpu");
        assertThat(found.natives()).isNotBlank();
        assertThat(found.threads()).isPositive();
    }
}
