package dev.signalbox.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.signalbox.importing.LineReader;
import dev.signalbox.picture.PictureHeader;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds what is to be encoded. */
public final class EncodeInputs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LINE = 16 << 20;

    private EncodeInputs() {}

    /**
     * Files as they are given; of a folder every picture in it and below, by path. Links to folders are not followed.
     *
     * @throws UserFacingException when something is not there
     */
    public static List<Path> pictures(List<Path> filesAndFolders) {
        List<Path> pictures = new ArrayList<>();
        for (Path given : filesAndFolders) {
            if (Files.isDirectory(given)) {
                try (Stream<Path> all = Files.walk(given)) {
                    all.filter(Files::isRegularFile)
                            .filter(EncodeInputs::isPicture)
                            .sorted()
                            .forEach(pictures::add);
                } catch (IOException e) {
                    throw new UserFacingException("encode.files", e, String.valueOf(e.getMessage()));
                } catch (UncheckedIOException e) {
                    throw new UserFacingException("encode.files", e, String.valueOf(e.getMessage()));
                }
            } else if (Files.isRegularFile(given)) {
                pictures.add(given);
            } else {
                throw new UserFacingException("picture.missing", given);
            }
        }
        return pictures;
    }

    /** True for a file that begins like a picture; a damaged one counts, so that it is told and not left out. */
    private static boolean isPicture(Path file) {
        try {
            PictureHeader.read(file);
            return true;
        } catch (UserFacingException e) {
            return !e.code().equals("picture.unknown") && !e.code().equals("picture.empty");
        }
    }

    /**
     * Texts of a UTF-8 file: every line of a {@code .txt}, empty ones too; of every line of a {@code .jsonl} the string,
     * or the object's {@code text} or {@code question}.
     *
     * @throws UserFacingException {@code encode.texts} with the line that is wrong, {@code line.long} for one without end
     */
    public static List<String> texts(Path file) {
        boolean json =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".jsonl");
        List<String> texts = new ArrayList<>();
        long line = 0;
        try (InputStream in = Files.newInputStream(file)) {
            LineReader lines = new LineReader(in, LONGEST_LINE);
            // A decoder that reports: a byte that is no UTF-8 must not silently become a question mark.
            CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
            while (lines.next()) {
                line = lines.line();
                String text = utf8.decode(ByteBuffer.wrap(lines.buffer(), lines.from(), lines.to() - lines.from()))
                        .toString();
                if (line == 1 && text.startsWith("\uFEFF")) {
                    text = text.substring(1);
                }
                if (!json) {
                    texts.add(text);
                } else if (!text.isBlank()) {
                    texts.add(text(file, line, text));
                }
            }
            return texts;
        } catch (CharacterCodingException e) {
            throw wrong(file, line, Messages.text("encode.texts.utf8"));
        } catch (IOException e) {
            throw new UserFacingException("encode.files", e, String.valueOf(e.getMessage()));
        }
    }

    private static String text(Path file, long line, String json) {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw wrong(file, line, e.getOriginalMessage());
        }
        JsonNode found = node == null ? MissingNode.getInstance() : node;
        if (found.isObject()) {
            found = found.has("text") ? found.path("text") : found.path("question");
        }
        if (!found.isTextual()) {
            throw wrong(file, line, Messages.text("encode.texts.field"));
        }
        return found.asText();
    }

    private static UserFacingException wrong(Path file, long line, String why) {
        return new UserFacingException("encode.texts", file, line, why);
    }
}
