package dev.signalbox.app;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Forty queries by three VLMs with pictures, a text-only one, a missing picture, right-to-left text and LaTeX. */
final class SmallDataset {
    static final int QUERIES = 40;
    static final List<String> VLMS = List.of("qwen2-vl", "llava", "gpt-4o");

    private SmallDataset() {}

    static DatasetDraft draft(Path root) throws IOException {
        Files.createDirectories(root);
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            String key = "q-%03d".formatted(i);
            String file = "p" + i + ".png";
            if (i > 1) {
                BufferedImage image = new BufferedImage(60 + i, 40, BufferedImage.TYPE_INT_RGB);
                image.createGraphics().fillRect(i, 5, 20, 20);
                ImageIO.write(image, "png", root.resolve(file).toFile());
            }
            queries.add(new Query(
                    key,
                    i == 3
                            ? "ما هو لون السيارة؟"
                            : i == 4 ? "Solve \\frac{a}{b} = 2" : "How many dots are in row " + i + "?",
                    String.valueOf(i),
                    i == 0 ? List.of() : List.of(file),
                    Map.of("task", i % 2 == 0 ? "count" : "read", "split", i % 4 == 0 ? "test" : "train")));
            for (int k = 0; k < VLMS.size(); k++) {
                outputs.add(new Output(
                        key,
                        VLMS.get(k),
                        right(i, k) ? "It is " + i : "It is many",
                        Correctness.of(right(i, k)),
                        k == 2 ? 0.0031 : Double.NaN,
                        0.5 + k,
                        100 + i,
                        4));
            }
        }
        List<Vlm> vlms = List.of(
                new Vlm(VLMS.get(0), "small", Pool.FREE, null),
                new Vlm(VLMS.get(1), "older", Pool.FREE, null),
                new Vlm(VLMS.get(2), "large", Pool.PAID, null));
        return new DatasetDraft(
                "small", root, "m2", "made for a test", "MIT", false, vlms, queries, outputs, List.of());
    }

    static boolean right(int query, int vlm) {
        return switch (vlm) {
            case 0 -> query % 2 == 0;
            case 1 -> query % 5 == 0;
            default -> query % 3 != 0;
        };
    }
}
