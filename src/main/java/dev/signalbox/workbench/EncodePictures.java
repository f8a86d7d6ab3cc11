package dev.signalbox.workbench;

import dev.signalbox.embedding.ContentHash;
import dev.signalbox.embedding.EmbeddingCache;
import dev.signalbox.embedding.EmbeddingCache.Identity;
import dev.signalbox.picture.Colours;
import dev.signalbox.picture.PictureDecoder;
import dev.signalbox.router.arms.ImageRecipe;
import dev.signalbox.router.arms.SafetensorsWriter;
import dev.signalbox.router.arms.SafetensorsWriter.Slot;
import dev.signalbox.router.engine.PublishedImageEncoder;
import dev.signalbox.task.Progress;
import dev.signalbox.task.ReadAhead;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Pictures through a published encoder into one safetensors file. Every batch is kept in the cache when it is done.
 * Batches are cut from the whole list, known vectors or not, so that interrupted work that goes on gives the same bytes
 * as work that was never interrupted. Pictures are decoded while the encoder computes.
 */
public final class EncodePictures {
    /** Pictures through the encoder at once. */
    static final int BATCH = 32;

    private static final String VECTORS = "embeddings";
    private static final String PIXELS = "pixels";
    private static final String TOKENS = "tokens";
    private static final int LISTED = 5;

    private final Path cache;
    private final int threads;

    /**
     * @param cache   where the caches of encoders lie
     * @param threads for decoding
     */
    public EncodePictures(Path cache, int threads) {
        this.cache = cache;
        this.threads = threads;
    }

    /**
     * What to write beside {@code embeddings} [N, d].
     *
     * @param pixels {@code pixels} [N, 3, size, size], as the encoder sees them
     * @param tokens {@code tokens} [N, 1 + patches, d]: the picture's vector, then the projected patches row by row
     */
    public record Wanted(boolean pixels, boolean tokens) {}

    /**
     * Encodes.
     *
     * @param folder the encoder's
     * @param out    replaced when it exists, once everything is there
     * @throws UserFacingException {@code encode.pictures} naming pictures that cannot be read, when all others are done
     */
    public EncodeReport run(Path folder, List<Path> pictures, Wanted wanted, Path out, Progress progress) {
        if (pictures.isEmpty()) {
            throw new UserFacingException("encode.nothing");
        }
        try (PublishedImageEncoder encoder = PublishedImageEncoder.open(folder);
                EmbeddingCache known = EmbeddingCache.open(cache, identity(encoder, wanted))) {
            return new Run(encoder, known, pictures, wanted, progress).write(out);
        } catch (IOException e) {
            throw new UserFacingException("encode.files", e, String.valueOf(e.getMessage()));
        }
    }

    private static Identity identity(PublishedImageEncoder encoder, Wanted wanted) {
        int width = encoder.config().projection();
        return wanted.tokens()
                ? new Identity(
                        encoder.hash(),
                        encoder.recipe().version(),
                        TOKENS,
                        encoder.config().tokens() * width)
                : new Identity(encoder.hash(), encoder.recipe().version(), VECTORS, width);
    }

    private static List<Integer> rowsOf(Map<ContentHash, List<Integer>> rows, ContentHash content) {
        return Objects.requireNonNull(rows.get(content));
    }

    /** A picture as the encoder sees it, or why there is none. */
    @SuppressWarnings("ArrayRecordComponent") // handed from one thread to one other
    private record Square(byte @Nullable [] pixels, String problem) {}

    private final class Run {
        private final PublishedImageEncoder encoder;
        private final EmbeddingCache known;
        private final List<Path> pictures;
        private final Wanted wanted;
        private final Progress progress;
        private final List<String> broken = new ArrayList<>();
        private int computed;

        Run(
                PublishedImageEncoder encoder,
                EmbeddingCache known,
                List<Path> pictures,
                Wanted wanted,
                Progress progress) {
            this.encoder = encoder;
            this.known = known;
            this.pictures = pictures;
            this.wanted = wanted;
            this.progress = progress;
        }

        EncodeReport write(Path out) throws IOException {
            SequencedMap<ContentHash, List<Integer>> rows = contents();
            SequencedMap<String, Slot> layout = layout();
            Map<String, String> metadata = Map.of(
                    "encoder", encoder.hash(), "preprocessing", encoder.recipe().version());
            try (SafetensorsWriter writer = new SafetensorsWriter(out, layout, metadata)) {
                Pace pace = new Pace(System::nanoTime);
                encode(rows, writer, pace);
                if (!broken.isEmpty()) {
                    throw new UserFacingException("encode.pictures", broken.size(), listed());
                }
                double seconds = pace.seconds();
                assemble(rows, writer);
                writer.publish();
                return EncodeReport.of(
                        out,
                        encoder.hash(),
                        encoder.device(),
                        pictures.size(),
                        rows.size(),
                        computed,
                        seconds,
                        layout,
                        pictures.stream().map(Path::toString).toList());
            }
        }

