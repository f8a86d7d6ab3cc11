package dev.signalbox.store;

import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dataset's columns in memory, exactly as its chunks hold them. {@link Merge} grows them; everybody else only reads. */
final class Columns {
    /** Rows in one chunk. */
    static final int CHUNK = 1 << 16;

    /** The label of an output that is not there; told apart from one whose label is unknown. */
    static final byte ABSENT = -2;

    /** One VLM's columns; index = ordinal. */
    static final class OfVlm {
        byte[] label;
        double[] cost;
        double[] latency;
        int[] inputTokens;
        int[] outputTokens;
        int[] answer;

        OfVlm(int rows) {
            label = absent(new byte[rows], 0);
            cost = absent(new double[rows], 0);
            latency = absent(new double[rows], 0);
            inputTokens = absent(new int[rows], 0);
            outputTokens = absent(new int[rows], 0);
            answer = absent(new int[rows], 0);
        }

        void grow(int rows) {
            int old = label.length;
            label = absent(Arrays.copyOf(label, rows), old);
            cost = absent(Arrays.copyOf(cost, rows), old);
            latency = absent(Arrays.copyOf(latency, rows), old);
            inputTokens = absent(Arrays.copyOf(inputTokens, rows), old);
            outputTokens = absent(Arrays.copyOf(outputTokens, rows), old);
            answer = absent(Arrays.copyOf(answer, rows), old);
        }
    }

    /** One field's dictionary and codes; -1 where it is absent. */
    static final class OfField {
        final String name;
        final List<String> values;
        int[] codes;
        private final Map<String, Integer> numbers = new HashMap<>();

        OfField(String name, List<String> values, int rows) {
            this.name = name;
            this.values = new ArrayList<>(values);
            codes = absent(new int[rows], 0);
        }

        /** The code of a value, new ones added. */
        int code(String value) {
            if (numbers.size() != values.size()) {
                for (int i = 0; i < values.size(); i++) {
                    numbers.put(values.get(i), i);
                }
            }
            Integer known = numbers.get(value);
            if (known != null) {
                return known;
            }
            values.add(value);
            numbers.put(value, values.size() - 1);
            return values.size() - 1;
        }
    }

    final List<String> keys;
    /** Each query's picture paths, joined by NUL, which no path contains. */
    final List<String> pictures;

    final List<OfField> fields = new ArrayList<>();
    final List<OfVlm> vlms = new ArrayList<>();
    private int rows;

    Columns(int rows) {
        this.rows = rows;
        keys = new ArrayList<>(rows);
        pictures = new ArrayList<>(rows);
    }

    int rows() {
        return rows;
    }

    /** Makes room for more queries, absent everywhere. */
    void grow(int newRows) {
        int old = rows;
        vlms.forEach(vlm -> vlm.grow(newRows));
        for (OfField field : fields) {
            field.codes = absent(Arrays.copyOf(field.codes, newRows), old);
        }
        rows = newRows;
    }

    static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split("\0"));
    }

    /** The fields of one query by name. */
    Map<String, String> fieldsOf(int ordinal) {
        Map<String, String> found = new HashMap<>();
        for (OfField field : fields) {
            int code = field.codes[ordinal];
            if (code >= 0) {
                found.put(field.name, field.values.get(code));
            }
        }
        return found;
    }

    /** The columns as the rest of the program reads them: unknown and absent labels look alike there. */
    DatasetTable table(Dataset dataset) {
        int width = vlms.size();
        byte[][] imported = new byte[width][];
        boolean[][] answered = new boolean[width][];
        float[][] costs = new float[width][];
        float[][] latencies = new float[width][];
        for (int k = 0; k < width; k++) {
            OfVlm vlm = vlms.get(k);
            byte[] labels = vlm.label.clone();
            boolean[] present = new boolean[rows];
            for (int i = 0; i < rows; i++) {
                present[i] = labels[i] != ABSENT;
                if (!present[i]) {
                    labels[i] = Correctness.UNKNOWN.code();
                }
            }
            imported[k] = labels;
            answered[k] = present;
            costs[k] = floats(vlm.cost);
            latencies[k] = floats(vlm.latency);
        }
        Map<String, CodedColumn> coded = new LinkedHashMap<>();
        for (String name : Fields.STANDARD) {
            fields.stream().filter(field -> field.name.equals(name)).forEach(field -> coded.put(name, coded(field)));
        }
        fields.forEach(field -> coded.putIfAbsent(field.name, coded(field)));
        return new DatasetTable(
                dataset,
                Collections.unmodifiableList(keys),
                Collections.unmodifiableMap(coded),
                imported,
                answered,
                costs,
                latencies,
                pictureLists());
    }

    private static CodedColumn coded(OfField field) {
        return new CodedColumn(field.name, Collections.unmodifiableList(field.values), field.codes);
    }

    private List<List<String>> pictureLists() {
        List<List<String>> lists = new ArrayList<>(rows);
        // Several questions about one picture usually follow one another.
        @Nullable String last = null;
        List<String> list = List.of();
        for (String joined : pictures) {
            if (!joined.equals(last)) {
                list = split(joined);
                last = joined;
            }
            lists.add(list);
        }
        return Collections.unmodifiableList(lists);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static int[] absent(int[] values, int from) {
        Arrays.fill(values, from, values.length, -1);
        return values;
    }

    private static double[] absent(double[] values, int from) {
        Arrays.fill(values, from, values.length, Double.NaN);
        return values;
    }

    private static byte[] absent(byte[] values, int from) {
        Arrays.fill(values, from, values.length, ABSENT);
        return values;
    }
}
