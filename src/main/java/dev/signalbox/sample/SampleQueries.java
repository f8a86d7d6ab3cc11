package dev.signalbox.sample;

import dev.signalbox.sample.Look.Style;
import dev.signalbox.sample.Scene.ChartKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Composes the queries of a dataset: scenes, questions, splits. No picture is drawn here. */
final class SampleQueries {
    /** Forty questions about signs by language: a quarter English, the rest in even shares per group. */
    private static final List<Script> LANGUAGES = languages();

    private SampleQueries() {}

    /** All queries in the order of their ids. */
    static List<SampleQuery> compose(long seed, int queries) {
        Dice root = new Dice(seed);
        List<SampleQuery> all = new ArrayList<>();
        for (Task task : Task.values()) {
            all.addAll(compose(task, task.pictures(queries), root.child(task.name())));
        }
        List<SampleQuery> shuffled = root.child("order").shuffled(all);
        List<SampleQuery> numbered = new ArrayList<>();
        for (SampleQuery query : shuffled) {
            numbered.add(withId(query, String.format(Locale.ROOT, "sim-%04d", numbered.size() + 1)));
        }
        return numbered;
    }

    private static List<SampleQuery> compose(Task task, int pictures, Dice dice) {
        List<SampleQuery> queries = new ArrayList<>();
        List<Script> languages = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            Dice own = dice.child(Integer.toString(i));
            Style style = task.styles().get(i % 2);
            Look look = Look.of(style, own);
            if (languages.isEmpty()) {
                languages.addAll(own.child("languages").shuffled(LANGUAGES));
            }
            Scene scene = scene(task, look, own);
            List<Question> questions = questions(scene, languages, own.child("questions"));
            String image =
                    String.format(Locale.ROOT, "images/%s-%03d.png", task.name().toLowerCase(Locale.ROOT), i + 1);
            for (Question question : questions) {
                SkillTable.Cell cell = new SkillTable.Cell(task, style, question.ask());
                queries.add(new SampleQuery(
                        "",
                        cell,
                        !task.outOfDomain() && train(i / 2),
                        image,
                        scene,
                        question.text(),
                        question.language(),
                        question.truth(),
                        question.wrong()));
            }
        }
        return queries;
    }

    /** Seven of ten pictures of every task and look; questions about one picture never part. */
    private static boolean train(int nth) {
        return nth % 10 != 2 && nth % 10 != 5 && nth % 10 != 8;
    }

    private static Scene scene(Task task, Look look, Dice dice) {
        return switch (task) {
            case COUNTING -> PuzzleScenes.counting(look, dice);
            case CLOCKS -> PuzzleScenes.clock(look, dice);
            case GEOMETRY -> PuzzleScenes.geometry(look, dice);
            case RECEIPTS -> PaperScenes.receipt(look, dice);
            case TABLES -> PaperScenes.table(look, dice);
            case SIGNS -> PlaceScenes.sign(look, dice);
            case MAPS -> PlaceScenes.map(look, dice);
            case BARS -> ChartScenes.scene(ChartKind.BARS, look, dice);
            case LINES -> ChartScenes.scene(ChartKind.LINE, look, dice);
            case PIES -> ChartScenes.scene(ChartKind.PIE, look, dice);
        };
    }

    private static List<Question> questions(Scene scene, List<Script> languages, Dice dice) {
        return switch (scene) {
            case Scene.Counting counting -> PuzzleScenes.questions(counting, dice);
            case Scene.Clock clock -> PuzzleScenes.questions(clock, dice);
            case Scene.Geometry geometry -> PuzzleScenes.questions(geometry, dice);
            case Scene.Receipt receipt -> PaperScenes.questions(receipt, dice);
            case Scene.Table table -> PaperScenes.questions(table, dice);
            case Scene.StreetMap map -> PlaceScenes.questions(map, dice);
            case Scene.Chart chart -> ChartScenes.questions(chart, dice);
            case Scene.Sign sign ->
                PlaceScenes.questions(sign, List.of(languages.removeLast(), languages.removeLast()), dice);
        };
    }

    private static SampleQuery withId(SampleQuery q, String id) {
        return new SampleQuery(
                id, q.cell(), q.train(), q.image(), q.scene(), q.question(), q.language(), q.truth(), q.wrong());
    }

    private static List<Script> languages() {
        List<Script> all = new ArrayList<>();
        for (Script script : Script.values()) {
            int times = switch (script) {
                case LATIN -> 10;
                case ARABIC, HEBREW -> 5;
                default -> 4;
            };
            for (int i = 0; i < times; i++) {
                all.add(script);
            }
        }
        return List.copyOf(all);
    }
}
