package dev.signalbox.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Queries that hang together because they share a picture, directly or through others: never torn apart, resampled as one. */
public final class PictureGroups {
    private PictureGroups() {}

    /** {@link #of(int, IntFunction)} of a dataset. */
    public static int[] of(DatasetTable table) {
        return of(table.size(), table.pictures()::get);
    }

    /**
     * The lowest query that each hangs together with; itself where it shares no picture.
     *
     * @param names the pictures of a query by its number 0..n-1
     * @return [n]
     */
    public static int[] of(int n, IntFunction<List<String>> names) {
        int[] parent = new int[n];
        Arrays.setAll(parent, i -> i);
        Map<String, Integer> first = new HashMap<>();
        for (int query = 0; query < n; query++) {
            for (String name : names.apply(query)) {
                Integer other = first.putIfAbsent(name, query);
                if (other != null) {
                    int a = root(parent, query);
                    int b = root(parent, other);
                    parent[Math.max(a, b)] = Math.min(a, b);
                }
            }
        }
        int[] group = new int[n];
        Arrays.setAll(group, i -> root(parent, i));
        return group;
    }

    private static int root(int[] parent, int query) {
        int at = query;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
