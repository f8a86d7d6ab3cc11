package dev.signalbox.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small made-up tables for tests. */
public final class Tables {
    private Tables() {}

    /** n queries, K VLMs (the first half free), random labels with some unknown, costs with ties, latencies, two fields. */
    public static DatasetTable random(int n, int width, long seed) {
        Random random = new Random(seed);
        byte[][] labels = new byte[width][n];
        boolean[][] answered = new boolean[width][n];
        float[][] costs = new float[width][n];
        for (int k = 0; k < width; k++) {
            for (int q = 0; q < n; q++) {
                answered[k][q] = random.nextInt(10) > 0;
                labels[k][q] = (byte) (answered[k][q] && random.nextInt(8) > 0 ? random.nextInt(2) : -1);
                costs[k][q] = answered[k][q] && random.nextInt(6) > 0 ? random.nextInt(4) * 1e-4f : Float.NaN;
            }
        }
        Map<String, CodedColumn> fields = new LinkedHashMap<>();
        fields.put("benchmark", field("benchmark", List.of("Charts", "Maps", "Signs in use"), n, random));
        fields.put("split", field("split", List.of("train", "test"), n, random));
        DatasetTable table = of(labels, answered, costs, fields);
        Random clock = new Random(seed + 1);
        for (int k = 0; k < width; k++) {
            for (int q = 0; q < n; q++) {
                table.latencies()[k][q] = answered[k][q] && clock.nextInt(5) > 0 ? clock.nextInt(64) / 16f : Float.NaN;
            }
        }
        return table;
    }

    private static CodedColumn field(String name, List<String> values, int n, Random random) {
        int[] codes = new int[n];
        for (int q = 0; q < n; q++) {
            codes[q] = random.nextInt(values.size() + 1) - 1;
        }
        return new CodedColumn(name, values, codes);
    }

    /** A table with these labels, everything answered, no costs and no fields. */
    public static DatasetTable of(byte[][] labels) {
        boolean[][] answered = new boolean[labels.length][labels[0].length];
        float[][] costs = new float[labels.length][labels[0].length];
        for (int k = 0; k < labels.length; k++) {
            Arrays.fill(answered[k], true);
            Arrays.fill(costs[k], Float.NaN);
        }
        return of(labels, answered, costs, Map.of());
    }

    public static DatasetTable of(
            byte[][] labels, boolean[][] answered, float[][] costs, Map<String, CodedColumn> fields) {
        int width = labels.length;
        int n = labels[0].length;
        List<Vlm> vlms = new ArrayList<>();
        for (int k = 0; k < width; k++) {
            vlms.add(new Vlm("vlm-" + k, "", k < (width + 1) / 2 ? Pool.FREE : Pool.PAID, null));
        }
        List<String> keys = new ArrayList<>();
        List<List<String>> pictures = new ArrayList<>();
        for (int q = 0; q < n; q++) {
            keys.add("q" + q);
            pictures.add(q % 3 == 0 ? List.of() : List.of("p" + q + ".png"));
        }
        float[][] latencies = new float[width][n];
        Dataset dataset = new Dataset(
                1, "test", Path.of("/"), "m2", "", "", true, Instant.EPOCH, n, (long) n * width, vlms, "hash");
        return new DatasetTable(dataset, keys, fields, labels, answered, costs, latencies, pictures);
    }

    /** Complete scores, row-major, for VLMs vlm-0 .. */
    public static Scores scores(int width, float... confidence) {
        return scoresOf(1, width, confidence);
    }

    /** @param id of the score set: routers of different ids have frontiers of their own */
    public static Scores scoresOf(long id, int width, float... confidence) {
        List<String> vlms = new ArrayList<>();
        for (int k = 0; k < width; k++) {
            vlms.add("vlm-" + k);
        }
        int rows = confidence.length / width;
        return new Scores(
                new ScoreSet(id, 1, id, vlms, 0, rows, rows, "r", "hash", Instant.EPOCH), confidence, new float[0]);
    }

    /** Random scores with few distinct values, so that ties are common. */
    public static Scores randomScores(int n, int width, int distinct, long seed) {
        Random random = new Random(seed);
        float[] confidence = new float[n * width];
        for (int i = 0; i < confidence.length; i++) {
            confidence[i] = (1 + random.nextInt(distinct)) / (distinct + 1f);
        }
        return scores(width, confidence);
    }
}
