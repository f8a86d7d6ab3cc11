package dev.signalbox.router.engine;

import dev.signalbox.model.Raster;
import dev.signalbox.model.Sha256;
import dev.signalbox.router.TrainingData;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.router.arms.Preprocessing;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Training data as the network takes it: token ids, 8-bit pictures at encoder size, labels. Pictures are decoded once and
 * kept as long as all of them fit a budget; beyond it each is decoded when its batch needs it.
 */
final class Examples {
    private static final long PICTURE_BUDGET = 1L << 30;

    private final TrainingData data;
    private final ArmsConfig config;
    private final List<long[]> questions = new ArrayList<>();
    private final byte[] @Nullable [] pictures;
    private final byte[] blank;
    private final byte[][] labels;
    private final Roster roster;
    private final String hash;

    Examples(TrainingData data, Roster roster, ArmsConfig config, Tokeniser tokeniser, Progress progress) {
        this.roster = roster;
        Sha256 content = new Sha256();
        this.data = data;
        this.config = config;
        blank = Preprocessing.blank(config.image());
        int n = data.size();
        boolean keep = (long) n * config.image().bytes() <= PICTURE_BUDGET;
        pictures = new byte[n][];
        labels = new byte[n][roster.size()];
        for (int i = 0; i < n; i++) {
            progress.checkCancelled();
            if (i % 50 == 0) {
                progress.update(-1, Messages.text("router.training.encoding", i, n));
            }
            String question = data.question(i);
            questions.add(tokeniser.encode(question, config.questionTokens()));
            if (keep) {
                pictures[i] = decode(i);
            }
            for (int k = 0; k < labels[i].length; k++) {
                labels[i][k] = roster.label(data, i, k);
            }
            roster.add(content, data, i, question);
        }
        hash = content.hex();
    }

    /** SHA-256 over questions, split and labels in force, corrections included, lower-case hex. */
    String hash() {
        return hash;
    }

    /** Where vectors of unchanging encoders are kept for the next run, or null. */
    @Nullable
    Path keep() {
        return data.keep();
    }

    int size() {
        return labels.length;
    }

    List<long[]> questions(List<Integer> queries) {
        return queries.stream().map(questions::get).toList();
    }

    List<byte[]> pictures(List<Integer> queries) {
        return queries.stream().map(this::picture).toList();
    }

    /** Pictures moved by up to {@code shift} pixels each way; what comes in from outside repeats the edge. */
    List<byte[]> shifted(List<Integer> queries, int shift, RandomGenerator random) {
        if (shift == 0) {
            return pictures(queries);
        }
        int size = config.image().size();
        return queries.stream()
                .map(i -> moved(picture(i), size, random.nextInt(-shift, shift + 1), random.nextInt(-shift, shift + 1)))
                .toList();
    }

    /** 1 right, 0 wrong, -1 unknown. */
    byte label(int query, int vlm) {
        return labels[query][vlm];
    }

    int vlms() {
        return roster.size();
    }

    boolean known(int query) {
        for (byte label : labels[query]) {
            if (label >= 0) {
                return true;
            }
        }
        return false;
    }

    private byte[] picture(int query) {
        byte[] kept = pictures[query];
        return kept != null ? kept : decode(query);
    }

    private byte[] decode(int query) {
        Raster raster = data.picture(query);
        return raster == null
                ? blank
                : Preprocessing.square(raster, config.image().size());
    }

    private static byte[] moved(byte[] picture, int size, int dx, int dy) {
        byte[] result = new byte[picture.length];
        for (int row = 0; row < 3 * size; row++) {
            int channel = row / size * size;
            int from = (channel + Math.clamp(row - channel + dy, 0, size - 1)) * size;
            for (int x = 0; x < size; x++) {
                result[row * size + x] = picture[from + Math.clamp(x + dx, 0, size - 1)];
            }
        }
        return result;
    }
}
