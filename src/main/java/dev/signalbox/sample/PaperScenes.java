package dev.signalbox.sample;

import dev.signalbox.sample.Scene.Item;
import dev.signalbox.sample.Scene.Receipt;
import dev.signalbox.sample.Scene.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes receipts and tables and asks for what stands on them. */
final class PaperScenes {
    private static final List<String> SHOPS = List.of(
            "CORNER SHOP", "GREEN GROCER", "CAFE LUNA", "NORTH MARKET", "BOOK & BEAN", "MILL BAKERY", "PORT KIOSK");
    private static final List<String> GOODS = List.of(
            "Bread",
            "Milk",
            "Coffee",
            "Apples",
            "Cheese",
            "Tea",
            "Rice",
            "Honey",
            "Pasta",
            "Olives",
            "Juice",
            "Soap",
            "Eggs",
            "Butter",
            "Candles",
            "Batteries",
            "Notebook",
            "Stamps");
    private static final List<List<String>> ROWS = List.of(
            List.of("North", "South", "East", "West", "Centre"),
            List.of("Ferry", "Train", "Tram", "Bus", "Bike"),
            List.of("Oak", "Birch", "Pine", "Elm", "Larch"),
            List.of("Anna", "Bilal", "Chen", "Dara", "Emeka"));
    private static final List<List<String>> COLUMNS = List.of(
            List.of("Q1", "Q2", "Q3", "Q4"),
            List.of("Mon", "Tue", "Wed", "Thu"),
            List.of("May", "June", "July", "Aug"),
            List.of("A", "B", "C", "D"));
    private static final List<String> CORNERS = List.of("Sales", "Trips", "Stock", "Points");

    private PaperScenes() {}

    static Receipt receipt(Look look, Dice dice) {
        List<Item> items = new ArrayList<>();
        for (String name : dice.some(GOODS, dice.whole(3, 7))) {
            items.add(new Item(name, dice.whole(8, 190) * 5));
        }
        int total = items.stream().mapToInt(Item::value).sum();
        int cash = (total / 1000 + dice.whole(1, 2)) * 1000;
        String date = String.format(Locale.ROOT, "2024-%02d-%02d", dice.whole(1, 12), dice.whole(1, 28));
        return new Receipt(look, dice.pick(SHOPS), date, items, cash, dice.between(-3, 3));
    }

    static String money(int cents) {
        return cents / 100 + "." + (cents % 100 < 10 ? "0" : "") + cents % 100;
    }

    static List<Question> questions(Receipt receipt, Dice dice) {
        int total = receipt.total();
        Question sum = Question.english(
                Ask.TOTAL,
                dice.pick(List.of(
                        "What is the total on this receipt?",
                        "How much is the total to pay?",
                        "Read the total of this receipt.")),
                money(total),
                List.of(
                        money(total + 100),
                        money(total - 10),
                        money(receipt.cash()),
                        money(receipt.cash() - total),
                        money(total + 90)));
        int count = receipt.items().size();
        Question items = Question.english(
                Ask.ITEMS,
                dice.pick(List.of(
                        "How many items are on this receipt?",
                        "How many different items were bought?",
                        "Count the items that are listed here.")),
                Integer.toString(count),
                List.of(Integer.toString(count + 1), Integer.toString(count - 1), Integer.toString(count + 2)));
        return dice.shuffled(List.of(sum, items));
    }

    static Table table(Look look, Dice dice) {
        List<String> rows = dice.some(dice.pick(ROWS), dice.whole(3, 5));
        List<String> all = dice.pick(COLUMNS);
        List<String> columns = all.subList(0, dice.whole(3, 4));
        List<List<Integer>> cells = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            List<Integer> line = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                line.add(dice.whole(3, 98));
            }
            cells.add(line);
        }
        return new Table(look, dice.pick(CORNERS), rows, columns, cells);
    }

    static List<Question> questions(Table table, Dice dice) {
        int row = dice.whole(0, table.rows().size() - 1);
        int column = dice.whole(0, table.columns().size() - 1);
        int value = table.cells().get(row).get(column);
        List<String> others = new ArrayList<>();
        table.cells().get(row).forEach(cell -> others.add(Integer.toString(cell)));
        table.cells().forEach(line -> others.add(Integer.toString(line.get(column))));
        others.add(Integer.toString(value + 1));
        Question lookup = Question.english(
                Ask.LOOKUP,
                String.format(
                        Locale.ROOT,
                        dice.pick(List.of(
                                "Which value does the table give for %s in column %s?",
                                "Look up %s in column %s: which value is it?",
                                "Find the value in row %s and column %s.")),
                        table.rows().get(row),
                        table.columns().get(column)),
                Integer.toString(value),
                others);
        int summed = dice.whole(0, table.columns().size() - 1);
        int sum = table.cells().stream().mapToInt(line -> line.get(summed)).sum();
        Question total = Question.english(
                Ask.SUM,
                String.format(
                        Locale.ROOT,
                        dice.pick(List.of(
                                "What is the sum of column %s?",
                                "Add up column %s: what is the sum?", "Give the sum of all numbers in column %s.")),
                        table.columns().get(summed)),
                Integer.toString(sum),
                Question.near(sum));
        return dice.shuffled(List.of(lookup, total));
    }
}
