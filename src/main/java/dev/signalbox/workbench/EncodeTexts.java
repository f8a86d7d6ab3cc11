package dev.signalbox.workbench;

import dev.signalbox.embedding.ContentHash;
import dev.signalbox.embedding.EmbeddingCache;
import dev.signalbox.embedding.EmbeddingCache.Identity;
import dev.signalbox.router.arms.ArmsConfig.Pooling;
import dev.signalbox.router.arms.SafetensorsWriter;
import dev.signalbox.router.arms.SafetensorsWriter.Slot;
import dev.signalbox.router.engine.PublishedTextEncoder;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Texts through a published encoder into one safetensors file. Texts of like length go together, so that little is
 * padding; batches are cut from the whole list, known vectors or not, so that interrupted work that goes on gives the
 * same bytes as work that was never interrupted.
 */
public final class EncodeTexts {
    static final int BATCH = 32;
    /** Texts that are sorted by length at once. */
    private static final int WINDOW = 4096;

    private static final String VECTORS = "embeddings";

    private final Path cache;

    /** @param cache where the caches of encoders lie */
    public EncodeTexts(Path cache) {
        this.cache = cache;
    }

    @SuppressWarnings("ArrayRecordComponent") // ids are handed on, never shared
    private record Tokens(ContentHash content, long[] ids) {}

    /**
     * Encodes into {@code embeddings} [N, d].
     *
     * @param folder  the encoder's
     * @param words   the folder of its tokeniser, usually the same
     * @param pooling how token vectors become one
     * @param out     replaced when it exists, once everything is there
     */
    public EncodeReport run(Path folder, Path words, List<String> texts, Pooling pooling, Path out, Progress progress) {
        if (texts.isEmpty()) {
            throw new UserFacingException("encode.nothing");
        }
        try (PublishedTextEncoder encoder = PublishedTextEncoder.open(folder, words)) {
            int width = encoder.config().width();
            String kind = pooling.name().toLowerCase(Locale.ROOT);
            try (EmbeddingCache known =
                    EmbeddingCache.open(cache, new Identity(encoder.hash(), encoder.version(), kind, width))) {
                SequencedMap<ContentHash, List<Integer>> rows = new LinkedHashMap<>();
                for (int row = 0; row < texts.size(); row++) {
                    rows.computeIfAbsent(ContentHash.of(texts.get(row)), c -> new ArrayList<>())
                            .add(row);
                }
                Pace pace = new Pace(System::nanoTime);
                int computed = encode(encoder, known, rows, texts, pooling, pace, progress);
                double seconds = pace.seconds();
                SequencedMap<String, Slot> layout = new LinkedHashMap<>();
                layout.put(VECTORS, Slot.floats(texts.size(), width));
                Map<String, String> metadata =
                        Map.of("encoder", encoder.hash(), "preprocessing", encoder.version(), "pooling", kind);
                try (SafetensorsWriter writer = new SafetensorsWriter(out, layout, metadata)) {
                    for (Map.Entry<ContentHash, List<Integer>> e : rows.entrySet()) {
                        float[] vector = known.read(e.getKey());
                        for (int row : e.getValue()) {
                            writer.write(VECTORS, (long) row * width, vector);
                        }
                    }
                    writer.publish();
                }
                return EncodeReport.of(
                        out,
                        encoder.hash(),
                        encoder.device(),
                        texts.size(),
                        rows.size(),
                        computed,
                        seconds,
                        layout,
                        List.of());
            }
        } catch (IOException e) {
            throw new UserFacingException("encode.files", e, String.valueOf(e.getMessage()));
        }
    }

    private static int encode(
            PublishedTextEncoder encoder,
            EmbeddingCache known,
            SequencedMap<ContentHash, List<Integer>> rows,
            List<String> texts,
            Pooling pooling,
            Pace pace,
            Progress progress)
            throws IOException {
        List<ContentHash> contents = List.copyOf(rows.keySet());
        int computed = 0;
        int done = 0;
        int fresh = 0;
        for (int from = 0; from < contents.size(); from += WINDOW) {
            List<ContentHash> window = contents.subList(from, Math.min(from + WINDOW, contents.size()));
            if (window.stream().allMatch(known::contains)) {
                done += window.size();
                continue;
            }
            List<Tokens> sorted = window.stream()
                    .map(c -> new Tokens(
                            c,
                            encoder.tokenise(texts.get(
                                    Objects.requireNonNull(rows.get(c)).getFirst()))))
                    .sorted(Comparator.comparingInt(t -> t.ids().length))
                    .toList();
            for (int at = 0; at < sorted.size(); at += BATCH) {
                progress.checkCancelled();
                progress.update(
                        (double) done / contents.size(), pace.say("encode.texts.pace", done, contents.size(), fresh));
                List<Tokens> batch = sorted.subList(at, Math.min(at + BATCH, sorted.size()));
                List<ContentHash> keys = batch.stream().map(Tokens::content).toList();
                if (!keys.stream().allMatch(known::contains)) {
                    float[] vectors =
                            encoder.encode(batch.stream().map(Tokens::ids).toList(), pooling);
                    computed += known.addMissing(keys, vectors);
                    fresh += batch.size();
                }
                done += batch.size();
            }
        }
        progress.update(1, pace.say("encode.texts.pace", done, contents.size(), fresh));
        return computed;
    }
}
