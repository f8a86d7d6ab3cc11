package dev.signalbox.router.engine;

import dev.signalbox.router.arms.PublishedConfig;
import dev.signalbox.router.arms.WordPieceVocabulary;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a public checkpoint keeps its tokeniser.
 *
 * @param file     {@code tokenizer.json}, or {@code vocab.txt} with one piece a line, its id the line's number from 0
 * @param settings {@code tokenizer_config.json}, which may be absent
 * @param longest  longest text in tokens that it allows
 */
record TokeniserFolder(Path file, Path settings, int longest) {
    private static final String JSON = "tokenizer.json";
    private static final String WORDS = "vocab.txt";
    private static final long LARGEST_WORDS = 64L << 20;

    /** Looks into a folder and, as variants of one checkpoint often share their tokeniser, into the one above it. */
    static TokeniserFolder of(Path given) throws IOException {
        Path above = given.toAbsolutePath().normalize().getParent();
        Path folder = holds(given) || above == null ? given : above;
        if (!holds(folder)) {
            throw new UserFacingException("encoder.missing", given, JSON + " / " + WORDS);
        }
        Path json = folder.resolve(JSON);
        Path words = folder.resolve(WORDS);
        Path settings = folder.resolve("tokenizer_config.json");
        int longest = PublishedConfig.readIfThere(settings).longestText();
        return new TokeniserFolder(Files.isRegularFile(json) ? json : words, settings, longest);
    }

    private static boolean holds(Path folder) {
        return Files.isRegularFile(folder.resolve(JSON)) || Files.isRegularFile(folder.resolve(WORDS));
    }

    /**
     * Opens it.
     *
     * @param vocabulary rows of the encoder's word table, which every id must be below
     */
    Tokeniser open(int vocabulary) throws IOException {
        Tokeniser tokeniser =
                String.valueOf(file.getFileName()).equals(JSON) ? Tokeniser.open(file) : Tokeniser.of(file, json());
        if (tokeniser.size() > vocabulary) {
            tokeniser.close();
            throw new UserFacingException(
                    "router.tokenizer.broken",
                    file.getFileName(),
                    Messages.text("encoder.tokenizer.size", tokeniser.size(), vocabulary));
        }
        return tokeniser;
    }

    /** The text of a tokenizer.json, made from the list of pieces where there is none. */
    String json() throws IOException {
        return String.valueOf(file.getFileName()).equals(JSON)
                ? Files.readString(file)
                : WordPieceVocabulary.tokenizerJson(
                        pieces(), WordPieceVocabulary.Cleaning.of(PublishedConfig.readIfThere(settings)));
    }

    private List<String> pieces() throws IOException {
        if (Files.size(file) > LARGEST_WORDS) {
            throw new UserFacingException("router.tokenizer.broken", file.getFileName(), Files.size(file) + " B");
        }
        List<String> pieces;
        try {
            pieces = Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new UserFacingException(
                    "router.tokenizer.broken", e, file.getFileName(), Messages.text("encoder.tokenizer.utf8"));
        }
        List<String> absent = WordPieceVocabulary.SPECIAL.stream()
                .filter(token -> !pieces.contains(token))
                .toList();
        if (!absent.isEmpty()) {
            throw new UserFacingException(
                    "router.tokenizer.broken",
                    file.getFileName(),
                    Messages.text("encoder.tokenizer.special", String.join(", ", absent)));
        }
        return pieces;
    }
}
