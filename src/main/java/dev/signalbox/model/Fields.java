package dev.signalbox.model;

import java.util.List;

/** The names of the coded fields that every importer fills where its source has them. */
public final class Fields {
    public static final String BENCHMARK = "benchmark";
    public static final String DOMAIN = "domain";
    public static final String SPLIT = "split";
    public static final String LANGUAGE = "language";
    public static final String TASK = "task";

    /** In the order in which screens list them. */
    public static final List<String> STANDARD = List.of(BENCHMARK, DOMAIN, SPLIT, LANGUAGE, TASK);

    private Fields() {}
}
