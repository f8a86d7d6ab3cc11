package dev.signalbox.sample;

import java.util.List;

/**
 * What a picture shows, completely: the question's truth is computed from it and the painter draws nothing else.
 * Positions are in a space of 320 x 240 with the origin at the top left.
 */
sealed interface Scene {
    int WIDTH = 320;
    int HEIGHT = 240;

    Look look();

    /** A value with its name. */
    record Item(String name, int value) {}

    /** How a series is drawn. */
    enum ChartKind {
        BARS,
        LINE,
        PIE
    }

    /** A series of distinct values; {@code kind} names what its items are, such as "month". */
    record Chart(Look look, ChartKind chart, String title, String kind, List<Item> items, boolean filled)
            implements Scene {
        public Chart {
            items = List.copyOf(items);
        }
    }

    /** A paper receipt; values are cents. {@code tilt} is in degrees. */
    record Receipt(Look look, String shop, String date, List<Item> items, int cash, double tilt) implements Scene {
        public Receipt {
            items = List.copyOf(items);
        }

        int total() {
            return items.stream().mapToInt(Item::value).sum();
        }
    }

    /** A table of whole numbers; {@code cells} by row, then by column. */
    record Table(Look look, String corner, List<String> rows, List<String> columns, List<List<Integer>> cells)
            implements Scene {
        public Table {
            rows = List.copyOf(rows);
            columns = List.copyOf(columns);
            cells = cells.stream().map(List::copyOf).toList();
        }
    }

    /** A named place on a map. */
    record Place(String name, double x, double y) {
        double distanceTo(Place other) {
            return Math.sqrt((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y));
        }
    }

    /** Streets at the given positions, one of them wide, a river, a park; {@code pin} is where one stands. */
    record StreetMap(
            Look look,
            List<Double> avenues,
            List<Double> streets,
            double riverStart,
            double riverEnd,
            int parkColumn,
            int parkRow,
            Place pin,
            List<Place> places)
            implements Scene {
        public StreetMap {
            avenues = List.copyOf(avenues);
            streets = List.copyOf(streets);
            places = List.copyOf(places);
        }
    }

    /** What a counting scene scatters. */
    enum Shape {
        STAR,
        CIRCLE,
        SQUARE,
        TRIANGLE,
        HEART
    }

    /** One scattered shape; {@code colour} is an index into the look's accents. */
    record Piece(Shape shape, double x, double y, double size, int colour) {}

    /** Scattered shapes and a caption that asks for the number of {@code wanted}. */
    record Counting(Look look, Shape wanted, List<Piece> pieces) implements Scene {
        public Counting {
            pieces = List.copyOf(pieces);
        }

        int count() {
            return (int) pieces.stream().filter(p -> p.shape == wanted).count();
        }
    }

    /** An analogue clock with a blank digital display. */
    record Clock(Look look, int hour, int minute, boolean numerals, boolean square) implements Scene {
        /** Hours 1..12 and minutes, such as 4:05. */
        String time() {
            return hour + ":" + (minute < 10 ? "0" : "") + minute;
        }
    }

    /** What a geometry figure asks. */
    enum Figure {
        THIRD_ANGLE,
        RECTANGLE_AREA,
        HYPOTENUSE
    }

    /** A figure with two given numbers and a question mark; {@code turned} mirrors it. */
    record Geometry(Look look, Figure figure, int first, int second, boolean turned) implements Scene {
        int missing() {
            return switch (figure) {
                case THIRD_ANGLE -> 180 - first - second;
                case RECTANGLE_AREA -> first * second;
                case HYPOTENUSE -> (int) Math.round(Math.sqrt(first * first + second * second));
            };
        }
    }

    /** How a sign is made. */
    enum Board {
        MOTORWAY,
        CITY,
        DIAMOND,
        WOOD
    }

    /** A sign with one word in the given script and one number. */
    record Sign(Look look, Board board, Script script, String word, int number) implements Scene {}
}
