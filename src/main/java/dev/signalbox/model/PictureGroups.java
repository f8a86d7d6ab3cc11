package dev.signalbox.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Queries that hang together because they show the same picture: what holds for one of them says less of new pictures. */
public final class PictureGroups {
    private PictureGroups() {}

    /** {@link #of(int, IntFunction)} of a dataset. */
    public static int[] of(DatasetTable table) {
        return of(table.size(), table.pictures()::get);
    }

    /**
     * By query the lowest query that it hangs together with by pictures, directly or through others.
     *
     * @param pictures the names of a query's pictures; a query without any is on its own
     */
    public static int[] of(int queries, IntFunction<List<String>> pictures) {
        int[] parent = new int[queries];
        Arrays.setAll(parent, i -> i);
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < queries; i++) {
            for (String name : pictures.apply(i)) {
                Integer other = first.putIfAbsent(name, i);
                if (other != null) {
                    int a = root(parent, i);
                    int b = root(parent, other);
                    parent[Math.max(a, b)] = Math.min(a, b);
                }
            }
        }
        int[] group = new int[queries];
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
