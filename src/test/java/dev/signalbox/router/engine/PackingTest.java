package dev.signalbox.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.signalbox.router.arms.Activation;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.ImageConfig;
import dev.signalbox.router.arms.TextConfig;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packed products beside the engine's own, on networks just wide enough for them. */
class PackingTest {
    private static final int WIDTH = 256;

    private final Random random = new Random(5);
    private NDManager manager;
    private Pass plain;
    private Pass packed;

    @BeforeEach
    void open() {
        manager = Engines.newManager();
        plain = new Pass(new ParameterStore(manager, false), false);
        packed = Pass.reading(manager);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** Where the project's own builds run, falling back to the slow way would be a defect. */
    @Test
    void linuxHasPackedProducts() {
        Assumptions.assumeTrue(
                System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                        && System.getProperty("os.arch").equals("amd64")
                        && !manager.getDevice().isGpu(),
                "packed products are promised for Linux on x86-64 without a GPU only");
        Dense layer = Dense.of(new Initial(random), WIDTH, WIDTH);
        Packing packing = packed.packing();
        assertThat(packing).isNotNull();
        assertThat(packing.suits(numbers(20, WIDTH), layer)).isTrue();
        assertThat(packing.suits(numbers(2, WIDTH), layer)).isFalse();
        assertThat(packing.suits(numbers(20, 64), Dense.of(new Initial(random), 64, WIDTH)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void textVectorsAreTheSame(Activation activation) {
        TextEncoder encoder = new TextEncoder(
                new Initial(random), new TextConfig(100, 16, WIDTH, 2, 4, 512, 0.2, 1e-12, activation, 0.1));
        encoder.initialize(manager, DataType.FLOAT32, new Shape(1));
        NDArray ids = manager.create(random.longs(33, 0, 100).toArray(), new Shape(3, 11));
        NDArray mask = manager.ones(new Shape(3, 11));
        mask.set(new NDIndex("1, 4:"), 0);
        for (Pooling pooling : Pooling.values()) {
            float[] own = encoder.encode(ids, mask, pooling, plain).toFloatArray();
            float[] quick = encoder.encode(ids, mask, pooling, packed).toFloatArray();
            assertThat(quick).containsExactly(own, within(2e-5f));
            assertThat(encoder.encode(ids, mask, pooling, packed).toFloatArray())
                    .as("the same twice")
                    .isEqualTo(quick);
        }
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void withoutPaddingTheMaskChangesNothing(Pooling pooling) {
        TextEncoder encoder = new TextEncoder(
                new Initial(random), new TextConfig(100, 16, WIDTH, 2, 4, 512, 0.2, 1e-12, Activation.GELU, 0.1));
        encoder.initialize(manager, DataType.FLOAT32, new Shape(1));
        NDArray ids = manager.create(random.longs(22, 0, 100).toArray(), new Shape(2, 11));
        NDArray mask = manager.ones(new Shape(2, 11));
        assertThat(encoder.encode(ids, null, pooling, plain).toFloatArray())
                .isEqualTo(encoder.encode(ids, mask, pooling, plain).toFloatArray());
        assertThat(encoder.encode(ids, null, pooling, packed).toFloatArray())
                .containsExactly(encoder.encode(ids, mask, pooling, packed).toFloatArray(), within(2e-5f));
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void pictureVectorsAreTheSame(Activation activation) {
        ImageEncoder encoder = imageEncoder(activation);
        NDArray pixels = manager.randomNormal(new Shape(3, 3, 32, 32));
        NDArray many = manager.randomNormal(new Shape(40, 3, 32, 32));
        for (boolean all : new boolean[] {true, false}) {
            for (NDArray batch : List.of(pixels, many)) {
                assertThat(encoder.encode(batch, all, packed).toFloatArray())
                        .containsExactly(encoder.encode(batch, all, plain).toFloatArray(), within(2e-5f));
            }
        }
    }

    /** Of one picture, of a few that are laid out for, and of more than that. */
    @Test
    void aPictureSeesTheSameWhateverItsCompany() {
        ImageEncoder encoder = imageEncoder(Activation.QUICK_GELU);
        NDArray all = manager.randomNormal(new Shape(40, 3, 32, 32));
        float[] own = encoder.encode(all, false, plain).get("0:1").toFloatArray();
        for (int count : new int[] {1, 2, 5, 40}) {
            NDArray some = all.get(new NDIndex("0:" + count));
            assertThat(encoder.encode(some, false, packed).get("0:1").toFloatArray())
                    .as("%d pictures", count)
                    .containsExactly(own, within(2e-5f));
        }
    }

    /** The last block is run for the first token alone where only that is asked for. */
    @Test
    void firstTokenAloneEqualsTheFirstOfAll() {
        ImageEncoder encoder = imageEncoder(Activation.QUICK_GELU);
        NDArray pixels = manager.randomNormal(new Shape(2, 3, 32, 32));
        NDArray all = encoder.encode(pixels, true, plain).get(":, 0:1");
        assertThat(encoder.encode(pixels, false, plain).toFloatArray())
                .containsExactly(all.toFloatArray(), within(1e-6f));
        assertThat(all.getShape().getShape()).containsExactly(2, 1, 64);
    }

    private ImageEncoder imageEncoder(Activation activation) {
        ImageConfig clip = ImageConfig.clip(32, 8, WIDTH, 2, 4, 512, 64, 0.2, 0.02);
        ImageConfig config = new ImageConfig(
                32, 8, WIDTH, 2, 4, 512, 64, activation, clip.normEps(), 0.2, 0.02, clip.mean(), clip.std());
        ImageEncoder encoder = new ImageEncoder(new Initial(random), config);
        encoder.initialize(manager, DataType.FLOAT32, new Shape(1));
        return encoder;
    }

    private NDArray numbers(long rows, long width) {
        return manager.randomNormal(new Shape(rows, width));
    }
}
