package dev.signalbox.router.engine;

import dev.signalbox.model.Pool;
import dev.signalbox.model.Raster;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.TrainingData;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Made-up queries after world S (section 6.3): a text group and a picture group, and the specialist is their sum modulo
 * four, so that neither question nor picture alone tells which VLM is good.
 */
record World(
        int size,
        int train,
        double right,
        double wrong,
        Cue cue,
        long seed,
        @Nullable Path keep) implements TrainingData {
    World(int size, int train, double right, double wrong, Cue cue, long seed) {
        this(size, train, right, wrong, cue, seed, null);
    }

    /** The same, with a folder for vectors. */
    World keeping(Path folder) {
        return new World(size, train, right, wrong, cue, seed, folder);
    }

    /** What tells the specialist. */
    enum Cue {
        TEXT,
        PICTURE,
        BOTH
    }

    private static final List<String> WORDS = List.of("count", "read", "compare", "locate");
    private static final List<String> FILLERS = List.of("please", "now", "the item", "in this picture", "quickly");

    /** Text group 0..3. */
    int text(int query) {
        return random(query, 1).nextInt(4);
    }

    /** Picture group 0..3. */
    int image(int query) {
        return random(query, 2).nextInt(4);
    }

    int specialist(int query) {
        return switch (cue) {
            case TEXT -> text(query);
            case PICTURE -> image(query);
            case BOTH -> (text(query) + image(query)) % 4;
        };
    }

    private SplittableRandom random(int query, int stream) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + query * 7919L + stream);
        random.nextLong();
        return random;
    }

    @Override
    public String name() {
        return "world";
    }

    @Override
    public String hash() {
        return "world-" + seed;
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public String question(int query) {
        SplittableRandom random = random(query, 3);
        return FILLERS.get(random.nextInt(5)) + " " + WORDS.get(text(query)) + " " + FILLERS.get(random.nextInt(5))
                + " " + random.nextInt(100) + "?";
    }

    @Override
    public @Nullable Raster picture(int query) {
        SplittableRandom random = random(query, 4);
        int side = 48;
        int[] rgb = new int[side * side];
        int group = image(query);
        int period = 8 + random.nextInt(4);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int along = switch (group) {
                    case 0 -> x;
                    case 1 -> y;
                    case 2 -> x + y;
                    default -> (x / period + y / period) % 2 * period / 2;
                };
                int level = along / (period / 2) % 2 == 0 ? 40 : 210;
                level += random.nextInt(-30, 31);
                rgb[y * side + x] = level << 16 | level << 8 | (level ^ 16);
            }
        }
        return new Raster(side, side, rgb);
    }

    @Override
    public int label(int query, int vlm) {
        double p = vlm == specialist(query) ? right : wrong;
        return random(query, 10 + vlm).nextDouble() < p ? 1 : 0;
    }

    @Override
    public boolean isTrain(int query) {
        return query < train;
    }

    @Override
    public List<Vlm> vlms() {
        return List.of(
                new Vlm("sim-alder", "sim-alder has 7 billion parameters and reads charts.", Pool.FREE, null),
                new Vlm("sim-birch", "sim-birch has 2 billion parameters and counts things.", Pool.FREE, null),
                new Vlm("sim-cedar", "sim-cedar has 70 billion parameters and knows places.", Pool.PAID, null),
                new Vlm(
                        "sim-dogwood",
                        "sim-dogwood has 11 billion parameters; vision encoder unknown.",
                        Pool.PAID,
                        null));
    }
}
