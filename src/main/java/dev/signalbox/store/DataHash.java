package dev.signalbox.store;

import dev.signalbox.model.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over what a dataset holds as imported. It is fed, each text as I32 length (-1 for none) and UTF-8: key, question and
 * reference of every query by ordinal; then, by VLM id in code point order, the id and one label byte per query (-2 no output, -1 unknown,
 * 0 wrong, 1 right). So it does not matter in how many imports, or in which order, the VLMs came; the order of the queries does, because
 * scores and maps are kept by ordinal.
 */
final class DataHash {
    private final Sha256 hash = new Sha256();

    /** The next query in ordinal order. */
    void query(String key, String question, @Nullable String reference) {
        text(key);
        text(question);
        text(reference);
    }

    /** The labels, after all queries; gives the hash in lower-case hex. */
    String finish(List<String> vlmIds, List<Columns.OfVlm> columns) {
        List<Integer> order = IntStream.range(0, vlmIds.size())
                .boxed()
                .sorted(Comparator.comparing(vlmIds::get))
                .toList();
        for (int k : order) {
            text(vlmIds.get(k));
            hash.add(columns.get(k).label);
        }
        return hash.hex();
    }

    private void text(@Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        hash.add(ByteBuffer.allocate(4).putInt(text == null ? -1 : bytes.length).array())
                .add(bytes);
    }
}
