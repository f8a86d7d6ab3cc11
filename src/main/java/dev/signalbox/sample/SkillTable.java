package dev.signalbox.sample;

import dev.signalbox.sample.Look.Style;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The latent truth of the dataset: which VLM is the specialist for what. A cell is all that matters of a query; every
 * cell has one specialist, everybody else guesses at a rate of their own.
 */
final class SkillTable {
    /** What of a query decides who is good at it. */
    record Cell(Task task, Style style, Ask ask) {
        /** All that the picture tells. */
        Object picture() {
            return List.of(task, style);
        }

        /** All that the question tells. */
        Object text() {
            return ask;
        }
    }

    private SkillTable() {}

    static String specialist(Cell cell) {
        boolean first = cell.style == cell.task.styles().getFirst();
        return switch (cell.task) {
            case COUNTING -> first ? "sim-cedar-8b" : "sim-glacier-max";
            case CLOCKS -> first ? "sim-brook-7b" : "sim-ember-pro";
            case GEOMETRY -> first ? "sim-glacier-max" : "sim-dune-11b";
            case RECEIPTS -> cell.ask == Ask.TOTAL ? "sim-ember-pro" : "sim-acorn-2b";
            case TABLES -> cell.ask == Ask.LOOKUP ? "sim-fjord-flash" : "sim-glacier-max";
            case SIGNS ->
                switch (cell.ask) {
                    case RIGHT_TO_LEFT -> "sim-dune-11b";
                    case EAST_ASIAN -> "sim-fjord-flash";
                    case HINDI_THAI -> "sim-acorn-2b";
                    default -> "sim-brook-7b";
                };
            // An exclusive or: neither the look nor the operation alone says anything.
            case BARS, LINES, PIES -> first == (cell.ask == Ask.HIGHEST) ? "sim-ember-pro" : "sim-cedar-8b";
            case MAPS -> first == (cell.ask == Ask.NEAREST) ? "sim-glacier-max" : "sim-brook-7b";
        };
    }

    /** The probability that a VLM answers a query of this cell by exact match. */
    static double probability(Cell cell, SimVlm vlm) {
        return vlm.id().equals(specialist(cell)) ? vlm.expert() : vlm.elsewhere();
    }

    /** The best accuracy that any router can expect on these cells when it sees only {@code seen} of each. */
    static double bayes(Collection<Cell> cells, Function<Cell, Object> seen) {
        Map<Object, double[]> sums = new HashMap<>();
        for (Cell cell : cells) {
            double[] sum = sums.computeIfAbsent(seen.apply(cell), key -> new double[SimVlm.ALL.size()]);
            for (int k = 0; k < sum.length; k++) {
                sum[k] += probability(cell, SimVlm.ALL.get(k));
            }
        }
        double best = 0;
        for (double[] sum : sums.values()) {
            double max = 0;
            for (double value : sum) {
                max = Math.max(max, value);
            }
            best += max;
        }
        return best / cells.size();
    }
}
