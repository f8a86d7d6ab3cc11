package dev.signalbox.sample;

import dev.signalbox.sample.Scene.Clock;
import dev.signalbox.sample.Scene.Counting;
import dev.signalbox.sample.Scene.Figure;
import dev.signalbox.sample.Scene.Geometry;
import dev.signalbox.sample.Scene.Piece;
import dev.signalbox.sample.Scene.Shape;
import java.util.ArrayList;
import java.util.List;

/** Makes counting scenes, clocks and figures: pictures that ask by themselves, so that every question is the same. */
final class PuzzleScenes {
    private static final List<String> WORDINGS = List.of(
            "What belongs in place of the question mark?",
            "Which value does the question mark stand for?",
            "What is missing where the question mark is?",
            "Fill in the question mark.");
    private static final List<List<Integer>> LEGS =
            List.of(List.of(3, 4), List.of(5, 12), List.of(8, 15), List.of(7, 24), List.of(20, 21));

    private PuzzleScenes() {}

    static Counting counting(Look look, Dice dice) {
        List<Shape> shapes = dice.some(List.of(Shape.values()), dice.whole(2, 3));
        int count = dice.whole(8, 19);
        List<Piece> pieces = new ArrayList<>();
        // The first shape is the wanted one and comes up at least three times.
        while (pieces.size() < count) {
            double size = dice.between(18, 34);
            double x = dice.between(22, Scene.WIDTH - 22);
            double y = dice.between(22, Scene.HEIGHT - 62);
            boolean free = pieces.stream()
                    .allMatch(p -> Math.max(Math.abs(p.x() - x), Math.abs(p.y() - y)) > (p.size() + size) / 2 + 2);
            if (free) {
                Shape shape = pieces.size() < 3 ? shapes.getFirst() : dice.pick(shapes);
                pieces.add(new Piece(shape, x, y, size, dice.whole(0, 5)));
            }
        }
        return new Counting(look, shapes.getFirst(), pieces);
    }

    static Clock clock(Look look, Dice dice) {
        return new Clock(look, dice.whole(1, 12), 5 * dice.whole(0, 11), dice.chance(0.6), dice.chance(0.3));
    }

    static Geometry geometry(Look look, Dice dice) {
        boolean turned = dice.chance(0.5);
        return switch (dice.pick(List.of(Figure.values()))) {
            case THIRD_ANGLE -> new Geometry(look, Figure.THIRD_ANGLE, dice.whole(35, 80), dice.whole(35, 80), turned);
            case RECTANGLE_AREA ->
                new Geometry(look, Figure.RECTANGLE_AREA, dice.whole(11, 19), dice.whole(4, 11), turned);
            case HYPOTENUSE -> {
                List<Integer> legs = dice.pick(LEGS);
                int scale = legs.getFirst() < 6 ? dice.whole(1, 4) : 1;
                yield new Geometry(look, Figure.HYPOTENUSE, legs.get(1) * scale, legs.get(0) * scale, turned);
            }
        };
    }

    static List<Question> questions(Counting scene, Dice dice) {
        return generic(Integer.toString(scene.count()), Question.near(scene.count()), dice);
    }

    static List<Question> questions(Geometry scene, Dice dice) {
        List<String> wrong = new ArrayList<>(Question.near(scene.missing()));
        wrong.add(Integer.toString(scene.first() + scene.second()));
        return generic(Integer.toString(scene.missing()), wrong, dice);
    }

    static List<Question> questions(Clock clock, Dice dice) {
        int after = (clock.minute() + 5) % 60;
        // The hands taken for each other, the hour's number taken for minutes, five minutes on.
        List<String> wrong = List.of(
                at(clock, clock.minute() == 0 ? 12 : clock.minute() / 5, clock.hour() % 12 * 5),
                at(clock, clock.hour() % 12 + 1, clock.minute()),
                at(clock, clock.hour(), after),
                at(clock, clock.hour(), (clock.minute() + 55) % 60));
        return generic(clock.time(), wrong, dice);
    }

    private static String at(Clock clock, int hour, int minute) {
        return new Clock(clock.look(), hour, minute, true, false).time();
    }

    private static List<Question> generic(String truth, List<String> wrong, Dice dice) {
        return List.of(Question.english(Ask.GENERIC, dice.pick(WORDINGS), truth, wrong));
    }
}