        /** Rows by content, in the order in which contents first appear. */
        private SequencedMap<ContentHash, List<Integer>> contents() {
            SequencedMap<ContentHash, List<Integer>> rows = new LinkedHashMap<>();
            Iterator<Callable<ContentHash>> steps = pictures.stream()
                    .<Callable<ContentHash>>map(file -> () -> hash(file))
                    .iterator();
            try (ReadAhead<ContentHash> hashes = new ReadAhead<>("hash", threads, 4 * threads, steps)) {
                for (int row = 0; row < pictures.size(); row++) {
                    progress.checkCancelled();
                    if (row % 256 == 0) {
                        progress.update(-1, Messages.text("encode.reading", row, pictures.size()));
                    }
                    rows.computeIfAbsent(hashes.next(), c -> new ArrayList<>()).add(row);
                }
            }
            return rows;
        }

        private void encode(SequencedMap<ContentHash, List<Integer>> rows, SafetensorsWriter writer, Pace pace)
                throws IOException {
            List<ContentHash> contents = List.copyOf(rows.keySet());
            List<List<ContentHash>> batches = new ArrayList<>();
            for (int from = 0; from < contents.size(); from += BATCH) {
                List<ContentHash> batch = contents.subList(from, Math.min(from + BATCH, contents.size()));
                if (wanted.pixels() || !batch.stream().allMatch(known::contains)) {
                    batches.add(batch);
                }
            }
            int waiting = batches.stream().mapToInt(List::size).sum();
            int fresh = 0;
            Iterator<Callable<Square>> steps = batches.stream()
                    .flatMap(List::stream)
                    .<Callable<Square>>map(content ->
                            () -> square(pictures.get(rowsOf(rows, content).getFirst())))
                    .iterator();
            try (ReadAhead<Square> squares = new ReadAhead<>("decode", threads, 2 * BATCH, steps)) {
                for (List<ContentHash> batch : batches) {
                    progress.checkCancelled();
                    int done = contents.size() - waiting + fresh;
                    progress.update(
                            (double) done / contents.size(),
                            pace.say("encode.pictures.pace", done, contents.size(), fresh));
                    one(batch, squares, rows, writer);
                    fresh += batch.size();
                }
            }
            progress.update(1, pace.say("encode.pictures.pace", contents.size(), contents.size(), fresh));
        }

        private void one(
                List<ContentHash> batch,
                ReadAhead<Square> squares,
                Map<ContentHash, List<Integer>> rows,
                SafetensorsWriter writer)
                throws IOException {
            List<ContentHash> readable = new ArrayList<>();
            List<byte[]> pixels = new ArrayList<>();
            for (ContentHash content : batch) {
                Square square = squares.next();
                if (square.pixels() == null) {
                    broken.add(square.problem());
                } else {
                    readable.add(content);
                    pixels.add(square.pixels());
                }
            }
            if (wanted.pixels()) {
                for (int i = 0; i < readable.size(); i++) {
                    float[] floats = encoder.recipe().floats(pixels.subList(i, i + 1));
                    for (int row : rowsOf(rows, readable.get(i))) {
                        writer.write(PIXELS, (long) row * floats.length, floats);
                    }
                }
            }
            if (readable.stream().allMatch(known::contains)) {
                return;
            }
            float[] vectors = wanted.tokens() ? encoder.tokens(pixels) : encoder.encode(pixels);
            computed += known.addMissing(readable, vectors);
        }

        private void assemble(SequencedMap<ContentHash, List<Integer>> rows, SafetensorsWriter writer)
                throws IOException {
            int width = encoder.config().projection();
            for (Map.Entry<ContentHash, List<Integer>> e : rows.entrySet()) {
                float[] vector = known.read(e.getKey());
                for (int row : e.getValue()) {
                    writer.write(VECTORS, (long) row * width, vector, 0, width);
                    if (wanted.tokens()) {
                        writer.write(TOKENS, (long) row * vector.length, vector);
                    }
                }
            }
        }

        private SequencedMap<String, Slot> layout() {
            long n = pictures.size();
            long width = encoder.config().projection();
            long size = encoder.config().size();
            SequencedMap<String, Slot> layout = new LinkedHashMap<>();
            layout.put(VECTORS, Slot.floats(n, width));
            if (wanted.pixels()) {
                layout.put(PIXELS, Slot.floats(n, 3, size, size));
            }
            if (wanted.tokens()) {
                layout.put(TOKENS, Slot.floats(n, encoder.config().tokens(), width));
            }
            return layout;
        }

        private String listed() {
            String some = String.join(" ", broken.subList(0, Math.min(LISTED, broken.size())));
            return broken.size() <= LISTED ? some : Messages.text("encode.more", some, broken.size() - LISTED);
        }

        private ContentHash hash(Path file) {
            try {
                return ContentHash.of(file);
            } catch (IOException e) {
                throw new UserFacingException("picture.unreadable", e, file);
            }
        }

        private Square square(Path file) {
            ImageRecipe recipe = encoder.recipe();
            try {
                return new Square(recipe.square(PictureDecoder.decode(file, Colours.STORED)), "");
            } catch (UserFacingException e) {
                return new Square(null, file + ": " + e.getMessage());
            }
        }
    }
}
