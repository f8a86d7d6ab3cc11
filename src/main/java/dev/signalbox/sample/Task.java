package dev.signalbox.sample;

import dev.signalbox.sample.Look.Style;
import java.util.List;

/** The kinds of scenes, with where the information about the good VLM lies. */
enum Task {
    COUNTING("SimCounting", Evidence.PICTURE, Style.DARK, Style.LIGHT, 0),
    CLOCKS("SimClocks", Evidence.PICTURE, Style.WARM, Style.COOL, 160),
    GEOMETRY("SimGeometry", Evidence.PICTURE, Style.BLUEPRINT, Style.KRAFT, 150),
    RECEIPTS("SimReceipts", Evidence.TEXT, Style.DARK, Style.LIGHT, 80),
    TABLES("SimTables", Evidence.TEXT, Style.DARK, Style.LIGHT, 80),
    SIGNS("SimSigns", Evidence.TEXT, Style.DARK, Style.LIGHT, 100),
    BARS("SimCharts", Evidence.BOTH, Style.DARK, Style.LIGHT, 70),
    LINES("SimCharts", Evidence.BOTH, Style.DARK, Style.LIGHT, 50),
    MAPS("SimMaps", Evidence.BOTH, Style.DARK, Style.LIGHT, 60),
    PIES("SimPies", Evidence.BOTH, Style.DARK, Style.LIGHT, 20);

    /** What one has to see to know which VLM is good. */
    enum Evidence {
        PICTURE,
        TEXT,
        BOTH
    }

    private final String benchmark;
    private final Evidence evidence;
    private final Style first;
    private final Style second;
    private final int pictures;

    Task(String benchmark, Evidence evidence, Style first, Style second, int pictures) {
        this.benchmark = benchmark;
        this.evidence = evidence;
        this.first = first;
        this.second = second;
        this.pictures = pictures;
    }

    String benchmark() {
        return benchmark;
    }

    Evidence evidence() {
        return evidence;
    }

    /** The two looks of its pictures, one half each. */
    List<Style> styles() {
        return List.of(first, second);
    }

    /** Questions about one picture. */
    int questions() {
        return evidence == Evidence.PICTURE ? 1 : 2;
    }

    /** Pie charts never come up in training: they show how routers carry over what they learned on other charts. */
    boolean outOfDomain() {
        return this == PIES;
    }

    /** How many pictures a dataset of {@code queries} queries has of this task; {@link #COUNTING} takes the rest. */
    int pictures(int queries) {
        if (this == COUNTING) {
            int others = 0;
            for (Task task : values()) {
                others += task == COUNTING ? 0 : task.pictures(queries) * task.questions();
            }
            return queries - others;
        }
        return Math.toIntExact(Math.round((double) pictures * queries / SampleGenerator.QUERIES));
    }
}
