package dev.signalbox.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Rewrites the public MATH-Vision results as M2 records, until Signalbox reads them itself: {@code testmini} is the test
 * split, every other question the train split.
 *
 * <p>Usage: MathVisionToM2 SOURCE TARGET, where SOURCE holds data, images and outputs.
 */
final class MathVisionToM2 {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RANDOM = "Random-Chance";

    /** What the papers of the models say of them, by the beginning of the name. */
    private static final Map<String, String> PROFILES = new LinkedHashMap<>();

    static {
        PROFILES.put(
                "LLaVA-v1.5-13B",
                "13B parameters, MLP projector, language model Vicuna 13B, vision model CLIP ViT-L/14");
        PROFILES.put(
                "LLaVA-v1.5-7B", "7B parameters, MLP projector, language model Vicuna 7B, vision model CLIP ViT-L/14");
        PROFILES.put(
                "ShareGPT4V-13B",
                "13B parameters, MLP projector, language model Vicuna 13B, vision model CLIP ViT-L/14");
        PROFILES.put(
                "ShareGPT4V-7B", "7B parameters, MLP projector, language model Vicuna 7B, vision model CLIP ViT-L/14");
        PROFILES.put(
                "InternLM-XComposer2-VL",
                "7B parameters, partial LoRA, language model InternLM2 7B, vision model CLIP ViT-L/14");
        PROFILES.put("SPHINX-v2", "13B parameters, mixed visual embeddings, language model LLaMA-2 13B");
        PROFILES.put("SPHINX-MoE", "mixture of experts, mixed visual embeddings, language model Mixtral 8x7B");
        PROFILES.put("Qwen-VL-Max", "parameter count undisclosed, closed model by Alibaba");
        PROFILES.put("Qwen-VL-Plus", "parameter count undisclosed, closed model by Alibaba");
        PROFILES.put("Gemini-Pro", "parameter count undisclosed, closed multimodal transformer by Google");
    }

    private MathVisionToM2() {}

    public static void main(String[] args) throws IOException {
        Path source = Path.of(args[0]);
        Path target = Files.createDirectories(Path.of(args[1]));
        Set<String> test = new HashSet<>();
        lines(source.resolve("data/testmini.jsonl"))
                .forEach(q -> test.add(q.path("id").asText()));
        Map<String, JsonNode> questions = new LinkedHashMap<>();
        lines(source.resolve("data/test.jsonl"))
                .forEach(q -> questions.put(q.path("id").asText(), q));
        ArrayNode vlms = JSON.createArrayNode();
        try (BufferedWriter records = Files.newBufferedWriter(target.resolve("records.jsonl"));
                Stream<Path> files = Files.walk(source.resolve("outputs"))) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.contains(".jsonl") || name.startsWith(RANDOM)) {
                    continue;
                }
                String vlm = name.replaceFirst("\\.jsonl(\\.gz)?$", "");
                boolean paid = file.toString().contains("closed-source");
                vlms.addObject()
                        .put("vlm", vlm)
                        .put("profile", vlm + ", " + profile(vlm))
                        .put("pool", paid ? "paid" : "free");
                for (JsonNode answer : lines(file)) {
                    JsonNode question = questions.get(answer.path("id").asText());
                    if (question != null) {
                        records.write(JSON.writeValueAsString(record(question, answer, vlm, paid, test)));
                        records.newLine();
                    }
                }
            }
        }
        JSON.writeValue(target.resolve("vlms.json").toFile(), vlms);
        Files.createDirectories(target.resolve("images"));
        try (Stream<Path> pictures = Files.list(source.resolve("images"))) {
            for (Path picture : pictures.toList()) {
                Path copy = target.resolve("images").resolve(picture.getFileName());
                if (!Files.exists(copy)) {
                    Files.copy(picture, copy);
                }
            }
        }
    }

    private static String profile(String vlm) {
        return PROFILES.entrySet().stream()
                        .filter(e -> vlm.startsWith(e.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseThrow()
                + (vlm.endsWith("-CoT") ? ", asked to think step by step." : ".");
    }

    private static ObjectNode record(JsonNode question, JsonNode answer, String vlm, boolean paid, Set<String> test) {
        String id = question.path("id").asText();
        StringBuilder text = new StringBuilder(question.path("question").asText());
        for (int i = 0; i < question.path("options").size(); i++) {
            text.append("\n(")
                    .append((char) ('A' + i))
                    .append(") ")
                    .append(question.path("options").get(i).asText());
        }
        return JSON.createObjectNode()
                .put("query_id", "mathvision-" + id)
                .put("benchmark", "MATH-Vision")
                .put("split", test.contains(id) ? "test" : "train")
                .put("pool", paid ? "paid" : "free")
                .put("image", question.path("image").asText())
                .put("question", text.toString())
                .put("language", "English")
                .put("task", question.path("subject").asText())
                .put("ground_truth", question.path("answer").asText())
                .put("vlm", vlm)
                .put("output", answer.path("response").asText())
                .put("label", answer.path("correct").asBoolean());
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8))) {
            List<JsonNode> found = new java.util.ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    found.add(JSON.readTree(line));
                }
            }
            return found;
        }
    }
}
