package dev.signalbox.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.importing.ImportOptions;
import dev.signalbox.importing.ImportPlan;
import dev.signalbox.importing.Importers;
import dev.signalbox.importing.Shared;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Output;
import dev.signalbox.model.Pool;
import dev.signalbox.model.Price;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Cancelled;
import dev.signalbox.task.Progress;
import dev.signalbox.text.UserFacingException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class M2ExporterTest {
    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void pictures() {
        root = folder.resolve("data");
        for (int i = 0; i < 3; i++) {
            try {
                Files.createDirectories(root.resolve("images"));
                ImageIO.write(
                        new BufferedImage(8, 6 + i, BufferedImage.TYPE_INT_RGB),
                        "png",
                        root.resolve("images/p " + i + ".png").toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A stored dataset, seen by an exporter, with corrections by output and query key. */
    private record Stored(DatasetDraft draft, Function<Output, Correctness> labels, Function<Query, String> references)
            implements ExportSource {
        Stored(DatasetDraft draft) {
            this(draft, Output::label, Query::reference);
        }

        @Override
        public Dataset dataset() {
            return new Dataset(
                    1,
                    draft.name(),
                    draft.root(),
                    draft.format(),
                    draft.source(),
                    draft.licence(),
                    draft.simulated(),
                    Instant.EPOCH,
                    draft.queries().size(),
                    draft.outputs().size(),
                    draft.vlms(),
                    "");
        }

        @Override
        public void forEach(Consumer<Row> each) {
            Map<String, List<Output>> outputs =
                    draft.outputs().stream().collect(Collectors.groupingBy(Output::queryKey));
            for (Query query : draft.queries()) {
                each.accept(new Row(
                        query,
                        references.apply(query),
                        outputs.getOrDefault(query.key(), List.of()).stream()
                                .map(output -> new Answer(output, labels.apply(output)))
                                .toList()));
            }
        }
    }

    private DatasetDraft random(long seed, boolean simulated) {
        Random random = new Random(seed);
        List<Vlm> vlms = List.of(
                new Vlm("a", "A, \"quoted\".", Pool.FREE, null),
                new Vlm("b/c", "B.", Pool.PAID, new Price(2.5, 10, 0.001)),
                new Vlm("silent", "Never asked.", Pool.FREE, null));
        String[] words = {
            "plain", "comma, quote \" and\nbreak", "العربية", "漢字", "$x^2$", "  blank ends ", "{}[]", "|", "'", "\u2028"
        };
        List<Query> queries = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (int q = 0; q < 40; q++) {
            List<String> pictures = switch (random.nextInt(3)) {
                case 0 -> List.<String>of();
                case 1 -> List.of("images/p " + random.nextInt(3) + ".png");
                default -> List.of("images/p 0.png", "images/p 1.png");
            };
            queries.add(new Query(
                    "key " + q,
                    words[random.nextInt(words.length)] + q,
                    random.nextInt(4) == 0 ? null : words[random.nextInt(words.length)],
                    pictures,
                    Map.of("split", q % 2 == 0 ? "train" : "test", "serial", "s" + q)));
            for (int v = 0; v < random.nextInt(3); v++) {
                outputs.add(new Output(
                        "key " + q,
                        vlms.get(v).id(),
                        random.nextInt(8) == 0 ? "" : words[random.nextInt(words.length)],
                        Correctness.of((byte) (random.nextInt(3) - 1)),
                        random.nextBoolean() ? Double.NaN : random.nextDouble() * 1e-4,
                        random.nextBoolean() ? Double.NaN : random.nextDouble() * 100,
                        random.nextInt(2000) - 1,
                        random.nextInt(2000) - 1));
            }
        }
        return new DatasetDraft(
                simulated ? "set (simulated)" : "set",
                root,
                "m2",
                "tests",
                "CC0-1.0",
                simulated,
                vlms,
                queries,
                outputs,
                List.of());
    }

    private static ImportPlan read(Path source) {
        ImportPlan plan = Importers.auto(source, "m2").plan(source, ImportOptions.DEFAULT, Progress.NONE);
        assertThat(plan.importable()).as("%s", plan.problems()).isTrue();
        return plan;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aFolderComesBackAsItWas(long seed) {
        DatasetDraft before = random(seed, seed % 2 == 0);
        Path out = folder.resolve("out");
        M2Exporter.Written written = M2Exporter.export(out, new Stored(before), new ExportOptions(true), Progress.NONE);
        DatasetDraft after = read(out).draft();
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.simulated()).isEqualTo(before.simulated());
        assertThat(after.source()).isEqualTo(before.source());
        assertThat(after.licence()).isEqualTo(before.licence());
        assertThat(after.vlms()).isEqualTo(before.vlms());
        assertThat(after.queries()).isEqualTo(before.queries());
        assertThat(after.outputs()).isEqualTo(before.outputs());
        assertThat(after.root()).isEqualTo(out);
        assertThat(after.pictures()).hasSize(written.pictures());
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.jsonl", "t.csv"})
    void aSingleFileComesBackAsItWas(String name) {
        DatasetDraft before = random(9, true);
        M2Exporter.export(root.resolve(name), new Stored(before), ExportOptions.DEFAULT, Progress.NONE);
        DatasetDraft after = read(root.resolve(name)).draft();
        assertThat(after.outputs()).isEqualTo(before.outputs());
        assertThat(after.simulated()).isTrue();
        // Without dataset.json, a field with a value of its own for every query is no field to group by.
        assertThat(after.queries())
                .isEqualTo(before.queries().stream()
                        .map(query -> new Query(
                                query.key(),
                                query.question(),
                                query.reference(),
                                query.pictures(),
                                Map.of("split", query.fields().get("split"))))
                        .toList());
    }

    @Test
    void correctionsAreInForceAndTheImportStandsBesideThem() throws IOException {
        DatasetDraft draft = new DatasetDraft(
                "d",
                root,
                "m2",
                "",
                "",
                true,
                List.of(new Vlm("a", "", Pool.FREE, null)),
                List.of(
                        new Query("q1", "Q", "old", List.of(), Map.of()),
                        new Query("q2", "Q", "same", List.of(), Map.of())),
                List.of(
                        new Output("q1", "a", "x", Correctness.WRONG, Double.NaN, Double.NaN, -1, -1),
                        new Output("q2", "a", "x", Correctness.RIGHT, Double.NaN, Double.NaN, -1, -1)),
                List.of());
        Stored corrected = new Stored(
                draft,
                output -> output.queryKey().equals("q1") ? Correctness.RIGHT : output.label(),
                query -> query.key().equals("q1") ? "new" : query.reference());
        Path out = folder.resolve("c.jsonl");
        M2Exporter.export(out, corrected, ExportOptions.DEFAULT, Progress.NONE);
        assertThat(Files.readAllLines(out))
                .containsExactly(
                        "{\"query_id\":\"q1\",\"pool\":\"free\",\"image\":null,\"question\":\"Q\",\"ground_truth\":\"new\",\"vlm\":\"a\",\"output\":\"x\","
                            + "\"label\":true,\"cost\":null,\"latency\":null,\"corrected\":true,\"imported_label\":false,"
                            + "\"imported_ground_truth\":\"old\",\"simulated\":true}",
                        "{\"query_id\":\"q2\",\"pool\":\"free\",\"image\":null,\"question\":\"Q\",\"ground_truth\":\"same\",\"vlm\":\"a\",\"output\":\"x\","
                            + "\"label\":true,\"cost\":null,\"latency\":null,\"simulated\":true}");
        DatasetDraft again = read(out).draft();
        assertThat(again.outputs()).allMatch(output -> output.label() == Correctness.RIGHT);
        assertThat(again.queries()).allMatch(query -> query.fields().isEmpty());
    }

    @Test
    void realDataComesBackAsItWas() {
        Path source = Shared.data("visonlyqa_m2");
        DatasetDraft before = read(source).draft();
        Path out = folder.resolve("real");
        M2Exporter.export(out, new Stored(before), ExportOptions.DEFAULT, Progress.NONE);
        DatasetDraft after = read(out).draft();
        assertThat(after.queries()).isEqualTo(before.queries());
        assertThat(new HashSet<>(after.outputs())).isEqualTo(new HashSet<>(before.outputs()));
        assertThat(after.vlms()).isEqualTo(before.vlms());
    }

    @Test
    void aCancelledExportLeavesTheEarlierFileAlone() throws IOException {
        Path out = folder.resolve("t.jsonl");
        Files.writeString(out, "earlier");
        Progress cancelled = new Cancelled();
        assertThatThrownBy(() -> M2Exporter.export(out, new Stored(random(1, false)), ExportOptions.DEFAULT, cancelled))
                .isInstanceOf(CancellationException.class);
        assertThat(Files.readString(out)).isEqualTo("earlier");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("t.jsonl", "data");
        }
    }

    @Test
    void whatCannotBeWrittenSaysSo() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> M2Exporter.export(
                        blocked.resolve("t.jsonl"), new Stored(random(1, false)), ExportOptions.DEFAULT, Progress.NONE))
                .isInstanceOfSatisfying(
                        UserFacingException.class, e -> assertThat(e.code()).isEqualTo("export.failed"));
    }
}
