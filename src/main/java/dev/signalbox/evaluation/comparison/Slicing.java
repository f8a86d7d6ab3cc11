package dev.signalbox.evaluation.comparison;

import dev.signalbox.index.Labels;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.DatasetTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A way of cutting a dataset's queries into slices (algorithms.md, 4.5). Slices may overlap and need not hold every query.
 *
 * @param values  names of the slices; empty for queries without the property
 * @param members by slice the ordinals of its queries, ascending
 */
public record Slicing(List<String> values, List<int[]> members) {
    /** From here on numbers of right VLMs are put together: 8 to 15, 16 to 31, and so on. */
    private static final int SINGLE = 8;

    private static final Pattern TAG = Pattern.compile("(?<![\\p{L}\\p{N}_])#([\\p{L}\\p{N}_-]+)");

    public Slicing {
        values = List.copyOf(values);
        members = List.copyOf(members);
    }

    /** By the values of a field, in the order of its dictionary; last the queries without it. */
    public static Slicing of(CodedColumn field) {
        List<String> values = new ArrayList<>(field.values());
        int empty = values.indexOf("");
        if (empty < 0) {
            empty = values.size();
            values.add("");
        }
        int without = empty;
        return byCode(field.codes().length, values, query -> {
            int code = field.codes()[query];
            return code < 0 ? without : code;
        });
    }

    /** By the number of pictures. */
    public static Slicing pictures(DatasetTable table) {
        int most = table.pictures().stream().mapToInt(List::size).max().orElse(0);
        List<String> values =
                IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList();
        return byCode(table.size(), values, query -> table.pictures().get(query).size());
    }

    /**
     * By thirds of the questions' lengths, named by the least and the most characters of each; equal lengths stay together.
     *
     * @param lengths by query
     */
    public static Slicing lengths(int[] lengths) {
        int n = lengths.length;
        int[] sorted = lengths.clone();
        Arrays.sort(sorted);
        if (n == 0 || sorted[0] == sorted[n - 1]) {
            return byCode(n, List.of(n == 0 ? "0" : Integer.toString(sorted[0])), query -> 0);
        }
        int low = sorted[(n + 2) / 3 - 1];
        int high = sorted[(2 * n + 2) / 3 - 1];
        List<int[]> bounds = Stream.of(
                        new int[] {sorted[0], low}, new int[] {low + 1, high}, new int[] {high + 1, sorted[n - 1]})
                .filter(bound -> bound[0] <= bound[1]) // many equal lengths leave a third without any
                .toList();
        List<String> values = bounds.stream()
                .map(bound -> bound[0] == bound[1] ? Integer.toString(bound[1]) : bound[0] + "–" + bound[1])
                .toList();
        return byCode(n, values, query -> {
            int third = 0;
            while (lengths[query] > bounds.get(third)[1]) {
                third++;
            }
            return third;
        });
    }

    /** By the number of VLMs of a pool that are right, |S_i|; queries without any known label are in no slice. */
    public static Slicing right(Labels labels, int[] pool) {
        List<String> values = new ArrayList<>();
        int[] bucket = new int[pool.length + 1];
        for (int from = 0; from <= pool.length; ) {
            int to = Math.min(pool.length, from < SINGLE ? from : 2 * from - 1);
            Arrays.fill(bucket, from, to + 1, values.size());
            values.add(from == to ? Integer.toString(from) : from + "–" + to);
            from = to + 1;
        }
        return byCode(labels.size(), values, query -> {
            int known = 0;
            int right = 0;
            for (int column : pool) {
                byte label = labels.code(query, column);
                known += label < 0 ? 0 : 1;
                right += label > 0 ? 1 : 0;
            }
            return known == 0 ? -1 : bucket[right];
        });
    }

    /**
     * By what people noted: one slice per #tag in the notes, then every query with a note, then those without.
     *
     * @param notes by query
     * @param noted the name of the slice of queries with a note
     */
    public static Slicing notes(int queries, Map<Integer, String> notes, String noted) {
        Map<String, List<Integer>> tags = new TreeMap<>();
        new TreeMap<>(notes)
                .forEach((query, note) -> TAG.matcher(note)
                        .results()
                        .map(found -> "#" + found.group(1))
                        .distinct()
                        .forEach(tag -> tags.computeIfAbsent(tag, t -> new ArrayList<>())
                                .add(query)));
        List<String> values = new ArrayList<>();
        List<int[]> members = new ArrayList<>();
        tags.forEach((tag, tagged) -> {
            values.add(tag);
            members.add(tagged.stream().mapToInt(Integer::intValue).toArray());
        });
        values.add(noted);
        members.add(IntStream.range(0, queries).filter(notes::containsKey).toArray());
        values.add("");
        members.add(
                IntStream.range(0, queries).filter(q -> !notes.containsKey(q)).toArray());
        return new Slicing(values, members);
    }

    /** @param code by query the place of its value, or -1 */
    private static Slicing byCode(int queries, List<String> values, IntUnaryOperator code) {
        int[] codes = new int[queries];
        int[] counts = new int[values.size()];
        for (int query = 0; query < queries; query++) {
            codes[query] = code.applyAsInt(query);
            if (codes[query] >= 0) {
                counts[codes[query]]++;
            }
        }
        List<int[]> members = new ArrayList<>();
        for (int count : counts) {
            members.add(new int[count]);
        }
        int[] filled = new int[values.size()];
        for (int query = 0; query < queries; query++) {
            if (codes[query] >= 0) {
                members.get(codes[query])[filled[codes[query]]++] = query;
            }
        }
        return new Slicing(values, members);
    }
}
