package dev.signalbox.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.signalbox.picture.PictureHeader;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
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
     * @throws UserFacingException {@code encode.texts} with the line that is wrong
     */
    public static List<String> texts(Path file) {
        boolean json =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".jsonl");
        List<String> texts = new ArrayList<>();
        int line = 1;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            StringBuilder text = new StringBuilder();
            boolean more = next(reader, text);
            while (more) {
                if (line == 1 && !text.isEmpty() && text.charAt(0) == '\uFEFF') {
                    text.deleteCharAt(0);
                }
                if (!json) {
                    texts.add(text.toString());
                } else if (!text.toString().isBlank()) {
                    texts.add(text(file, line, text.toString()));
                }
                line++;
                more = next(reader, text);
            }
            return texts;
        } catch (CharacterCodingException e) {
            throw wrong(file, line, Messages.text("encode.texts.utf8"));
        } catch (LineTooLong e) {
            throw wrong(file, line, Messages.text("encode.texts.long", LONGEST_LINE >> 20));
        } catch (IOException e) {
            throw new UserFacingException("encode.files", e, String.valueOf(e.getMessage()));
        }
    }

    private static final class LineTooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The next line without its end; false at the end of the file. One endless line ends in an error. */
    private static boolean next(BufferedReader reader, StringBuilder line) throws IOException {
        line.setLength(0);
        int c = reader.read();
        if (c < 0) {
            return false;
        }
        while (c >= 0 && c != '\n') {
            line.append((char) c);
            if (line.length() > LONGEST_LINE) {
                throw new LineTooLong();
            }
            c = reader.read();
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return true;
    }

    private static String text(Path file, int line, String json) {
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

    private static UserFacingException wrong(Path file, int line, String why) {
        return new UserFacingException("encode.texts", file, line, why);
    }
}
