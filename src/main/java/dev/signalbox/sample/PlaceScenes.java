package dev.signalbox.sample;

import dev.signalbox.sample.Scene.Board;
import dev.signalbox.sample.Scene.Place;
import dev.signalbox.sample.Scene.Sign;
import dev.signalbox.sample.Scene.StreetMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes street maps and signs and asks for what they show. */
final class PlaceScenes {
    private static final List<String> NAMES = List.of(
            "Bank",
            "Museum",
            "School",
            "Hotel",
            "Cinema",
            "Library",
            "Theatre",
            "Bakery",
            "Pharmacy",
            "Station",
            "Gym",
            "Zoo");

    private PlaceScenes() {}

    static StreetMap map(Look look, Dice dice) {
        List<Double> avenues = new ArrayList<>();
        for (double x = dice.between(20, 50); x < Scene.WIDTH - 10; x += dice.between(46, 74)) {
            avenues.add(x);
        }
        List<Double> streets = new ArrayList<>();
        for (double y = dice.between(18, 44); y < Scene.HEIGHT - 10; y += dice.between(40, 60)) {
            streets.add(y);
        }
        while (true) {
            Place pin = spot("pin", 46, dice);
            List<Place> places = new ArrayList<>();
            for (String name : dice.some(NAMES, dice.whole(4, 5))) {
                places.add(spot(name, 30, dice));
            }
            if (readable(pin, places)) {
                return new StreetMap(
                        look,
                        avenues,
                        streets,
                        dice.between(-40, 360),
                        dice.between(-40, 360),
                        dice.whole(0, avenues.size() - 2),
                        dice.whole(0, streets.size() - 2),
                        pin,
                        places);
            }
        }
    }

    private static Place spot(String name, int highest, Dice dice) {
        return new Place(name, Math.rint(dice.between(34, 286)), Math.rint(dice.between(highest, 212)));
    }

    /** No label hides another and both extremes stand clear of the next by at least a fifth and a seventh. */
    private static boolean readable(Place pin, List<Place> places) {
        List<Place> all = new ArrayList<>(places);
        all.add(pin);
        for (Place a : all) {
            for (Place b : all) {
                if (!a.equals(b) && Math.abs(a.x() - b.x()) < 66 && Math.abs(a.y() - b.y()) < 34) {
                    return false;
                }
            }
        }
        // The pin's head stands above its tip, where a label may hang below its place.
        boolean covered = places.stream()
                .anyMatch(p -> Math.abs(p.x() - pin.x()) < 48 && p.y() < pin.y() && p.y() > pin.y() - 66);
        if (covered) {
            return false;
        }
        List<Double> distances = places.stream().map(pin::distanceTo).sorted().toList();
        int last = distances.size() - 1;
        return distances.get(1) > 1.2 * distances.get(0) && distances.get(last) > 1.14 * distances.get(last - 1);
    }

    static List<Question> questions(StreetMap map, Dice dice) {
        List<String> near = map.places().stream()
                .sorted(Comparator.comparingDouble(map.pin()::distanceTo))
                .map(Place::name)
                .toList();
        Question nearest = Question.english(
                Ask.NEAREST,
                dice.pick(List.of(
                        "Which place is nearest to the pin as the crow flies?",
                        "From the pin, which place is nearest?",
                        "Name the place nearest to the pin.")),
                near.getFirst(),
                near.subList(1, near.size()));
        Question farthest = Question.english(
                Ask.FARTHEST,
                dice.pick(List.of(
                        "Which place is farthest from the pin as the crow flies?",
                        "From the pin, which place is farthest?",
                        "Name the place farthest from the pin.")),
                near.getLast(),
                near.reversed().subList(1, near.size()));
        return dice.shuffled(List.of(nearest, farthest));
    }

    static Sign sign(Look look, Dice dice) {
        Script script = dice.pick(List.of(Script.values()));
        return new Sign(look, dice.pick(List.of(Board.values())), script, dice.pick(script.words()), dice.whole(2, 98));
    }

    /** One question about the word and one about the number, in the two languages given: any sign in any language. */
    static List<Question> questions(Sign sign, List<Script> languages, Dice dice) {
        List<Script> order = dice.shuffled(languages);
        Script first = order.get(0);
        Script second = order.get(1);
        List<String> words = sign.script().words();
        Question number = new Question(
                Ask.of(first),
                dice.pick(first.numberQuestions()),
                first,
                Integer.toString(sign.number()),
                Question.near(sign.number()));
        Question word = new Question(
                Ask.of(second),
                dice.pick(second.wordQuestions()),
                second,
                sign.word(),
                words.stream().filter(w -> !w.equals(sign.word())).toList());
        return dice.shuffled(List.of(number, word));
    }
}
