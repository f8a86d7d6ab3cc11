package dev.signalbox.sample;

import dev.signalbox.model.Sha256;
import dev.signalbox.sample.SkillTable.Cell;
import dev.signalbox.sample.Task.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the dataset's README: where it comes from and figures that are computed from the answers themselves. */
final class SampleReadme {
    private SampleReadme() {}

    static String text(List<SampleQuery> queries, long seed, int size, Path records) throws IOException {
        List<SampleQuery> train = queries.stream().filter(SampleQuery::train).toList();
        List<SampleQuery> test = queries.stream().filter(q -> !q.train()).toList();
        long pictures = queries.stream().map(SampleQuery::image).distinct().count();
        String sizeOption = size == SampleGenerator.QUERIES ? "" : " (" + size + " queries)";
        return """
            # %s

            **Everything here is simulated.** The pictures are rendered scenes, the VLMs are fictional and their answers were
            drawn by chance from a table of skills. No figure says anything about a real model.

            - Origin: made by Signalbox's own generator, `signalbox sample --generate datasets/sample --seed %d`%s (%s).
            - Licence: CC0-1.0 for the records and the pictures. Letters in the pictures come from Noto fonts (OFL-1.1).
            - Size: %d queries about %d pictures, %d train and %d test, %d VLMs, %d records. Split by picture.
            - SHA-256 of `records.jsonl`: `%s`

            ## Form

            M2: `records.jsonl` has one line per query and VLM; `label` is true when the output is the ground truth but for
            blanks around it. `cost` is in US dollars (paid VLMs only, from tokens and the prices in `vlms.json`), `latency` in
            seconds. `dataset.json` names the seed. Every record has `"simulated": true`.

            ## Measured

            | VLM | pool | all | train | test |
            |---|---|---|---|---|
            %s
            The oracle of the four free VLMs alone is %s on the test split.

            ## What there is to learn

            Every query has one specialist (right with 0.90 to 0.92), everybody else guesses (0.26 to 0.42). Expected accuracy of the
            best possible router that sees only the picture, only the question, or both, from the generator's own table:

            | scenes | where it shows | picture only | question only | both |
            |---|---|---|---|---|
            %s
            Picture: counting scenes (dark or light), clocks (warm or cool), figures (blueprint or kraft), all with the same
            questions. Question: receipts (total or items), tables (lookup or sum), signs (language). Both, as an exclusive or of
            dark or light and the operation: bars, lines and pies (highest or lowest), maps (nearest or farthest). Pies are
            `domain` OOD: they are in the test split only.

            | | queries |
            |---|---|
            %s\
            """.formatted(
                SampleGenerator.NAME,
                seed,
                sizeOption,
                SampleGenerator.GENERATOR,
                queries.size(),
                pictures,
                train.size(),
                test.size(),
                SimVlm.ALL.size(),
                queries.size() * SimVlm.ALL.size(),
                new Sha256().add(records).hex(),
                measured(SampleFigures.of(queries, seed), SampleFigures.of(train, seed), SampleFigures.of(test, seed)),
                number(SampleFigures.of(test, seed).freeOracle()),
                bayes(queries),
                counts(queries));
    }

    private static String measured(SampleFigures all, SampleFigures train, SampleFigures test) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < SimVlm.ALL.size(); k++) {
            SimVlm vlm = SimVlm.ALL.get(k);
            int column = k;
            text.append(row(
                    vlm.id() + " | " + vlm.vlm().pool().name().toLowerCase(Locale.ROOT),
                    f -> f.accuracy().get(column),
                    all,
                    train,
                    test));
        }
        text.append(row("**best single** | ", SampleFigures::bestSingle, all, train, test));
        text.append(row("**random choice** | ", SampleFigures::random, all, train, test));
        text.append(row("**always the specialist** | ", SampleFigures::specialist, all, train, test));
        text.append(row("**oracle** | ", SampleFigures::oracle, all, train, test));
        return text.toString();
    }

    private static String row(
            String head,
            Function<SampleFigures, Double> figure,
            SampleFigures all,
            SampleFigures train,
            SampleFigures test) {
        return "| " + head + " | " + number(figure.apply(all)) + " | " + number(figure.apply(train)) + " | "
                + number(figure.apply(test)) + " |\n";
    }

    private static String bayes(List<SampleQuery> queries) {
        StringBuilder text = new StringBuilder();
        for (Evidence evidence : Evidence.values()) {
            text.append(bayes(
                    queries,
                    EnumSet.of(evidence),
                    evidence.name().toLowerCase(Locale.ROOT).replace("text", "question")));
        }
        return text.append(bayes(queries, EnumSet.allOf(Evidence.class), "all")).toString();
    }

    private static String bayes(List<SampleQuery> queries, Set<Evidence> kinds, String name) {
        List<Cell> cells = queries.stream()
                .map(SampleQuery::cell)
                .filter(cell -> kinds.contains(cell.task().evidence()))
                .toList();
        String tasks = kinds.size() > 1
                ? "all"
                : cells.stream()
                        .map(cell -> cell.task().name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        return "| " + tasks + " | " + name + " | " + number(SkillTable.bayes(cells, Cell::picture)) + " | "
                + number(SkillTable.bayes(cells, Cell::text)) + " | " + number(SkillTable.bayes(cells, c -> c))
                + " |\n";
    }

    private static String counts(List<SampleQuery> queries) {
        TreeMap<String, Long> counts = new TreeMap<>();
        for (SampleQuery query : queries) {
            counts.merge("benchmark " + query.cell().task().benchmark(), 1L, Long::sum);
            counts.merge("language " + query.language().language(), 1L, Long::sum);
            counts.merge("task " + query.cell().ask().task(query.cell().task()), 1L, Long::sum);
        }
        StringBuilder text = new StringBuilder();
        counts.forEach((name, count) ->
                text.append("| ").append(name).append(" | ").append(count).append(" |\n"));
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
