package dev.signalbox.sample;

import dev.signalbox.sample.Scene.Chart;
import dev.signalbox.sample.Scene.ChartKind;
import dev.signalbox.sample.Scene.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Makes charts and asks for their highest and lowest items. */
final class ChartScenes {
    private record Series(String kind, List<String> names, boolean ordered, List<String> titles) {}

    private static final List<String> OVER_TIME =
            List.of("Visitors, thousands", "Rainfall in mm", "Energy in MWh", "Parcels sent", "New members", "Orders");

    private static final List<Series> SERIES = List.of(
            new Series(
                    "month",
                    List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"),
                    true,
                    OVER_TIME),
            new Series("day", List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), true, OVER_TIME),
            new Series(
                    "year",
                    List.of("2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024"),
                    true,
                    OVER_TIME),
            new Series(
                    "city",
                    List.of("Oslo", "Lima", "Cairo", "Kyoto", "Quito", "Delhi", "Porto", "Accra"),
                    false,
                    List.of("Visitors, thousands", "Rainy days", "Flights per day")),
            new Series(
                    "fruit",
                    List.of("Apple", "Plum", "Pear", "Fig", "Grape", "Melon", "Kiwi", "Lemon"),
                    false,
                    List.of("Crates sold", "Harvest in tons", "Favourite fruit, votes")),
            new Series(
                    "team",
                    List.of("Foxes", "Owls", "Bears", "Wolves", "Hawks", "Seals", "Lynx"),
                    false,
                    List.of("Points this season", "Fans, thousands", "Matches played")));

    private ChartScenes() {}

    static Chart scene(ChartKind kind, Look look, Dice dice) {
        List<Series> fitting = SERIES.stream()
                .filter(s -> kind == ChartKind.BARS || s.ordered == (kind == ChartKind.LINE))
                .toList();
        Series series = dice.pick(fitting);
        int count = dice.whole(kind == ChartKind.LINE ? 5 : 4, kind == ChartKind.PIE ? 5 : 6);
        List<String> names;
        if (series.ordered) {
            int start = dice.whole(0, series.names.size() - count);
            names = series.names.subList(start, start + count);
        } else {
            names = dice.some(series.names, count);
        }
        List<Integer> values = values(count, dice);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(new Item(names.get(i), values.get(i)));
        }
        return new Chart(look, kind, dice.pick(series.titles), series.kind, items, dice.chance(0.5));
    }

    /** Values whose highest and lowest stand clear of the next, so that an eye can tell. */
    private static List<Integer> values(int count, Dice dice) {
        while (true) {
            List<Integer> values = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                values.add(dice.whole(18, 96));
            }
            List<Integer> sorted = values.stream().sorted().toList();
            boolean clear = sorted.get(1) - sorted.get(0) >= 7 && sorted.get(count - 1) - sorted.get(count - 2) >= 7;
            if (clear && sorted.stream().distinct().count() == count) {
                return values;
            }
        }
    }

    static List<Question> questions(Chart chart, Dice dice) {
        return dice.shuffled(List.of(ask(chart, true, dice), ask(chart, false, dice)));
    }

    private static Question ask(Chart chart, boolean highest, Dice dice) {
        String word = highest ? "highest" : "lowest";
        List<String> wordings = switch (chart.chart()) {
            case BARS ->
                List.of(
                        "Which %s has the %s bar?",
                        "In this bar chart, which %s has the %s value?", "Name the %s with the %s bar in the chart.");
            case LINE ->
                List.of(
                        "In which %s is the line at its %s point?",
                        "In this line chart, which %s has the %s value?", "Name the %s where the line is %s.");
            case PIE -> List.of("Which %s has the %s share of this pie chart?", "Name the %s with the %s share.");
        };
        Comparator<Item> byValue = Comparator.comparingInt(Item::value);
        List<String> ranked = chart.items().stream()
                .sorted(highest ? byValue.reversed() : byValue)
                .map(Item::name)
                .toList();
        String text = String.format(Locale.ROOT, dice.pick(wordings), chart.kind(), word);
        return Question.english(
                highest ? Ask.HIGHEST : Ask.LOWEST, text, ranked.getFirst(), ranked.subList(1, ranked.size()));
    }
}
