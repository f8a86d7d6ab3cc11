package dev.signalbox.store;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.PictureFile;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Price;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Seeded drafts for tests. */
final class Drafts {
    static final Path ROOT = Path.of("").toAbsolutePath();

    private static final List<String> WORDS =
            List.of("left", "مرحبا", "三角形", "Größe", "🙂", "\\frac{1}{2}", "line\r\nbreak", "สวัสดี", "A", "");

    private Drafts() {}

    /** Queries with gaps of every kind, non-ASCII texts, NaN costs, missing outputs, shared and missing pictures. */
    static DatasetDraft random(String name, int queries, int vlms, long seed) {
        Random random = new Random(seed);
        List<Vlm> pool = new ArrayList<>();
        for (int k = 0; k < vlms; k++) {
            pool.add(new Vlm(
                    "vlm-" + k,
                    k == 0 ? "" : "Profil №" + k,
                    k % 2 == 0 ? Pool.FREE : Pool.PAID,
                    k % 2 == 0 ? null : new Price(k, 2.5 * k, 0.001)));
        }
        List<Query> asked = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < queries; i++) {
            List<String> pictures = new ArrayList<>();
            for (int p = random.nextInt(3); p > 0; p--) {
                pictures.add("images/bild " + random.nextInt(1 + queries / 2) + ".png");
            }
            paths.addAll(pictures);
            Map<String, String> fields = new HashMap<>();
            if (random.nextInt(4) > 0) {
                fields.put("task", "task " + random.nextInt(8));
            }
            if (random.nextInt(3) > 0) {
                fields.put("split", random.nextBoolean() ? "train" : "test");
            }
            if (random.nextInt(5) == 0) {
                fields.put("región", "r" + random.nextInt(400));
            }
            String key = "q-" + i;
            asked.add(new Query(key, text(random), random.nextInt(6) == 0 ? null : text(random), pictures, fields));
            for (int k = 0; k < vlms; k++) {
                if (random.nextInt(10) > 0) {
                    outputs.add(output(random, key, "vlm-" + k, k % 2 == 1));
                }
            }
        }
        List<PictureFile> files = paths.stream()
                .sorted()
                .filter(path -> !path.endsWith("1.png"))
                .map(path -> new PictureFile(path, "ab".repeat(32), "png", 640, 480, 1_234_567_890_123L))
                .toList();
        return new DatasetDraft(name, ROOT, "m2", "source", "MIT", true, pool, asked, outputs, files);
    }

    static Output output(Random random, String key, String vlm, boolean paid) {
        return new Output(
                key,
                vlm,
                text(random),
                Correctness.values()[random.nextInt(3)],
                paid && random.nextInt(9) > 0 ? random.nextInt(1000) / 1e5 : Double.NaN,
                paid ? random.nextDouble() * 3 : Double.NaN,
                random.nextInt(2) == 0 ? -1 : random.nextInt(100_000),
                random.nextInt(2) == 0 ? -1 : random.nextInt(300));
    }

    static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int words = random.nextInt(4); words > 0; words--) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ').append(random.nextInt(50));
        }
        return text.toString();
    }

    /** The same draft with only some VLMs' outputs. */
    static DatasetDraft only(DatasetDraft draft, Set<String> vlms) {
        return new DatasetDraft(
                draft.name(),
                draft.root(),
                draft.format(),
                draft.source(),
                draft.licence(),
                draft.simulated(),
                draft.vlms().stream().filter(vlm -> vlms.contains(vlm.id())).toList(),
                draft.queries(),
                draft.outputs().stream()
                        .filter(output -> vlms.contains(output.vlmId()))
                        .toList(),
                draft.pictures());
    }

    /** The same draft with other queries and outputs. */
    static DatasetDraft with(DatasetDraft draft, List<Query> queries, List<Output> outputs) {
        return new DatasetDraft(
                draft.name(),
                draft.root(),
                draft.format(),
                draft.source(),
                draft.licence(),
                draft.simulated(),
                draft.vlms(),
                queries,
                outputs,
                draft.pictures());
    }
}
