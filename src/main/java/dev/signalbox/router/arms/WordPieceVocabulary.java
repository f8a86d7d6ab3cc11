package dev.signalbox.router.arms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds a WordPiece vocabulary for a network that is trained from nothing: special tokens, then every character seen
 * (as a word's beginning and, with {@code ##}, inside it), then the most frequent words. No word is ever unknown as long
 * as its characters were seen. The same texts give the same vocabulary, whatever their order.
 */
public final class WordPieceVocabulary {
    /** Special tokens, which every vocabulary holds. */
    public static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

    private static final int LONGEST_WORD = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private WordPieceVocabulary() {}

    /**
     * The pieces, in order of their ids.
     *
     * @param texts training texts only: a vocabulary that saw test questions would leak
     * @param limit most pieces, special tokens included; characters go before words
     */
    public static List<String> build(Collection<String> texts, int limit) {
        Map<String, Integer> words = new TreeMap<>();
        for (String text : texts) {
            for (String word : words(text)) {
                words.merge(word, 1, Integer::sum);
            }
        }
        Map<String, Integer> characters = new TreeMap<>();
        for (char c = '!'; c <= '~'; c++) {
            if (c < 'A' || c > 'Z') {
                characters.put(String.valueOf(c), 0);
            }
        }
        words.forEach((word, count) ->
                word.codePoints().forEach(c -> characters.merge(Character.toString(c), count, Integer::sum)));
        Set<String> pieces = new LinkedHashSet<>(SPECIAL);
        for (String c : byCount(characters, 0)) {
            pieces.add(c);
            pieces.add("##" + c);
        }
        pieces.addAll(byCount(words, 2));
        return pieces.stream().limit(Math.max(limit, SPECIAL.size() + 1)).toList();
    }

    /** The tokenizer.json of a vocabulary: BERT normaliser, pre-tokeniser and post-processor around WordPiece. */
    public static String tokenizerJson(List<String> pieces) {
        return tokenizerJson(pieces, Cleaning.UNCASED);
    }

    /**
     * What BERT's normaliser does to a text.
     *
     * @param stripAccents null to do it where it lower-cases
     */
    public record Cleaning(boolean lowerCase, @Nullable Boolean stripAccents, boolean splitIdeographs) {
        static final Cleaning UNCASED = new Cleaning(true, null, true);

        /** As a tokenizer_config.json says. */
        public static Cleaning of(PublishedConfig config) {
            return new Cleaning(
                    config.flag("do_lower_case", true),
                    config.flag("strip_accents"),
                    config.flag("tokenize_chinese_chars", true));
        }
    }

    /** The same for a vocabulary from elsewhere, in which an id is a place in the list. */
    public static String tokenizerJson(List<String> pieces, Cleaning cleaning) {
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        for (String token : SPECIAL) {
            added.addObject()
                    .put("id", pieces.indexOf(token))
                    .put("content", token)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        root.putObject("normalizer")
                .put("type", "BertNormalizer")
                .put("clean_text", true)
                .put("handle_chinese_chars", cleaning.splitIdeographs())
                .put("strip_accents", cleaning.stripAccents())
                .put("lowercase", cleaning.lowerCase());
        root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        ObjectNode post = root.putObject("post_processor").put("type", "BertProcessing");
        post.putArray("sep").add("[SEP]").add(pieces.indexOf("[SEP]"));
        post.putArray("cls").add("[CLS]").add(pieces.indexOf("[CLS]"));
        root.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
        ObjectNode model = root.putObject("model")
                .put("type", "WordPiece")
                .put("unk_token", "[UNK]")
                .put("continuing_subword_prefix", "##")
                .put("max_input_chars_per_word", LONGEST_WORD);
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < pieces.size(); id++) {
            vocabulary.put(pieces.get(id), id);
        }
        return root.toPrettyString();
    }

    /** Words as BERT's normaliser and pre-tokeniser cut them: lower case, no accents, marks and ideographs alone. */
    static List<String> words(String text) {
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (Character.getType(c) == Character.NON_SPACING_MARK || Character.isIdentifierIgnorable(c)) {
                return;
            }
            boolean alone = mark(c) || Character.isIdeographic(c);
            if (alone || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                flush(word, words);
            }
            if (alone) {
                words.add(Character.toString(c));
            } else if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                word.appendCodePoint(c);
            }
        });
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty() && word.length() <= LONGEST_WORD) {
            words.add(word.toString());
        }
        word.setLength(0);
    }

    private static boolean mark(int c) {
        boolean ascii = (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
        return ascii
                || switch (Character.getType(c)) {
                    case Character.CONNECTOR_PUNCTUATION,
                            Character.DASH_PUNCTUATION,
                            Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION,
                            Character.OTHER_PUNCTUATION -> true;
                    default -> false;
                };
    }

    private static List<String> byCount(Map<String, Integer> counts, int least) {
        return counts.entrySet().stream()
                .filter(e -> e.getValue() >= least)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
