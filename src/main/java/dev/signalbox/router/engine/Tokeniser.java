package dev.signalbox.router.engine;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.text.UserFacingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** WordPiece from a tokenizer.json, with truncation that keeps the closing special token. */
final class Tokeniser implements AutoCloseable {
    private static final long LARGEST_FILE = 64L << 20;

    private final HuggingFaceTokenizer tokenizer;
    private final int padding;
    private final int size;

    private Tokeniser(HuggingFaceTokenizer tokenizer, int padding, int size) {
        this.tokenizer = tokenizer;
        this.padding = padding;
        this.size = size;
    }

    /**
     * Opens a tokenizer.json.
     *
     * @throws UserFacingException {@code router.tokenizer.broken} when it is not one
     * @throws IOException         when it cannot be read
     */
    static Tokeniser open(Path json) throws IOException {
        if (Files.size(json) > LARGEST_FILE) {
            throw broken(json, null, Files.size(json) + " bytes");
        }
        return of(json, Files.readString(json));
    }

    /**
     * Makes one from the text of a tokenizer.json.
     *
     * @param file what to call it in an error
     */
    static Tokeniser of(Path file, String json) throws IOException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw broken(file, e, e.getOriginalMessage());
        }
        int size = 1 + highest(root.path("model").path("vocab"));
        int padding = 0;
        for (JsonNode token : root.path("added_tokens")) {
            size = Math.max(size, 1 + token.path("id").asInt());
            if (token.path("content").asText().equals("[PAD]")) {
                padding = token.path("id").asInt();
            }
        }
        Engines.engine();
        try {
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                    Map.of("padding", "do_not_pad", "truncation", "do_not_truncate", "addSpecialTokens", "true"));
            return new Tokeniser(tokenizer, padding, size);
        } catch (RuntimeException e) {
            throw broken(file, e, String.valueOf(e.getMessage()));
        }
    }

    /** Ids with special tokens, at most {@code most}. */
    long[] encode(String text, int most) {
        long[] ids = tokenizer.encode(clean(text)).getIds();
        if (ids.length <= most) {
            return ids;
        }
        long[] kept = Arrays.copyOf(ids, most);
        kept[most - 1] = ids[ids.length - 1];
        return kept;
    }

    /** Unpaired surrogates do not survive the way into native code; they become question marks here. */
    private static String clean(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** All tokens of a text with special tokens, as the vocabulary writes them, before any truncation. */
    List<String> pieces(String text) {
        return List.of(tokenizer.encode(clean(text)).getTokens());
    }

    List<long[]> encode(List<String> texts, int most) {
        return texts.stream().map(text -> encode(text, most)).toList();
    }

    int padding() {
        return padding;
    }

    /** One more than the highest id. */
    int size() {
        return size;
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    private static int highest(JsonNode vocabulary) {
        int highest = 0;
        for (JsonNode id : vocabulary) {
            highest = Math.max(highest, id.asInt());
        }
        return highest;
    }

    private static UserFacingException broken(Path json, @Nullable Throwable e, String why) {
        return new UserFacingException("router.tokenizer.broken", e, String.valueOf(json.getFileName()), why);
    }
}
