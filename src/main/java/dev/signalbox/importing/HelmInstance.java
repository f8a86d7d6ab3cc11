package dev.signalbox.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An instance as a person reads it.
 *
 * @param question  its text, with the choices as A., B. ... when there are wrong ones to choose from
 * @param reference the correct answers joined by " | ", or null
 * @param pictures  locations as written, those of choices last
 * @param split     empty when absent
 */
record HelmInstance(String id, String question, @Nullable String reference, List<String> pictures, String split) {
    static HelmInstance of(JsonNode node) {
        List<String> pictures = new ArrayList<>();
        StringBuilder question = new StringBuilder(content(node.path("input"), pictures));
        JsonNode references = node.path("references");
        List<String> correct = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (JsonNode reference : references) {
            int before = pictures.size();
            String text = content(reference.path("output"), pictures);
            if (text.isBlank() && pictures.size() > before) {
                text = "[" + lastName(pictures.getLast()) + "]";
            }
            texts.add(text);
            if (isCorrect(reference)) {
                correct.add(text);
            }
        }
        if (correct.size() < texts.size() && texts.size() > 1) {
            for (int i = 0; i < texts.size(); i++) {
                question.append(i == 0 && question.isEmpty() ? "" : "\n")
                        .append(letter(i))
                        .append(". ")
                        .append(texts.get(i));
            }
        }
        return new HelmInstance(
                node.path("id").asText(),
                question.toString(),
                correct.isEmpty() ? null : correct.stream().distinct().collect(Collectors.joining(" | ")),
                pictures,
                node.path("split").asText(""));
    }

    private static String letter(int index) {
        return index < 26 ? String.valueOf((char) ('A' + index)) : String.valueOf(index + 1);
    }

    private static boolean isCorrect(JsonNode reference) {
        for (JsonNode tag : reference.path("tags")) {
            if (tag.asText().equals("correct")) {
                return true;
            }
        }
        return false;
    }

    /** The text of an input or output; its pictures' locations are added to the list. */
    private static String content(JsonNode node, List<String> pictures) {
        StringBuilder text = new StringBuilder(node.path("text").asText(""));
        for (JsonNode media : node.path("multimedia_content").path("media_objects")) {
            String type = media.path("content_type").asText("");
            if (type.startsWith("image/") && media.hasNonNull("location")) {
                pictures.add(media.path("location").asText());
            } else if (type.startsWith("text/") && media.hasNonNull("text")) {
                String part = media.path("text").asText();
                boolean apart = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
                text.append(apart || part.isEmpty() || Character.isWhitespace(part.charAt(0)) ? "" : "\n")
                        .append(part);
            }
        }
        return text.toString();
    }

    private static String lastName(String location) {
        return location.substring(Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\')) + 1);
    }
}
