package dev.signalbox.importing;

import dev.signalbox.model.Correctness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One record of a long table: a query and, usually, one VLM's answer to it. Filled and reused by one reader. */
final class Row {
    @Nullable
    String key;

    @Nullable
    String question;

    @Nullable
    String reference;

    @Nullable
    String vlm;

    @Nullable
    String text;

    @Nullable
    String pool;

    Correctness label = Correctness.UNKNOWN;
    boolean labelled;
    double cost = Double.NaN;
    double latency = Double.NaN;
    int inputTokens = -1;
    int outputTokens = -1;
    boolean simulated;
    final List<String> pictures = new ArrayList<>();
    final Map<String, String> fields = new LinkedHashMap<>();

    void clear() {
        key = null;
        question = null;
        reference = null;
        vlm = null;
        text = null;
        pool = null;
        label = Correctness.UNKNOWN;
        labelled = false;
        cost = Double.NaN;
        latency = Double.NaN;
        inputTokens = -1;
        outputTokens = -1;
        simulated = false;
        pictures.clear();
        fields.clear();
    }
}
